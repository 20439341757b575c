/* Off target for how many final periods in a row, and since when. */

#include "kpi/corrective.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/moment.h"

/* + met, ~ near, - missed, ? without a verdict; the start of each is its place in the text. */
static const struct {
    const char *periods;
    enum period kind;
    int of; /* of the level: PERIOD_COUNT any */
    int after;
    int off;
    int64_t since;
    bool due;
} cases[] = {
    {"", PERIOD_MONTH, PERIOD_COUNT, 1, 0, NO_TIME, false},
    {"+++", PERIOD_MONTH, PERIOD_COUNT, 1, 0, NO_TIME, false},
    {"++-", PERIOD_MONTH, PERIOD_COUNT, 1, 1, 2, true},
    {"+--", PERIOD_MONTH, PERIOD_COUNT, 3, 2, 1, false},
    {"+---", PERIOD_MONTH, PERIOD_COUNT, 3, 3, 1, true},
    {"+-~-", PERIOD_MONTH, PERIOD_COUNT, 3, 3, 1, true}, /* near has not met */
    {"---+", PERIOD_MONTH, PERIOD_COUNT, 3, 0, NO_TIME, false},
    {"--+--", PERIOD_MONTH, PERIOD_COUNT, 3, 2, 3, false},
    {"+-?-?-", PERIOD_MONTH, PERIOD_COUNT, 3, 3, 1, true}, /* passed over, neither good nor bad */
    {"--??", PERIOD_MONTH, PERIOD_COUNT, 2, 2, 0, true},
    {"??", PERIOD_MONTH, PERIOD_COUNT, 1, 0, NO_TIME, false},
    {"----", PERIOD_MONTH, PERIOD_COUNT, 0, 4, 0, false}, /* nobody counts */
    {"----", PERIOD_MONTH, PERIOD_MONTH, 4, 4, 0, true},
    {"----", PERIOD_DAY, PERIOD_MONTH, 4, 0, NO_TIME, false},
};

static void every_case(void **state)
{
    (void)state;
    static const char signs[] = "+~-?";
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct finals finals = {.period = cases[i].kind};
        for (size_t k = 0; cases[i].periods[k]; k++) {
            enum verdict verdict = (enum verdict)(strchr(signs, cases[i].periods[k]) - signs);
            finals_add(&finals, (struct final){.start_ms = (int64_t)k, .verdict = verdict});
        }
        struct kpi_spec spec = {.level = {.period = cases[i].of},
                                .corrective_after = cases[i].after};
        struct corrective told = corrective_of(&finals, &spec);
        if (told.off != cases[i].off || told.since_ms != cases[i].since ||
            told.due != cases[i].due) {
            fail_msg("%s after %d: %d since %lld", cases[i].periods, cases[i].after, told.off,
                     (long long)told.since_ms);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
