#include "screen/fonts.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "screen/glyphs.h"
#include "screen/open_fonts.h"

#include <SDL_ttf.h>

/* Ink is measured at this size once and scaled, which spares opening every size for it. */
#define REFERENCE_PX 100

/*
 * Every change of a tile measures its texts anew, and SDL_ttf keeps so few ideographs that it would
 * load most of them from the file each time.
 */
#define ADVANCES 4096

struct known_advance {
    uint32_t code_point; /* 0: none yet */
    uint16_t face, px;
    int width;
};

struct fonts {
    struct measure measure; /* first, so that the view's pointer leads back to us */
    struct known_advance advances[ADVANCES];
    struct open_fonts open;
    struct glyphs glyphs;
    int kanji_ink[FACE_COUNT]; /* height of an ideograph at REFERENCE_PX, 0 until asked for */
};

/* Marks must look like one family: B612 has a small circle, but neither square nor triangle. */
static bool is_mark(uint32_t c)
{
    return c >= 0x25a0 && c <= 0x26ff;
}

/* The font that draws `c`, or NULL for a box. */
static TTF_Font *font_for(struct fonts *fonts, struct font font, uint32_t c, enum typeface *which)
{
    const enum typeface *chain = typeface_chain[font.face];
    for (int i = is_mark(c) ? 1 : 0; i < CHAIN_LINKS; i++) {
        TTF_Font *found = open_fonts_with(&fonts->open, chain[i], font.px, c);
        if (found) {
            *which = chain[i];
            return found;
        }
    }
    *which = TYPEFACE_NONE;
    return NULL;
}

static int box_advance(int px)
{
    return (px * 6 + 5) / 10;
}

static int advance_in_font(struct fonts *fonts, struct font font, uint32_t c)
{
    enum typeface which;
    TTF_Font *with = font_for(fonts, font, c, &which);
    int width = 0;
    if (!with || TTF_GlyphMetrics32(with, c, NULL, NULL, NULL, NULL, &width) != 0) {
        return box_advance(font.px);
    }
    return width;
}

static int advance(struct fonts *fonts, struct font font, uint32_t c)
{
    uint32_t place = (c * 31 + (uint32_t)font.px * 7 + (uint32_t)font.face) % ADVANCES;
    struct known_advance *known = &fonts->advances[place];
    if (known->code_point != c || known->face != font.face || known->px != font.px) {
        *known = (struct known_advance){c, (uint16_t)font.face, (uint16_t)font.px,
                                        advance_in_font(fonts, font, c)};
    }
    return known->width;
}

static int measure_width(const struct measure *measure, struct font font, const char *text)
{
    struct fonts *fonts = (struct fonts *)measure;
    int width = 0;
    for (uint32_t c = text_next(&text); c; c = text_next(&text)) {
        width += typeface_spares(c) ? 0 : advance(fonts, font, c);
    }
    return width;
}

/* Height of the ink of `c`, and how far it reaches above the baseline. */
static int ink_height(TTF_Font *font, uint32_t c, int *above)
{
    int bottom = 0, top = 0;
    TTF_GlyphMetrics32(font, c, NULL, NULL, &bottom, &top, NULL);
    *above = top;
    return top - bottom;
}

static int measure_kanji(const char *path)
{
    static const uint32_t samples[] = {0x6f22, 0x696d, 0x56fd}; /* 漢業国 */
    TTF_Font *font = TTF_OpenFont(path, REFERENCE_PX);
    int most = 0;
    for (size_t i = 0; font && i < sizeof samples / sizeof *samples; i++) {
        int above, height = ink_height(font, samples[i], &above);
        most = height > most ? height : most;
    }
    if (font) {
        TTF_CloseFont(font);
    }
    return most;
}

static int kanji_height(struct fonts *fonts, struct font font, int cap)
{
    int *ink = &fonts->kanji_ink[font.face];
    const enum typeface *chain = typeface_chain[font.face];
    for (int i = 1; *ink == 0 && i < CHAIN_LINKS; i++) {
        const char *path = fonts->open.paths[chain[i]];
        if (*path && chain[i] != TYPEFACE_SYMBOL && chain[i] != TYPEFACE_SYMBOL_BOLD) {
            *ink = measure_kanji(path);
        }
    }
    return *ink > 0 ? (*ink * font.px + REFERENCE_PX / 2) / REFERENCE_PX : cap;
}

/* The first font of the chain that is there: lines are set on its heights. */
static TTF_Font *leading_font(struct fonts *fonts, struct font font)
{
    TTF_Font *first = NULL;
    for (int i = 0; !first && i < CHAIN_LINKS; i++) {
        first = open_fonts_at(&fonts->open, typeface_chain[font.face][i], font.px);
    }
    return first;
}

