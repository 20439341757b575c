#include "screen/repertoire.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_what_the_fonts_can_draw),
        cmocka_unit_test(opens_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
