#include "kpi/glyphs.h"

#include <assert.h>
#include <stdio.h>
#include <unictype.h>
#include <uniname.h>

#include "base/text.h"

static_assert(GLYPH_NAME_BYTES >= UNINAME_MAX + 16, "the longest name and its number");

void glyph_name(char to[GLYPH_NAME_BYTES], uint32_t code_point)
{
    char name[UNINAME_MAX] = "";
    unicode_character_name(code_point, name);
    snprintf(to, GLYPH_NAME_BYTES, "U+%04X%s%s", (unsigned)code_point, name[0] ? " " : "", name);
}

static bool stands_before(const char *text, const char *end, uint32_t code_point)
{
    while (text < end) {
        if (text_next(&text) == code_point) {
            return true;
        }
    }
    return false;
}

bool glyph_runs_left(uint32_t code_point)
{
    int category = uc_bidi_category(code_point);
    return category == UC_BIDI_R || category == UC_BIDI_AL;
}

uint32_t glyph_missing(const char *text, const char **next, glyph_test *drawable)
{
    while (**next) {
        const char *at = *next;
        uint32_t code_point = text_next(next);
        bool missing = glyph_runs_left(code_point) || !drawable(code_point);
        if (missing && !stands_before(text, at, code_point)) {
            return code_point;
        }
    }
    return 0;
}
