#include "readings.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static bool read_text(struct reading_lines *lines, const char *text)
{
    char *copy = strdup(text);
    int kept = dup(STDERR_FILENO), nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, STDERR_FILENO);
    bool good = readings_read(lines, "readings.jsonl", copy);
    dup2(kept, STDERR_FILENO);
    close(kept);
    close(nowhere);
    free(copy);
    return good;
}

static void takes_every_kind_of_payload(void **state)
{
    (void)state;
    static const struct {
        const char *line, *payload;
        int64_t age_ms;
        bool retained;
    } cases[] = {
        {"{\"topic\":\"t\",\"payload\":82.5}", "82.5", 0, false},
        {"{\"topic\":\"t\",\"payload\":5,\"age_s\":3,\"retained\":true}", "5", 3000, true},
        {"{\"topic\":\"t\",\"payload\":5,\"age_s\":0.25,\"retained\":false}", "5", 250, false},
        {"{\"topic\":\"t\",\"payload\":{\"value\":null}}", "{\"value\":null}", 0, false},
        {"{\"topic\":\"t\",\"payload\":null}", "null", 0, false},
        {"{\"topic\":\"t\",\"payload\":true}", "true", 0, false},
        {"{\"topic\":\"t\",\"payload\":\"\"}", "", 0, false},
        {"{\"topic\":\"t\",\"payload\":\"offline\"}", "offline", 0, false},
        {"  {\"topic\":\"t\",\"payload\":[1,2]}\r", "[1,2]", 0, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct reading_lines lines;
        assert_true(read_text(&lines, cases[i].line));
        assert_int_equal(lines.count, 1);
        assert_string_equal(lines.items[0].topic, "t");
        assert_string_equal(lines.items[0].payload, cases[i].payload);
        assert_int_equal(lines.items[0].length, strlen(cases[i].payload));
        assert_int_equal(lines.items[0].age_ms, cases[i].age_ms);
        assert_int_equal(lines.items[0].retained, cases[i].retained);
        readings_finish(&lines);
    }
}

static void keeps_the_order_and_skips_empty_lines(void **state)
{
    (void)state;
    struct reading_lines lines;
    assert_true(read_text(&lines, "\n{\"topic\":\"a\",\"payload\":1}\n\n \t\r\n"
                                  "{\"topic\":\"b\",\"payload\":2}"));
    assert_int_equal(lines.count, 2);
    assert_string_equal(lines.items[0].topic, "a");
    assert_string_equal(lines.items[1].topic, "b");
    readings_finish(&lines);
    assert_true(read_text(&lines, ""));
    assert_int_equal(lines.count, 0);
    readings_finish(&lines);
}

static void refuses_wrong_lines(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "82.5",
        "[]",
        "{",
        "{\"payload\":1}",
        "{\"topic\":1,\"payload\":1}",
        "{\"topic\":\"t\"}",
        "{\"topic\":\"wallboard/1/osaka/kpi/main/phone/service-level\",\"payload\":1}",
        "{\"topic\":\"t\",\"payload\":1,\"age\":3}",
        "{\"topic\":\"t\",\"payload\":1,\"age_s\":-1}",
        "{\"topic\":\"t\",\"payload\":1,\"age_s\":\"3\"}",
        "{\"topic\":\"t\",\"payload\":1,\"age_s\":1e12}",
        "{\"topic\":\"t\",\"payload\":1,\"retained\":1}",
        "{\"topic\":\"t\",\"topic\":\"t\",\"payload\":1}",
        "{\"topic\":\"t\",\"payload\":1}\nrubbish\n{\"topic\":\"t\",\"payload\":1}",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct reading_lines lines;
        if (read_text(&lines, texts[i])) {
            fail_msg("taken: %s", texts[i]);
        }
        readings_finish(&lines);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_every_kind_of_payload),
        cmocka_unit_test(keeps_the_order_and_skips_empty_lines),
        cmocka_unit_test(refuses_wrong_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
