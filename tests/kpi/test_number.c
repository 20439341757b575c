#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <jansson.h>

#include "kpi/number.h"
#include "support/chance.h"

static struct chance chance = {CHANCE_SEED};

/* What is accepted must be JSON, and the same number to the last bit. */
static void agrees_with_the_json_library(void **state)
{
    (void)state;
    static const char alphabet[] = "0123456789012345678900..--+eE \t\n";
    unsigned accepted = 0;
    for (int round = 0; round < 400000; round++) {
        char text[32];
        size_t length = 1 + pick(&chance, 12);
        for (size_t i = 0; i < length; i++) {
            text[i] = alphabet[pick(&chance, sizeof alphabet - 1)];
        }
        double value;
        if (!number_parse(text, length, &value)) {
            continue;
        }
        accepted++;
        json_t *json = json_loadb(text, length, JSON_DECODE_ANY, NULL);
        assert_true(json_is_number(json));
        assert_true(json_number_value(json) == value);
        json_decref(json);
    }
    assert_true(accepted > 20000);
}

/* The common ones take the short way. */
static void accepts_the_common_ones(void **state)
{
    (void)state;
    for (int i = 0; i < 100000; i++) {
        char text[32];
        int length = snprintf(text, sizeof text, "%d.%02d", i / 100, i % 100);
        double value;
        assert_true(number_parse(text, (size_t)length, &value));
        assert_true(value == strtod(text, NULL));
    }
}

static void leaves_the_rest_alone(void **state)
{
    (void)state;
    static const char *const rest[] = {"",
                                       " ",
                                       "-",
                                       "01",
                                       "1.",
                                       ".1",
                                       "1e",
                                       "1e+",
                                       "1 1",
                                       "1x",
                                       "NaN",
                                       "+1",
                                       "--1",
                                       "1..1",
                                       "1e1.5",
                                       "1e23",
                                       "1e-23",
                                       "0x1",
                                       "1e99999999999999999999",
                                       "1234567890123456",
                                       "0.1234567890123456",
                                       "-01",
                                       "00"};
    for (size_t i = 0; i < sizeof rest / sizeof rest[0]; i++) {
        double value;
        assert_false(number_parse(rest[i], strlen(rest[i]), &value));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_the_json_library),
        cmocka_unit_test(accepts_the_common_ones),
        cmocka_unit_test(leaves_the_rest_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