static struct font_height measure_height(const struct measure *measure, struct font font)
{
    struct fonts *fonts = (struct fonts *)measure;
    TTF_Font *first = leading_font(fonts, font);
    if (!first) {
        return (struct font_height){.ascent = font.px, .cap = font.px, .kanji = font.px};
    }
    struct font_height height = {.ascent = TTF_FontAscent(first),
                                 .descent = -TTF_FontDescent(first)};
    ink_height(first, 'H', &height.cap);
    int above, tail = ink_height(first, 'g', &above) - above; /* B612's reaches below its descent */
    height.descent = tail > height.descent ? tail : height.descent;
    height.kanji = kanji_height(fonts, font, height.cap);
    return height;
}

/* ---- Drawing ------------------------------------------------------------------------------- */

/* A stroke in the place of a character that no font has. */
static void draw_box(struct coverage *to, int px, int x, int baseline)
{
    int stroke = px / 16 + 1, w = box_advance(px) - 2 * stroke, h = px * 7 / 10;
    for (int row = 0; row < h; row++) {
        uint8_t *at = coverage_row(to, baseline - h + row) + x + stroke;
        bool edge = row < stroke || row >= h - stroke;
        for (int column = 0; column < w; column++) {
            if (edge || column < stroke || column >= w - stroke) {
                at[column] = 255;
            }
        }
    }
}

/* Keeps the stronger of both where glyphs overlap. What leaves the board is cut off. */
static void lay(struct coverage *to, const struct coverage *picture, int x, int y)
{
    int left = x < 0 ? -x : 0, top = y < 0 ? -y : 0;
    int right = picture->w < to->w - x ? picture->w : to->w - x;
    int bottom = picture->h < to->h - y ? picture->h : to->h - y;
    for (int row = top; row < bottom; row++) {
        const uint8_t *from = coverage_row(picture, row);
        uint8_t *at = coverage_row(to, y + row) + x;
        for (int column = left; column < right; column++) {
            at[column] = from[column] > at[column] ? from[column] : at[column];
        }
    }
}

void fonts_draw(struct fonts *fonts, struct font font, const char *text, struct coverage *to,
                int *origin_x, int *baseline)
{
    struct font_height height = measure_height(&fonts->measure, font);
    int margin = font.px / 2 + 2; /* for what reaches beyond its advance */
    coverage_reset(to, measure_width(&fonts->measure, font, text) + 2 * margin,
                   height.ascent + height.descent + 2 * margin);
    *origin_x = margin;
    *baseline = margin + height.ascent;
    int pen = margin;
    for (uint32_t c = text_next(&text); c; c = text_next(&text)) {
        enum typeface which;
        TTF_Font *with = typeface_spares(c) ? NULL : font_for(fonts, font, c, &which);
        if (with) {
            const struct glyph *glyph = glyphs_get(&fonts->glyphs, with, which, font.px, c);
            lay(to, &glyph->picture, pen + glyph->x, *baseline + glyph->y);
            pen += glyph->advance;
        } else if (!typeface_spares(c)) {
            draw_box(to, font.px, pen, *baseline);
            pen += box_advance(font.px);
        }
    }
}

enum typeface fonts_typeface(struct fonts *fonts, struct font font, uint32_t code_point)
{
    enum typeface which;
    font_for(fonts, font, code_point, &which);
    return which;
}

/* ---- Opening ------------------------------------------------------------------------------- */

static bool check_chain(const struct fonts *fonts, int face)
{
    for (int i = 0; i < CHAIN_LINKS; i++) {
        if (fonts->open.paths[typeface_chain[face][i]][0]) {
            return true;
        }
    }
    return false;
}

/* The last resort and the symbols may be missing without a word: the box says it on the wall. */
static void warn_of_missing(const struct fonts *fonts)
{
    for (int i = 0; i <= TYPEFACE_KANJI_BOLD; i++) {
        if (!fonts->open.paths[i][0]) {
            log_line(LOG_WARNING, "screen", "font %s is not there; Debian package %s brings it",
                     typeface_file((enum typeface)i), typeface_package((enum typeface)i));
        }
    }
}

struct fonts *fonts_create(void)
{
    if (TTF_Init() != 0) {
        log_line(LOG_ERROR, "screen", "SDL_ttf: %s", TTF_GetError());
        return NULL;
    }
    struct fonts *fonts = calloc(1, sizeof *fonts);
    if (!fonts) {
        abort();
    }
    fonts->measure = (struct measure){.width = measure_width, .height = measure_height};
    open_fonts_init(&fonts->open);
    glyphs_init(&fonts->glyphs);
    warn_of_missing(fonts);
    for (int face = 0; face < FACE_COUNT; face++) {
        if (!check_chain(fonts, face)) {
            log_line(LOG_ERROR, "screen", "no font: none of Debian's packages %s, %s, %s is there",
                     typeface_package(TYPEFACE_LATIN), typeface_package(TYPEFACE_KANJI),
                     typeface_package(TYPEFACE_LAST));
            fonts_destroy(fonts);
            return NULL;
        }
    }
    return fonts;
}

void fonts_destroy(struct fonts *fonts)
{
    if (fonts) {
        glyphs_finish(&fonts->glyphs);
        open_fonts_finish(&fonts->open);
        free(fonts);
        TTF_Quit();
    }
}

const struct measure *fonts_measure(struct fonts *fonts)
{
    return &fonts->measure;
}
