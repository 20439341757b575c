#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/text.h"
#include "kpi/catalogue.h"

static void finds_its_way_back(void **state)
{
    (void)state;
    for (int i = 0; i < PERIOD_COUNT; i++) {
        assert_int_equal(period_from_word(period_word((enum period)i)), i);
    }
    for (int i = 0; i < UNIT_KINDS; i++) {
        assert_int_equal(unit_from_word(unit_word((enum unit)i)), i);
    }
    assert_int_equal(period_from_word("fortnight"), PERIOD_COUNT);
    assert_int_equal(period_from_word(""), PERIOD_COUNT);
    assert_int_equal(unit_from_word("percent"), UNIT_KINDS);
}

static void uses_the_words_of_the_contract(void **state)
{
    (void)state;
    assert_string_equal(verdict_word(VERDICT_NEAR), "near");
    assert_string_equal(quality_word(QUALITY_LAST_KNOWN), "last-known");
    assert_string_equal(quality_word(QUALITY_NO_DATA), "no-data");
    assert_string_equal(refusal_word(REFUSED_DUPLICATE_KEY), "duplicate-key");
    assert_string_equal(refusal_word(REFUSED_RATE), "rate");
    assert_string_equal(unit_word(UNIT_PERCENT), "%");
    for (int i = 0; i < REFUSAL_COUNT; i++) {
        assert_true(text_is_id(refusal_word((enum refusal)i)));
    }
}

static void finds_a_metric(void **state)
{
    (void)state;
    static const struct metric metrics[] = {{.id = "a"}, {.id = "ab"}};
    static const struct catalogue catalogue = {.version = "1", .metrics = metrics, .count = 2};
    assert_ptr_equal(catalogue_find(&catalogue, "ab"), &metrics[1]);
    assert_null(catalogue_find(&catalogue, "b"));
    assert_null(catalogue_find(&catalogue, ""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_its_way_back),
        cmocka_unit_test(uses_the_words_of_the_contract),
        cmocka_unit_test(finds_a_metric),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
