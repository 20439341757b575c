#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/log.h"

/* What reaches standard error while `speak` runs. */
static void heard(void (*speak)(void), char *text, size_t size)
{
    FILE *file = tmpfile();
    assert_non_null(file);
    fflush(stderr);
    int kept = dup(STDERR_FILENO);
    dup2(fileno(file), STDERR_FILENO);
    speak();
    fflush(stderr);
    dup2(kept, STDERR_FILENO);
    close(kept);
    rewind(file);
    text[fread(text, 1, size - 1, file)] = '\0';
    fclose(file);
}

static void speak_all(void)
{
    log_line(LOG_ERROR, "mqtt", "cannot %s", "go on");
    log_line(LOG_INFO, "kpi", "two\nlines\x1b[0m");
    log_line(LOG_DEBUG, "kpi", "nobody hears this");
}

static void writes_one_line_each(void **state)
{
    (void)state;
    char text[1024];
    heard(speak_all, text, sizeof text);
    assert_string_equal(text, "error: mqtt: cannot go on\ninfo: kpi: two lines [0m\n");
}

static void drops_what_is_above_the_level(void **state)
{
    (void)state;
    char text[1024];
    log_set_level(LOG_ERROR);
    heard(speak_all, text, sizeof text);
    assert_string_equal(text, "error: mqtt: cannot go on\n");
    log_set_level(LOG_DEBUG);
    heard(speak_all, text, sizeof text);
    assert_non_null(strstr(text, "debug: kpi: nobody hears this\n"));
    log_set_level(LOG_INFO);
}

static void speak_long(void)
{
    char longest[5000];
    memset(longest, 'a', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    log_line(LOG_WARNING, "kpi", "%s", longest);
}

static void cuts_a_long_line(void **state)
{
    (void)state;
    char text[8000];
    heard(speak_long, text, sizeof text);
    assert_true(strlen(text) < 1100);
    assert_int_equal(text[strlen(text) - 1], '\n');
}

static void speak_much(void)
{
    for (int i = 0; i < 3 * LOG_KEPT / 2; i++) {
        log_line(LOG_WARNING, "screen", "line %d", i);
    }
    log_line(LOG_DEBUG, "screen", "nobody hears this");
}

static void keeps_the_last_lines(void **state)
{
    (void)state;
    static char text[8192];
    static struct log_kept lines[LOG_KEPT + 1];
    log_set_level(LOG_INFO);
    heard(speak_much, text, sizeof text);
    assert_int_equal(log_last(lines, 2), 2);
    assert_string_equal(lines[0].text, "screen: line 94");
    assert_string_equal(lines[1].text, "screen: line 95");
    assert_int_equal(lines[1].level, LOG_WARNING);
    assert_true(lines[1].unix_s > 1000000000);
    assert_int_equal(log_last(lines, LOG_KEPT + 1), LOG_KEPT);
    assert_string_equal(lines[0].text, "screen: line 32");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_one_line_each),
        cmocka_unit_test(drops_what_is_above_the_level),
        cmocka_unit_test(keeps_the_last_lines),
        cmocka_unit_test(cuts_a_long_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
