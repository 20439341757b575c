#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "kpi/changes.h"

static void note(struct changes *changes, int64_t mono_ms, enum quality quality,
                 enum verdict verdict)
{
    changes_note(changes, (struct change){mono_ms, (double)mono_ms, quality, verdict});
}

static void the_first_is_not_that_nothing_came(void **state)
{
    (void)state;
    struct changes changes = {0};
    note(&changes, 1, QUALITY_WAITING, VERDICT_UNTARGETED);
    assert_int_equal(changes.count, 0);
    note(&changes, 2, QUALITY_LIVE, VERDICT_MET);
    assert_int_equal(changes.count, 1);
    assert_int_equal(changes_at(&changes, 0).quality, QUALITY_LIVE);
    assert_int_equal(changes_at(&changes, 0).verdict, VERDICT_MET);
    assert_int_equal(changes_at(&changes, 0).mono_ms, 2);
}

static void what_is_called_the_same_is_no_change(void **state)
{
    (void)state;
    struct changes changes = {0};
    note(&changes, 1, QUALITY_LIVE, VERDICT_MET);
    note(&changes, 2, QUALITY_LIVE, VERDICT_MET);
    note(&changes, 3, QUALITY_LAST_KNOWN, VERDICT_MET);
    note(&changes, 4, QUALITY_LAST_KNOWN, VERDICT_MISSED); /* of what is not live none counts */
    note(&changes, 5, QUALITY_LIVE, VERDICT_NEAR);
    assert_int_equal(changes.count, 3);
    static const int64_t times[] = {5, 3, 1};
    for (int back = 0; back < 3; back++) {
        assert_int_equal(changes_at(&changes, back).mono_ms, times[back]);
    }
    assert_int_equal(changes_at(&changes, 1).verdict, VERDICT_UNTARGETED);
}

static void the_oldest_make_room(void **state)
{
    (void)state;
    struct changes changes = {0};
    for (int i = 1; i <= 3 * CHANGES_KEPT; i++) {
        note(&changes, i, QUALITY_LIVE, i % 2 ? VERDICT_MET : VERDICT_MISSED);
    }
    assert_int_equal(changes.count, CHANGES_KEPT);
    for (int back = 0; back < CHANGES_KEPT; back++) {
        struct change change = changes_at(&changes, back);
        assert_int_equal(change.mono_ms, 3 * CHANGES_KEPT - back);
        assert_true(change.value == (double)change.mono_ms);
    }
}

static void every_word_comes_back(void **state)
{
    (void)state;
    for (int quality = QUALITY_COUNT - 1; quality >= 0; quality--) {
        for (int verdict = 0; verdict < VERDICT_COUNT; verdict++) {
            struct changes changes = {0};
            changes_note(&changes, (struct change){7, NAN, QUALITY_THIN, VERDICT_MET});
            note(&changes, 8, (enum quality)quality, (enum verdict)verdict);
            struct change last = changes_at(&changes, 0);
            assert_int_equal(last.quality, quality);
            assert_int_equal(last.verdict, quality == QUALITY_LIVE ? verdict : VERDICT_UNTARGETED);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_is_not_that_nothing_came),
        cmocka_unit_test(what_is_called_the_same_is_no_change),
        cmocka_unit_test(the_oldest_make_room),
        cmocka_unit_test(every_word_comes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
