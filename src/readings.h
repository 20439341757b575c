#pragma once

/* A file of readings, for pictures: JSON lines, each a message with its age. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct reading_line {
    char *topic; /* below the root: "kpi/main/phone/service-level" */
    char *payload;
    size_t length;
    int64_t age_ms; /* how long before the picture it arrived */
    bool retained;
};

struct reading_lines {
    struct reading_line *items;
    size_t count;
};

/*
 * Reads all lines; empty ones are skipped. A payload may be any JSON value; a string stands for its
 * raw bytes, so that what is not JSON can be sent too. False when a line is wrong; each wrong line
 * is then named on standard error. Finish it in either case.
 */
bool readings_read(struct reading_lines *lines, const char *path, char *bytes);
void readings_finish(struct reading_lines *lines);
