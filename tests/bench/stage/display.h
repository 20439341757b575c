#pragma once

/*
 * An X server without a screen, whose pixels lie in a file that is mapped here: what it shows is
 * seen without asking the program that draws.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/rect.h"

#define DISPLAY_WIDTH 1920
#define DISPLAY_HEIGHT 1080

struct display {
    pid_t pid;
    void *file;
    size_t file_size;
    const uint32_t *pixels;
    size_t stride; /* pixels from one row to the next */
};

/* Sets DISPLAY for all that is started afterwards. Does not return on failure. */
void display_start(struct display *display, const char *folder);
void display_stop(struct display *display);

/* A picture is DISPLAY_WIDTH * DISPLAY_HEIGHT pixels, to be freed. */
uint32_t *picture_create(void);

/* Only the rows and columns of `part` are copied or compared. */
void picture_take(const struct display *display, uint32_t *picture, struct rect part);
bool picture_shows(const struct display *display, const uint32_t *picture, struct rect part);

/* The smallest rectangle around all that differs now. */
struct rect picture_difference(const struct display *display, const uint32_t *picture);

extern const struct rect display_whole;

/* Waits until nothing has changed for `quiet_ms`. */
void display_settle(const struct display *display, int quiet_ms);
