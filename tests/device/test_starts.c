#include "device/starts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "support/folder.h"

static void starts_in_a_row_are_counted(void **state)
{
    (void)state;
    char folder[64];
    folder_create(folder, sizeof folder);
    for (int i = 1; i <= 12; i++) {
        assert_int_equal(starts_count(folder), i);
    }
    starts_forget(folder);
    starts_forget(folder);
    assert_int_equal(starts_count(folder), 1);
    folder_remove(folder);
}

static void a_file_that_is_none_counts_as_none(void **state)
{
    (void)state;
    char folder[64], path[96];
    folder_create(folder, sizeof folder);
    snprintf(path, sizeof path, "%s/starts", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("many", file);
    fclose(file);
    assert_int_equal(starts_count(folder), 1);
    assert_int_equal(starts_count(folder), 2);
    folder_remove(folder);
}

static void without_a_folder_nothing_is_counted(void **state)
{
    (void)state;
    assert_int_equal(starts_count(NULL), 0);
    assert_int_equal(starts_count("/tmp/there/is/no/such/folder"), 0);
    starts_forget(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(starts_in_a_row_are_counted),
        cmocka_unit_test(a_file_that_is_none_counts_as_none),
        cmocka_unit_test(without_a_folder_nothing_is_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
