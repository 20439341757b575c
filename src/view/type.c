#include "view/type.h"

/* An ideograph hangs about this share of the em below the baseline. */
#define KANJI_DROP 10

/* Room for the tail of a g, and some above so that capitals stand in the middle of their line. */
#define LATIN_DROP 16
#define LATIN_AIR 8

/*
 * Ideographs are larger than the capitals beside them: in Japanese these may be less than the
 * wanted size as long as those are not.
 */
static int name_cap(const struct measure *measure, const struct sizes *sizes,
                    enum language language)
{
    int wanted = sizes_px(sizes, LABEL_MINUTES), least = sizes_px(sizes, LEAST_MINUTES);
    if (language != LANGUAGE_JA) {
        return wanted;
    }
    struct font guess = {FACE_TEXT, least + least / 3};
    struct font_height height = measure->height(measure, font_of_cap(measure, guess, least));
    int by_kanji = (wanted * height.cap + height.kanji - 1) / height.kanji;
    return by_kanji > least ? by_kanji : least;
}

struct type type_of(const struct measure *measure, struct sizes sizes, enum language language)
{
    struct type type = {
        .measure = measure,
        .sizes = sizes,
        .language = language,
        .least_cap = sizes_px(&sizes, LEAST_MINUTES),
        .name_cap = name_cap(measure, &sizes, language),
        .label_cap = sizes_px(&sizes, LABEL_MINUTES),
        .figure_cap = sizes_px(&sizes, FIGURE_MINUTES),
    };
    for (int face = 0; face < FACE_COUNT; face++) {
        int cap = face == FACE_FIGURE ? type.figure_cap : type.least_cap;
        struct font guess = {(enum face)face, cap + cap / 3};
        type.probes[face] = font_of_cap(measure, guess, cap);
    }
    return type;
}

struct font type_font(const struct type *type, enum face face, int cap)
{
    return font_of_cap(type->measure, type->probes[face], cap);
}

int type_width(const struct type *type, enum face face, int cap, const char *text)
{
    struct font probe = type->probes[face];
    int probe_cap = face == FACE_FIGURE ? type->figure_cap : type->least_cap;
    int width = type->measure->width(type->measure, probe, text);
    return (width * cap + probe_cap - 1) / probe_cap + (cap != probe_cap);
}

struct line_box type_line(const struct type *type, int cap)
{
    struct font probe = type->probes[FACE_TEXT];
    if (type->language != LANGUAGE_JA) {
        return (struct line_box){cap + cap * LATIN_AIR / 100, cap * LATIN_DROP / 100};
    }
    int em = probe.px * cap / type->least_cap;
    int kanji = type->measure->height(type->measure, probe).kanji * cap / type->least_cap;
    int above = kanji - em / KANJI_DROP;
    return (struct line_box){above > cap ? above : cap, em / KANJI_DROP};
}
