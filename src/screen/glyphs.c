#include "screen/glyphs.h"

#include <string.h>

void glyphs_init(struct glyphs *glyphs)
{
    *glyphs = (struct glyphs){0};
}

static void free_place(struct glyphs *glyphs, struct glyph *glyph)
{
    glyphs->bytes -= glyph->picture.room;
    coverage_finish(&glyph->picture);
    *glyph = (struct glyph){0};
}

void glyphs_finish(struct glyphs *glyphs)
{
    for (size_t i = 0; i < GLYPHS; i++) {
        free_place(glyphs, &glyphs->places[i]);
    }
}

/* Only the alpha of SDL_ttf's white picture says something. */
static void copy_alpha(struct coverage *to, const SDL_Surface *from)
{
    coverage_reset(to, from->w, from->h);
    for (int row = 0; row < from->h; row++) {
        const uint32_t *pixels =
            (const uint32_t *)((const char *)from->pixels + (ptrdiff_t)row * from->pitch);
        uint8_t *alpha = coverage_row(to, row);
        for (int column = 0; column < from->w; column++) {
            alpha[column] = (uint8_t)(pixels[column] >> 24);
        }
    }
}

/*
 * SDL_ttf widens the picture of a glyph that reaches left of the pen or above the font's ascent;
 * its metrics tell by how much.
 */
static void draw(struct glyph *glyph, TTF_Font *font)
{
    static const SDL_Color white = {255, 255, 255, 255};
    int left = 0, top = 0, ascent = TTF_FontAscent(font);
    TTF_GlyphMetrics32(font, glyph->code_point, &left, NULL, NULL, &top, &glyph->advance);
    glyph->x = left < 0 ? left : 0;
    glyph->y = -(top > ascent ? top : ascent);
    SDL_Surface *surface = TTF_RenderGlyph32_Blended(font, glyph->code_point, white);
    if (surface) {
        copy_alpha(&glyph->picture, surface);
        SDL_FreeSurface(surface);
    }
}

const struct glyph *glyphs_get(struct glyphs *glyphs, TTF_Font *font, enum typeface typeface,
                               int px, uint32_t code_point)
{
    uint32_t place = (code_point * 31 + (uint32_t)px * 7 + (uint32_t)typeface * 131) % GLYPHS;
    struct glyph *glyph = &glyphs->places[place];
    if (glyph->code_point == code_point && glyph->typeface == typeface && glyph->px == px) {
        return glyph;
    }
    free_place(glyphs, glyph);
    if (glyphs->bytes > GLYPHS_BYTES) {
        glyphs_finish(glyphs);
    }
    *glyph = (struct glyph){.code_point = code_point, .typeface = typeface, .px = px};
    draw(glyph, font);
    glyphs->bytes += glyph->picture.room;
    return glyph;
}
