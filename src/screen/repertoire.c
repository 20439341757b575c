#include "screen/repertoire.h"

#include <stdlib.h>

#include "screen/open_fonts.h"

/* Characters are the same at every size; a small one takes the least memory. */
#define ASKED_PX 16

struct repertoire {
    struct open_fonts open;
};

struct repertoire *repertoire_open(void)
{
    if (TTF_Init() != 0) {
        return NULL;
    }
    struct repertoire *repertoire = calloc(1, sizeof *repertoire);
    if (!repertoire) {
        abort();
    }
    open_fonts_init(&repertoire->open);
    return repertoire;
}

void repertoire_close(struct repertoire *repertoire)
{
    if (repertoire) {
        open_fonts_finish(&repertoire->open);
        free(repertoire);
        TTF_Quit();
    }
}

static bool face_has(struct repertoire *repertoire, enum face face, uint32_t code_point)
{
    bool any = false;
    for (int i = 0; i < CHAIN_LINKS; i++) {
        enum typeface typeface = typeface_chain[face][i];
        if (open_fonts_with(&repertoire->open, typeface, ASKED_PX, code_point)) {
            return true;
        }
        any = any || repertoire->open.latest[typeface];
    }
    return !any;
}

bool repertoire_has(struct repertoire *repertoire, uint32_t code_point)
{
    return typeface_spares(code_point) || (face_has(repertoire, FACE_TEXT, code_point) &&
                                           face_has(repertoire, FACE_BOLD, code_point));
}

const char *repertoire_lacks(struct repertoire *repertoire, enum language language)
{
    static const struct {
        uint32_t sample;
        enum typeface typeface;
    } needs[LANGUAGE_COUNT] = {
        [LANGUAGE_JA] = {0x696d, TYPEFACE_KANJI}, /* 業 */
        [LANGUAGE_EN] = {'a', TYPEFACE_LATIN},
    };
    bool can = repertoire_has(repertoire, needs[language].sample);
    return can ? NULL : typeface_package(needs[language].typeface);
}
