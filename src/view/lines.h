#pragma once

/*
 * Where a text is parted into lines, by the rules of Unicode (UAX 14) as libunistring knows them:
 * Japanese by kinsoku (no closing mark, small kana, prolonged sound mark or 々 begins a line, no
 * opening bracket ends one), Latin between words. Beyond them a number keeps its unit ("20 s",
 * "3時間", "第3"), and a word that is wider than the line is parted between any two characters as
 * people see them. Nothing here takes memory.
 */

#include <stddef.h>

#include "view/measure.h"

/* The longest text, in bytes with its end. */
#define LINES_TEXT_BYTES 2048

struct line {
    const char *start;
    size_t length; /* bytes, without the blanks at its end */
};

/* How wide the lines of a text are that goes on page after page: some px less on the first and the
 * last of each page, where something else stands beside them. */
struct lines_room {
    int width;
    int first_less, last_less;
    size_t per_page;
};

/*
 * Fills `lines` with what of `text`, which holds no controls, goes on the first `room` lines of
 * `width` px, and returns how many they are. A line holds at least one character; it is wider than
 * `width` only where that one is.
 */
size_t lines_break(const struct measure *measure, struct font font, const char *text, int width,
                   struct line *lines, size_t room);

/* The same on lines of several widths. */
size_t lines_flow(const struct measure *measure, struct font font, const char *text,
                  const struct lines_room *widths, struct line *lines, size_t room);
