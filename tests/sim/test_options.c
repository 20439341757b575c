#include "sim/options.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/moment.h"

/* Splits `line` at its spaces and reads it; what is said on standard error goes to `said`. */
static enum options_result read_line(struct options *options, char *line, char *said, size_t size)
{
    char *argv[32] = {"wallboard-sim"};
    int argc = 1;
    for (char *word = strtok(line, " "); word != NULL; word = strtok(NULL, " ")) {
        argv[argc++] = word;
    }
    FILE *capture = tmpfile();
    assert_non_null(capture);
    int old = dup(STDERR_FILENO);
    fflush(stderr);
    dup2(fileno(capture), STDERR_FILENO);
    enum options_result result = options_read(options, argc, argv);
    fflush(stderr);
    dup2(old, STDERR_FILENO);
    close(old);
    rewind(capture);
    said[fread(said, 1, size - 1, capture)] = '\0';
    fclose(capture);
    return result;
}

static void test_defaults(void **state)
{
    (void)state;
    struct options options;
    char line[] = "", said[512];
    assert_int_equal(read_line(&options, line, said, sizeof(said)), OPTIONS_RUN);
    assert_string_equal(said, "");
    assert_string_equal(options.host, "localhost");
    assert_string_equal(options.site, "demo");
    assert_int_equal(options.port, 0);
    assert_int_equal(options.seed, 1);
    assert_int_equal(options.factor, 1);
    assert_int_equal(options.cadence_s, 5);
    assert_int_equal(options.start_minute, -1);
    assert_int_equal(options.for_s, 0);
    assert_true(options.at_ms == NO_TIME);
    assert_string_equal(options.scene->name, "normal");
    assert_false(options.table || options.print);
    assert_null(options.ca);
    assert_null(options.config);
}

static void test_all(void **state)
{
    (void)state;
    struct options options;
    char said[512];
    char line[] = "--host broker --port 8884 --ca ca.pem --username sim --password-file secret "
                  "--site osaka --config=board.json --seed 99 --factor 60 --cadence 2 "
                  "--scene outage --start 09:30 --for 120 --at 2026-11-18T02:00:00Z --print";
    assert_int_equal(read_line(&options, line, said, sizeof(said)), OPTIONS_RUN);
    assert_string_equal(options.host, "broker");
    assert_int_equal(options.port, 8884);
    assert_string_equal(options.ca, "ca.pem");
    assert_string_equal(options.username, "sim");
    assert_string_equal(options.password_file, "secret");
    assert_string_equal(options.site, "osaka");
    assert_string_equal(options.config, "board.json");
    assert_int_equal(options.seed, 99);
    assert_int_equal(options.factor, 60);
    assert_int_equal(options.cadence_s, 2);
    assert_string_equal(options.scene->name, "outage");
    assert_int_equal(options.start_minute, 570);
    assert_int_equal(options.for_s, 120);
    assert_true(options.at_ms == INT64_C(1794967200000));
    assert_true(options.print);
}

static void test_help_and_version(void **state)
{
    (void)state;
    struct options options;
    char said[512], help[] = "--seed 2 --help", version[] = "--version";
    assert_int_equal(read_line(&options, help, said, sizeof(said)), OPTIONS_HELP);
    assert_int_equal(read_line(&options, version, said, sizeof(said)), OPTIONS_VERSION);
}

/* Each fault says what was read and what is allowed. */
static void test_wrong(void **state)
{
    (void)state;
    static const struct {
        const char *line, *says;
    } cases[] = {
        {"--sped 3", "unknown option '--sped'"},
        {"-x", "unknown option '-x'"},
        {"--port", "--port needs a value"},
        {"--port 0", "'0' read, 1 to 65535"},
        {"--port 65536", "'65536' read"},
        {"--port 18x", "'18x' read"},
        {"--seed -1", "'-1' read, 0 to"},
        {"--seed 99999999999999999999", "read, 0 to"},
        {"--factor 0", "1 to 3600"},
        {"--factor 3601", "1 to 3600"},
        {"--factor 1.5", "'1.5' read"},
        {"--cadence 0", "--cadence: '0' read"},
        {"--for 0", "--for: '0' read"},
        {"--start 24:00", "'24:00' read, a time of day"},
        {"--start 9:30", "'9:30' read"},
        {"--start 09:60", "'09:60' read"},
        {"--start 09-30", "'09-30' read"},
        {"--scene party", "'party' read, one of these allowed: normal lunch-rush outage"},
        {"--site Demo", "'Demo' read, a-z"},
        {"--site a/b", "'a/b' read"},
        {"--at noon --print", "'noon' read, a time as 2026"},
        {"--at 2026-11-18T02:00:00Z", "only with --print"},
        {"--table --print", "one of them allowed"},
        {"--password-file secret", "needs --username"},
        {"extra", "'extra' read, options allowed"},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct options options;
        char line[128], said[512];
        snprintf(line, sizeof(line), "%s", cases[i].line);
        assert_int_equal(read_line(&options, line, said, sizeof(said)), OPTIONS_WRONG);
        if (strstr(said, cases[i].says) == NULL) {
            fail_msg("'%s' says: %s", cases[i].line, said);
        }
        assert_non_null(strstr(said, "see wallboard-sim --help"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_all),
        cmocka_unit_test(test_help_and_version),
        cmocka_unit_test(test_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
