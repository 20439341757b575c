#include "device/serial.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "device/files.h"
#include "support/folder.h"

static void reads_what_is_an_id(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t length;
        const char *serial;
    } cases[] = {
        {"10000000abcdef01\0", 17, "10000000abcdef01"}, /* as the device tree ends it */
        {"10000000ABCDEF01\n", 17, "10000000abcdef01"},
        {"To be filled by O.E.M.", 22, ""},
        {"../../all/x", 11, ""},
        {"+", 1, ""},
        {"", 0, ""},
    };
    char folder[64], path[96], serial[SERIAL_BYTES];
    folder_create(folder, sizeof folder);
    snprintf(path, sizeof path, "%s/serial", folder);
    serial_number(path, serial);
    assert_string_equal(serial, "");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_true(file_write(path, cases[i].bytes, cases[i].length));
        serial_number(path, serial);
        assert_string_equal(serial, cases[i].serial);
    }
    folder_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_what_is_an_id)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
