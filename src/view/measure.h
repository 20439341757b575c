#pragma once

/* Fonts by role, and how wide and high text is: asked of whoever paints, faked in tests. */

enum face {
    FACE_TEXT,   /* names, words */
    FACE_BOLD,   /* titles, loud words */
    FACE_FIGURE, /* figures: bold, tabular digits */
    FACE_COUNT
};

struct font {
    enum face face;
    int px; /* size of the em square */
};

/* All from the baseline, positive, in px. */
struct font_height {
    int ascent, descent;
    int cap;   /* height of a capital letter or digit */
    int kanji; /* height of an ideograph's ink */
};

struct measure {
    /* Advance width of a line of UTF-8. */
    int (*width)(const struct measure *measure, struct font font, const char *text);
    struct font_height (*height)(const struct measure *measure, struct font font);
};
