/* Kept glyphs are the pictures that SDL_ttf draws, and they stay within their bound. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "screen/glyphs.h"
#include "screen/open_fonts.h"

static struct open_fonts fonts;
static struct glyphs glyphs;

static int start(void **state)
{
    (void)state;
    glyphs_init(&glyphs);
    if (TTF_Init() != 0) {
        return 1;
    }
    open_fonts_init(&fonts);
    return 0;
}

static int finish(void **state)
{
    (void)state;
    glyphs_finish(&glyphs);
    open_fonts_finish(&fonts);
    TTF_Quit();
    return 0;
}

static const struct glyph *get(int px, uint32_t c)
{
    return glyphs_get(&glyphs, open_fonts_at(&fonts, TYPEFACE_LATIN, px), TYPEFACE_LATIN, px, c);
}

static void a_glyph_is_what_the_font_draws(void **state)
{
    (void)state;
    static const int sizes[] = {12, 40, 150};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        int px = sizes[i], advance = 0;
        TTF_Font *font = open_fonts_at(&fonts, TYPEFACE_LATIN, px);
        SDL_Surface *drawn = TTF_RenderGlyph32_Blended(font, '8', (SDL_Color){255, 255, 255, 255});
        const struct glyph *glyph = get(px, '8');
        TTF_GlyphMetrics32(font, '8', NULL, NULL, NULL, NULL, &advance);
        assert_int_equal(glyph->advance, advance);
        assert_int_equal(glyph->picture.w, drawn->w);
        assert_int_equal(glyph->picture.h, drawn->h);
        for (int y = 0; y < drawn->h; y++) {
            const uint32_t *row =
                (const uint32_t *)((const char *)drawn->pixels + (ptrdiff_t)y * drawn->pitch);
            for (int x = 0; x < drawn->w; x++) {
                assert_int_equal(coverage_row(&glyph->picture, y)[x], row[x] >> 24);
            }
        }
        SDL_FreeSurface(drawn);
    }
}

static void asked_again_it_is_the_same_picture(void **state)
{
    (void)state;
    const uint8_t *first = get(40, '8')->picture.alpha;
    get(40, '9');
    assert_ptr_equal(get(40, '8')->picture.alpha, first);
}

static void another_size_or_character_is_another_picture(void **state)
{
    (void)state;
    int wide = get(150, 'M')->advance;
    assert_true(get(150, 'i')->advance < wide);
    assert_true(get(75, 'M')->advance < wide);
    assert_int_equal(get(150, 'M')->advance, wide);
}

/* Far more than there is room for: the bound holds, and what is asked for is always right. */
static void memory_is_bounded(void **state)
{
    (void)state;
    for (int round = 0; round < 2; round++) {
        for (int px = 20; px <= 200; px += 20) {
            for (uint32_t c = '!'; c <= '~'; c++) {
                const struct glyph *glyph = get(px, c);
                assert_int_equal(glyph->code_point, c);
                assert_int_equal(glyph->px, px);
                assert_true(glyphs.bytes <= GLYPHS_BYTES + glyph->picture.room);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_glyph_is_what_the_font_draws),
        cmocka_unit_test(asked_again_it_is_the_same_picture),
        cmocka_unit_test(another_size_or_character_is_another_picture),
        cmocka_unit_test(memory_is_bounded),
    };
    return cmocka_run_group_tests(tests, start, finish);
}
