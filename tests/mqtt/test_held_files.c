/* Texts as files that nobody else can open, and that are gone with their holder. */

#include "mqtt/held_files.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void each_is_read_as_often_as_one_likes(void **state)
{
    (void)state;
    static const char *const texts[HELD_FILES] = {"one\n", "", "three\nlines\n"};
    struct held_files held = {0};
    const char *names[HELD_FILES];
    for (int i = 0; i < HELD_FILES; i++) {
        names[i] = held_files_put(&held, texts[i]);
    }
    for (int i = 0; i < 2 * HELD_FILES; i++) {
        char read[64] = "";
        FILE *file = fopen(names[i % HELD_FILES], "re");
        assert_non_null(file);
        assert_int_equal(fread(read, 1, sizeof read, file), strlen(texts[i % HELD_FILES]));
        assert_string_equal(read, texts[i % HELD_FILES]);
        fclose(file);
        assert_int_equal(access(names[i % HELD_FILES], R_OK), 0);
    }
    held_files_close(&held);
    for (int i = 0; i < HELD_FILES; i++) {
        assert_null(fopen(names[i], "re"));
    }
}

static void no_text_is_no_file(void **state)
{
    (void)state;
    struct held_files held = {0};
    assert_null(held_files_put(&held, NULL));
    assert_int_equal(held.count, 0);
    held_files_close(&held);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_is_read_as_often_as_one_likes),
        cmocka_unit_test(no_text_is_no_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
