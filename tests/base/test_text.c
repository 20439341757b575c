#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/text.h"

static void tells_utf8(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t length;
        bool good;
    } cases[] = {
        {"", 0, true},
        {"abc", 3, true},
        {"\xC2\x80", 2, true},          /* U+0080 */
        {"\xDF\xBF", 2, true},          /* U+07FF */
        {"\xE0\xA0\x80", 3, true},      /* U+0800 */
        {"\xED\x9F\xBF", 3, true},      /* U+D7FF */
        {"\xEE\x80\x80", 3, true},      /* U+E000 */
        {"\xF0\x90\x80\x80", 4, true},  /* U+10000 */
        {"\xF4\x8F\xBF\xBF", 4, true},  /* U+10FFFF */
        {"a\0b", 3, false},             /* NUL */
        {"\x80", 1, false},             /* continuation alone */
        {"\xC0\x80", 2, false},         /* overlong NUL */
        {"\xC1\xBF", 2, false},         /* overlong */
        {"\xE0\x9F\xBF", 3, false},     /* overlong */
        {"\xF0\x8F\xBF\xBF", 4, false}, /* overlong */
        {"\xED\xA0\x80", 3, false},     /* surrogate U+D800 */
        {"\xED\xBF\xBF", 3, false},     /* surrogate U+DFFF */
        {"\xF4\x90\x80\x80", 4, false}, /* U+110000 */
        {"\xF5\x80\x80\x80", 4, false},
        {"\xFF", 1, false},
        {"\xE3\x81", 2, false}, /* cut */
        {"\xE3\x81x", 3, false},
        {"ab\xC3", 3, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(text_is_utf8(cases[i].bytes, cases[i].length), cases[i].good);
    }
}

static void walks_code_points(void **state)
{
    (void)state;
    const char *cursor = "a\xC3\xA9\xE5\x80\xA4\xF0\x9F\x98\x80\xFFz\xE5\x80";
    static const uint32_t wanted[] = {'a', 0xE9, 0x5024, 0x1F600, 0xFFFD, 'z', 0xFFFD, 0xFFFD, 0};
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        assert_int_equal(text_next(&cursor), wanted[i]);
    }
    assert_int_equal(text_next(&cursor), 0); /* stays at the end */
}

static void copies_whole_characters(void **state)
{
    (void)state;
    char to[8];
    assert_true(text_copy(to, sizeof to, "1234567"));
    assert_string_equal(to, "1234567");
    assert_false(text_copy(to, sizeof to, "12345678"));
    assert_string_equal(to, "1234567");
    assert_false(text_copy(to, sizeof to, "目標内"));
    assert_string_equal(to, "目標");
    assert_false(text_copy(to, 1, "a"));
    assert_string_equal(to, "");
    assert_true(text_copy(to, 1, ""));
}

static void leaves_out_controls(void **state)
{
    (void)state;
    char to[64];
    assert_true(text_copy_clean(to, sizeof to,
                                "a\tb\nc\x7f"
                                "d\xC2\x85"
                                "e"));
    assert_string_equal(to, "abcde");
    assert_true(text_copy_clean(to, sizeof to,
                                "1\xD8\x9C"
                                "2\xE2\x80\x8E"
                                "3\xE2\x80\xAE"
                                "4\xE2\x81\xA6"
                                "5\xE2\x81\xA9"
                                "6"));
    assert_string_equal(to, "123456");
    assert_true(text_copy_clean(to, sizeof to, "\xE2\x80\xA7 \xE2\x80\xAF")); /* U+2027, U+202F */
    assert_string_equal(to, "\xE2\x80\xA7 \xE2\x80\xAF");
}

static void tells_ids(void **state)
{
    (void)state;
    char longest[66];
    memset(longest, 'a', 65);
    longest[65] = '\0';
    assert_false(text_is_id(longest));
    longest[64] = '\0';
    assert_true(text_is_id(longest));
    assert_true(text_is_id("floor-2"));
    static const char *const bad[] = {"", "Floor", "a b", "a/b", "a_b", "é", "a+", "#"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_false(text_is_id(bad[i]));
    }
}

static void counts_edits(void **state)
{
    (void)state;
    assert_int_equal(text_distance("", ""), 0);
    assert_int_equal(text_distance("target", "target"), 0);
    assert_int_equal(text_distance("taget", "target"), 1);
    assert_int_equal(text_distance("kitten", "sitting"), 3);
    assert_int_equal(text_distance("", "abc"), 3);
    char longer[66];
    memset(longer, 'a', 65);
    longer[65] = '\0';
    assert_true(text_distance(longer, longer) > 1000);
    longer[64] = '\0';
    assert_int_equal(text_distance(longer, longer), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_utf8),
        cmocka_unit_test(walks_code_points),
        cmocka_unit_test(copies_whole_characters),
        cmocka_unit_test(leaves_out_controls),
        cmocka_unit_test(tells_ids),
        cmocka_unit_test(counts_edits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
