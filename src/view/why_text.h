#pragma once

/*
 * How a verdict came about, in plain sentences: the same ones on the wall, in the answer to a
 * request and on a terminal. Times are told and never ages, so that a sentence stays true while it
 * is read.
 */

#include <stddef.h>

#include "kpi/why.h"
#include "view/status.h"

#define WHY_LINES 24
#define WHY_LINE_BYTES 384

struct why_line {
    const char *label; /* "" where it goes on with the one before */
    char text[WHY_LINE_BYTES];
};

struct why_text {
    struct why_line lines[WHY_LINES];
    size_t count;
};

/* `config` says which configuration is in force. */
void why_text(struct why_text *to, const struct why *why, const struct board_spec *spec,
              const struct status_context *context, const char *config);

/* The value as the wall shows it, "1:48分"; "" when there is none to be told. */
void why_shown(char *to, size_t size, const struct why *why, enum language language);
