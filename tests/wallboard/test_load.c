#include "load.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static bool choose_quietly(const struct options *options, int *code)
{
    int kept = dup(STDERR_FILENO), nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, STDERR_FILENO);
    bool good = load_choose(options, code);
    dup2(kept, STDERR_FILENO);
    close(kept);
    close(nowhere);
    return good;
}

/* No usual place holds a catalogue while these run. */
static int alone(void **state)
{
    (void)state;
    return setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
}

static int over(void **state)
{
    (void)state;
    load_finish();
    return 0;
}

static void without_a_choice_the_built_in(void **state)
{
    (void)state;
    struct options options = {.mode = MODE_CHECK, .audience = -1};
    int code = 0;
    assert_true(choose_quietly(&options, &code));
    assert_string_equal(load_catalogue()->version, "contact-centre-2");
    assert_string_equal(load_notice(), "");
}

static void the_one_that_is_named(void **state)
{
    (void)state;
    struct options options = {
        .mode = MODE_RENDER, .catalogue_path = "tests/config/packs/regrouped.json", .audience = -1};
    int code = 0;
    assert_true(choose_quietly(&options, &code));
    assert_string_equal(load_catalogue()->version, "regrouped-1");
}

/* A running wall goes on with the built-in one and says so; everything else ends. */
static void one_that_cannot_be_used(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        int code;
    } cases[] = {{"tests/config/packs/none.json", EXIT_UNREADABLE},
                 {"config/boards/minimal.json", EXIT_INVALID}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct options options = {
            .mode = MODE_CHECK, .catalogue_path = cases[i].path, .audience = -1};
        int code = 0;
        assert_false(choose_quietly(&options, &code));
        assert_int_equal(code, cases[i].code);
        options.mode = MODE_RUN;
        assert_true(choose_quietly(&options, &code));
        assert_string_equal(load_catalogue()->version, "contact-centre-2");
        assert_non_null(strstr(load_notice(), cases[i].path));
        load_finish();
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(without_a_choice_the_built_in, over),
        cmocka_unit_test_teardown(the_one_that_is_named, over),
        cmocka_unit_test_teardown(one_that_cannot_be_used, over),
    };
    return cmocka_run_group_tests(tests, alone, NULL);
}
