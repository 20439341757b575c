#pragma once

/*
 * The type of one wall: how large its texts must be, and how wide a text would be at any size. The
 * layout asks only through three probes, one a face, so that trying arrangements opens no fonts.
 */

#include "view/sizes.h"
#include "view/words.h"

struct type {
    const struct measure *measure;
    struct sizes sizes;
    enum language language;
    struct font probes[FACE_COUNT];
    int least_cap;  /* 16 arc minutes */
    int name_cap;   /* of names of 20; of their ideographs in Japanese */
    int label_cap;  /* 20 arc minutes */
    int figure_cap; /* 30 */
};

struct type type_of(const struct measure *measure, struct sizes sizes, enum language language);

/* The font of `face` with capital letters of `cap` px. */
struct font type_font(const struct type *type, enum face face, int cap);

/* About how wide `text` is with capital letters of `cap` px; rather a pixel more. */
int type_width(const struct type *type, enum face face, int cap, const char *text);

/* What a line of text takes above and below its baseline, without the air between lines. */
struct line_box {
    int above, below;
};
struct line_box type_line(const struct type *type, int cap);
