#include "sim/presets.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "sim/queue.h"

static void test_choice(void **state)
{
    (void)state;
    static const struct {
        const char *channel;
        enum timing timing;
        enum assistance assistance;
        const char *like;
    } cases[] = {
        {"chat", TIMING_REAL_TIME, ASSISTANCE_HUMAN, "chat"},
        {"bot", TIMING_NONE, ASSISTANCE_DIGITAL, "bot"},
        {"email", TIMING_REAL_TIME, ASSISTANCE_HUMAN, "email"}, /* the id counts first */
        {"hotline", TIMING_REAL_TIME, ASSISTANCE_HUMAN, "phone"},
        {"letters", TIMING_NON_REAL_TIME, ASSISTANCE_HUMAN, "email"},
        {"kiosk", TIMING_NONE, ASSISTANCE_DIGITAL, "bot"},
        {"all", TIMING_NONE, ASSISTANCE_HUMAN, "phone"},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct preset *got =
            preset_for(cases[i].channel, cases[i].timing, cases[i].assistance);
        assert_string_equal(got->channel, cases[i].like);
    }
}

static void test_within_the_model(void **state)
{
    (void)state;
    for (size_t i = 0; i < preset_count; i++) {
        const struct preset *preset = &presets[i];
        assert_in_range(preset->agents, 1, QUEUE_AGENTS);
        assert_true(preset->open_minute < preset->close_minute);
        assert_true(preset->per_day > 0.0 && preset->talk.mean_s > 0.0);
        if (preset->kind == KIND_ITEMS) {
            assert_true(preset->cycle_s > 0);
        } else {
            assert_in_range(preset->slots, 1, QUEUE_SLOTS);
            assert_true(preset->patience_s > 0.0 && preset->threshold_s > 0);
            assert_true(preset->resolved > 0.0 && preset->resolved < 1.0);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_choice),
        cmocka_unit_test(test_within_the_model),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
