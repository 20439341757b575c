#include "device/backlight.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "support/folder.h"

static char folder[64];

static int make_folder(void **state)
{
    (void)state;
    folder_create(folder, sizeof folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    folder_remove(folder);
    return 0;
}

static const char *power_of(const char *light)
{
    static char path[128];
    snprintf(path, sizeof path, "%s/%s/bl_power", folder, light);
    return path;
}

/* As the kernel has it: a folder each, with one file that is written to. */
static void add_light(const char *light, bool with_power)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, light);
    assert_int_equal(mkdir(path, 0700), 0);
    if (with_power) {
        FILE *file = fopen(power_of(light), "w");
        assert_non_null(file);
        fputc('9', file);
        fclose(file);
    }
}

static int power(const char *light)
{
    FILE *file = fopen(power_of(light), "r");
    assert_non_null(file);
    int c = fgetc(file);
    assert_int_equal(fgetc(file), EOF);
    fclose(file);
    return c;
}

static void switches_all(void **state)
{
    (void)state;
    add_light("10-0045", true);
    add_light("rpi_backlight", true);
    assert_int_equal(backlight_switch(folder, false), BACKLIGHT_TAKEN);
    assert_int_equal(power("10-0045"), '4');
    assert_int_equal(power("rpi_backlight"), '4');
    assert_int_equal(backlight_switch(folder, true), BACKLIGHT_TAKEN);
    assert_int_equal(power("10-0045"), '0');
    assert_int_equal(power("rpi_backlight"), '0');
}

static void absence_is_no_error(void **state)
{
    (void)state;
    assert_int_equal(backlight_switch(folder, false), BACKLIGHT_ABSENT);
    assert_int_equal(backlight_switch("/tmp/there/is/no/such/folder", false), BACKLIGHT_ABSENT);
}

static void one_that_refuses_does_not_hold_back_the_others(void **state)
{
    (void)state;
    add_light("a-broken", false);
    add_light("b-well", true);
    assert_int_equal(backlight_switch(folder, false), BACKLIGHT_REFUSED);
    assert_int_equal(power("b-well"), '4');
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(switches_all),
        CASE(absence_is_no_error),
        CASE(one_that_refuses_does_not_hold_back_the_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
