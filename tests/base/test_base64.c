#include "base/base64.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    const char *text, *bytes;
} good[] = {
    {"", ""},
    {"Zg==", "f"},
    {"Zm8=", "fo"},
    {"Zm9v", "foo"},
    {"Zm9vYg==", "foob"},
    {"Zm9vYmE=", "fooba"},
    {"Zm9vYmFy", "foobar"},
    {"+/+/", "\xFB\xFF\xBF"},
};

static void what_a_writer_gives_is_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        unsigned char bytes[16];
        size_t length = base64_decode(bytes, good[i].text, strlen(good[i].text));
        assert_int_equal(length, strlen(good[i].bytes));
        assert_memory_equal(bytes, good[i].bytes, length);
    }
}

static void another_text_of_the_same_bytes_is_none(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "Z",    "Zg",       "Zg=",      "Zh==",      "Zv==",   "Zm9=",     "Zm8",  "====",
        "Z===", "=Zg=",     "Zg=a",     "Z=g=",      "Zm9v\n", "Zm9v    ", " Zm9", "Zm 9",
        "-_-_", "Zg==Zg==", "Zm9v====", "Zm9vYg=\n", "Zm\n9",  "Zm9\x80",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        unsigned char bytes[16];
        if (base64_decode(bytes, bad[i], strlen(bad[i])) != BASE64_NONE) {
            fail_msg("'%s' was read", bad[i]);
        }
    }
    unsigned char bytes[3];
    assert_true(base64_decode(bytes, "Zm\0v", 4) == BASE64_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_writer_gives_is_read),
        cmocka_unit_test(another_text_of_the_same_bytes_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
