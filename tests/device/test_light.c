/* A backlight that does not take a switch: tried again, later and later, and told. */

#include "device/light.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/moment.h"
#include "support/folder.h"

static char folder[64];
static char power_path[128];

static struct lamp lamp_of(const char *lights)
{
    return (struct lamp){.folder = lights, .card = -1};
}

/* A backlight as the kernel shows it, without the file that is written to: it refuses. */
static int make_folder(void **state)
{
    (void)state;
    char path[96];
    folder_create(folder, sizeof folder);
    snprintf(path, sizeof path, "%s/panel", folder);
    snprintf(power_path, sizeof power_path, "%s/bl_power", path);
    return mkdir(path, 0700);
}

static int remove_folder(void **state)
{
    (void)state;
    folder_remove(folder);
    return 0;
}

static void repair(void)
{
    FILE *file = fopen(power_path, "w");
    assert_non_null(file);
    fputc('9', file);
    fclose(file);
}

static int power(void)
{
    FILE *file = fopen(power_path, "r");
    assert_non_null(file);
    int c = fgetc(file);
    fclose(file);
    return c;
}

static void is_switched_once(void **state)
{
    (void)state;
    struct light light = light_new();
    repair();
    assert_string_equal(light_word(&light), "none");
    assert_true(light_switch(&light, lamp_of(folder), true, 5000));
    assert_string_equal(light_word(&light), "on");
    assert_int_equal(power(), '0');
    assert_true(light_switch(&light, lamp_of(folder), false, 6000));
    assert_string_equal(light_word(&light), "off");
    assert_int_equal(power(), '4');
    repair();
    assert_false(
        light_switch(&light, lamp_of(folder), false, 7000)); /* it is not asked for again */
    assert_false(light_pass(&light, lamp_of(folder), 1000000));
    assert_int_equal(power(), '9');
    assert_true(light.retry_ms == NEVER);
}

static void a_failure_is_tried_again_and_at_last_given_up(void **state)
{
    (void)state;
    struct light light = light_new();
    int64_t now = 5000;
    assert_true(light_switch(&light, lamp_of(folder), false, now));
    for (int seconds = 1; seconds <= 64; seconds *= 2) {
        assert_string_equal(light_word(&light), "failed");
        assert_true(light.retry_ms == now + seconds * INT64_C(1000));
        assert_false(light_pass(&light, lamp_of(folder), light.retry_ms - 1));
        now = light.retry_ms;
        assert_false(light_pass(&light, lamp_of(folder), now)); /* nothing new to tell */
    }
    assert_string_equal(light_word(&light), "failed");
    assert_true(light.retry_ms == NEVER);
    repair();
    assert_false(light_pass(&light, lamp_of(folder), now + 1000000));
    /* Another wish begins anew. */
    assert_true(light_switch(&light, lamp_of(folder), true, now));
    assert_string_equal(light_word(&light), "on");
}

static void what_works_again_is_told(void **state)
{
    (void)state;
    struct light light = light_new();
    light_switch(&light, lamp_of(folder), false, 5000);
    assert_false(light_pass(&light, lamp_of(folder), 6000));
    repair();
    assert_true(light_pass(&light, lamp_of(folder), 8000));
    assert_string_equal(light_word(&light), "off");
    assert_int_equal(power(), '4');
    assert_true(light.retry_ms == NEVER);
    /* The next failure waits from the beginning. */
    assert_int_equal(unlink(power_path), 0);
    assert_true(light_switch(&light, lamp_of(folder), true, 9000));
    assert_true(light.retry_ms == 10000);
}

static void where_there_is_none_nothing_fails(void **state)
{
    (void)state;
    struct light light = light_new();
    assert_false(light_switch(&light, lamp_of(NULL), false, 5000));
    assert_string_equal(light_word(&light), "none");
    assert_false(light_switch(&light, lamp_of("/tmp/there/is/no/such/folder"), true, 5000));
    assert_string_equal(light_word(&light), "none");
    assert_false(light.failed);
    assert_true(light.retry_ms == NEVER);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(is_switched_once),
        CASE(a_failure_is_tried_again_and_at_last_given_up),
        CASE(what_works_again_is_told),
        CASE(where_there_is_none_nothing_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
