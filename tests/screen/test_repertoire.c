#include "screen/repertoire.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/text.h"
#include "config/catalogue_file.h"

static void tells_what_the_fonts_can_draw(void **state)
{
    (void)state;
    static const struct {
        uint32_t code_point;
        bool has;
    } cases[] = {
        {'A', true},      {0x00e9, true},   {0x653e, true},    {0x25a0, true},
        {0x25b2, true},   {0x9592, true},   {0xfe0f, true},    {0x200d, true},
        {0x13000, false}, {0x1f9ff, false}, {0x10ffff, false},
    };
    struct repertoire *repertoire = repertoire_open();
    assert_non_null(repertoire);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (repertoire_has(repertoire, cases[i].code_point) != cases[i].has) {
            fail_msg("U+%04X", (unsigned)cases[i].code_point);
        }
    }
    repertoire_close(repertoire);
}

/* It is opened for every reading of a board. */
static void opens_again(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++) {
        struct repertoire *repertoire = repertoire_open();
        assert_non_null(repertoire);
        assert_true(repertoire_has(repertoire, 0x6f22));
        assert_null(repertoire_lacks(repertoire, LANGUAGE_JA));
        assert_null(repertoire_lacks(repertoire, LANGUAGE_EN));
        repertoire_close(repertoire);
    }
    repertoire_close(NULL);
}

static void check_drawable(struct repertoire *repertoire, const struct words *words)
{
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        const char *text = words->in[language];
        for (uint32_t c; (c = text_next(&text)) != 0;) {
            if (!repertoire_has(repertoire, c)) {
                fail_msg("U+%04X of '%s'", (unsigned)c, words->in[language]);
            }
        }
    }
}

/* Whatever the catalogue calls things can be drawn. */
static void draws_the_catalogue(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct faults *faults = faults_create();
    const struct catalogue *catalogue = catalogue_built_in(arena, faults);
    struct repertoire *repertoire = repertoire_open();
    assert_non_null(catalogue);
    for (size_t i = 0; i < catalogue->count; i++) {
        check_drawable(repertoire, &catalogue->metrics[i].name);
        check_drawable(repertoire, &catalogue->metrics[i].short_name);
        check_drawable(repertoire, &catalogue->metrics[i].definition);
    }
    for (size_t i = 0; i < catalogue->channel_count; i++) {
        check_drawable(repertoire, &catalogue->channels[i].name);
    }
    for (size_t i = 0; i < catalogue->term_count; i++) {
        const struct term *term = &catalogue->terms[i];
        const struct words more = {
            {term->reading ? term->reading : "", term->also ? term->also : ""}};
        check_drawable(repertoire, &term->name);
        check_drawable(repertoire, &term->definition);
        check_drawable(repertoire, &more);
    }
    repertoire_close(repertoire);
    faults_destroy(faults);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_what_the_fonts_can_draw),
        cmocka_unit_test(opens_again),
        cmocka_unit_test(draws_the_catalogue),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
