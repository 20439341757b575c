#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "kpi/lookup.h"

static void finds_what_was_added(void **state)
{
    (void)state;
    enum { TEXTS = 3000 };
    static char texts[TEXTS][24];
    struct lookup *lookup = lookup_create(TEXTS);
    for (size_t i = 0; i < TEXTS; i++) {
        snprintf(texts[i], sizeof texts[i], "main/phone/m%zu", i);
        lookup_add(lookup, texts[i], i);
    }
    for (size_t i = 0; i < TEXTS; i++) {
        char text[24];
        snprintf(text, sizeof text, "main/phone/m%zu", i);
        assert_int_equal(lookup_find(lookup, text), i);
        snprintf(text, sizeof text, "main/phone/x%zu", i);
        assert_true(lookup_find(lookup, text) == LOOKUP_NONE);
    }
    assert_true(lookup_find(lookup, "") == LOOKUP_NONE);
    lookup_destroy(lookup);
}

static void keeps_the_first_of_two(void **state)
{
    (void)state;
    struct lookup *lookup = lookup_create(2);
    lookup_add(lookup, "a", 1);
    lookup_add(lookup, "a", 2);
    assert_int_equal(lookup_find(lookup, "a"), 1);
    lookup_destroy(lookup);
    lookup_destroy(NULL);
    lookup = lookup_create(0);
    assert_true(lookup_find(lookup, "a") == LOOKUP_NONE);
    lookup_destroy(lookup);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_what_was_added),
        cmocka_unit_test(keeps_the_first_of_two),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
