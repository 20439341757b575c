/* Shape, word and detail of every verdict and quality. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "kpi/closure.h"
#include "view/status.h"
#include "fake_board.h"
#include "fake_spec.h"

#define MINUTE INT64_C(60000)
#define HOUR (60 * MINUTE)

static struct fake_wall wall;
static struct board board;
static const size_t eight[] = {8};

/* Indices of the KPIs of a fake channel. */
enum { SERVICE_LEVEL, ABANDON_RATE, ANSWER, WAITING, LONGEST, OCCUPANCY, AVAILABLE, SATISFACTION };

static const struct status_context context = {
    .language = LANGUAGE_JA,
    .zone = &zone_utc,
    .wall_ms = FAKE_NOW,
    .minute_ms = 1000 * MINUTE,
};

static int set_up(void **state)
{
    (void)state;
    fake_wall(&wall, LANGUAGE_JA, 2, eight, 1);
    fake_board(&board, &wall.config.spec);
    return 0;
}

static void assert_status(size_t index, enum tone tone, enum shape shape, const char *word,
                          const char *detail)
{
    struct status status = status_of(&board.kpis[index], &board.openings[0], &context);
    assert_int_equal(status.tone, tone);
    assert_int_equal(status.shape, shape);
    assert_string_equal(status.word, word);
    assert_string_equal(status.detail, detail);
}

static void verdicts(void **state)
{
    (void)state;
    fake_live(&board, SERVICE_LEVEL, 90);
    assert_status(SERVICE_LEVEL, TONE_CALM, SHAPE_CIRCLE, "目標内", "");
    fake_live(&board, SERVICE_LEVEL, 82);
    assert_status(SERVICE_LEVEL, TONE_CALM, SHAPE_CIRCLE, "注意", "");
    fake_live(&board, SERVICE_LEVEL, 75)->streak_ms = 996 * MINUTE;
    assert_status(SERVICE_LEVEL, TONE_NEAR, SHAPE_TRIANGLE, "やや未達", "4分");
    fake_live(&board, SERVICE_LEVEL, 65)->streak_ms = 999 * MINUTE + 1;
    assert_status(SERVICE_LEVEL, TONE_MISSED, SHAPE_SQUARE, "未達", "");
    fake_live(&board, ABANDON_RATE, 12);
    assert_status(ABANDON_RATE, TONE_MISSED, SHAPE_SQUARE, "超過", "");
    fake_live(&board, OCCUPANCY, 96);
    assert_status(OCCUPANCY, TONE_MISSED, SHAPE_SQUARE, "高すぎ", "");
    fake_live(&board, OCCUPANCY, 60);
    assert_status(OCCUPANCY, TONE_MISSED, SHAPE_SQUARE, "低すぎ", "");
    fake_live(&board, AVAILABLE, 3);
    assert_status(AVAILABLE, TONE_CALM, SHAPE_DIAMOND, "参考", "");
}

static void damping_and_final_periods(void **state)
{
    (void)state;
    struct kpi *kpi = fake_live(&board, ABANDON_RATE, 12);
    kpi->recovering = true;
    kpi->streak_ms = 900 * MINUTE;
    assert_status(ABANDON_RATE, TONE_MISSED, SHAPE_SQUARE, "回復確認中", "");
    kpi->recovering = false;
    kpi->reading.final = true;
    assert_status(ABANDON_RATE, TONE_MISSED, SHAPE_SQUARE, "未達", "1時間");
    fake_live(&board, ABANDON_RATE, 2)->reading.final = true;
    assert_status(ABANDON_RATE, TONE_CALM, SHAPE_CIRCLE, "達成", "");
}

static enum shape sign_of(size_t index)
{
    return status_of(&board.kpis[index], &board.openings[0], &context).sign;
}

/* Without colour and word, a warning and a verdict that is held are seen by a sign. */
static void signs(void **state)
{
    (void)state;
    fake_live(&board, SERVICE_LEVEL, 90);
    assert_int_equal(sign_of(SERVICE_LEVEL), SHAPE_KINDS);
    struct kpi *kpi = fake_live(&board, SERVICE_LEVEL, 82);
    assert_int_equal(sign_of(SERVICE_LEVEL), SHAPE_WARN);
    kpi->worsening = true;
    assert_int_equal(sign_of(SERVICE_LEVEL), SHAPE_HELD);
    kpi = fake_live(&board, SERVICE_LEVEL, 65);
    kpi->worsening = false;
    assert_int_equal(sign_of(SERVICE_LEVEL), SHAPE_KINDS);
    kpi->recovering = true;
    assert_int_equal(sign_of(SERVICE_LEVEL), SHAPE_HELD);
    kpi->quality = QUALITY_LAST_KNOWN;
    assert_int_equal(sign_of(SERVICE_LEVEL), SHAPE_KINDS);
}

static struct kpi *of_quality(size_t index, enum quality quality)
{
    struct kpi *kpi = fake_live(&board, index, 65);
    kpi->quality = quality;
    return kpi;
}

static void qualities(void **state)
{
    (void)state;
    assert_status(WAITING, TONE_DIM, SHAPE_DASH, "未受信", "");

    struct kpi *kpi = of_quality(SERVICE_LEVEL, QUALITY_THIN);
    kpi->reading.sample = 7;
    assert_status(SERVICE_LEVEL, TONE_DIM, SHAPE_HALF, "件数不足", "7/20");
    kpi->reading.sample = 0;
    assert_status(SERVICE_LEVEL, TONE_DIM, SHAPE_HALF, "対象なし", "");

    kpi = of_quality(SERVICE_LEVEL, QUALITY_LAST_KNOWN);
    kpi->held = HELD_AGED;
    kpi->since_ms = FAKE_NOW - 25 * MINUTE;
    assert_status(SERVICE_LEVEL, TONE_OLD, SHAPE_RING, "更新停止", "14:07");
    kpi->since_ms = FAKE_NOW - 24 * HOUR;
    assert_status(SERVICE_LEVEL, TONE_OLD, SHAPE_RING, "更新停止", "11/17");
    kpi->held = HELD_RETAINED;
    kpi->since_ms = NO_TIME;
    assert_status(SERVICE_LEVEL, TONE_OLD, SHAPE_RING, "更新停止", "時刻不明");
    kpi->held = HELD_STUCK;
    kpi->since_ms = FAKE_NOW - 25 * MINUTE;
    assert_status(SERVICE_LEVEL, TONE_OLD, SHAPE_RING, "値が動いていません", "14:07〜");

    kpi = of_quality(SERVICE_LEVEL, QUALITY_NO_DATA);
    assert_status(SERVICE_LEVEL, TONE_DIM, SHAPE_CROSS, "データなし", "14:07〜");
    kpi->since_ms = NO_TIME;
    assert_status(SERVICE_LEVEL, TONE_DIM, SHAPE_CROSS, "データなし", "");
}

static void closings(void **state)
{
    (void)state;
    of_quality(SERVICE_LEVEL, QUALITY_CLOSED);
    board.openings[0] = (struct opening){.next_ms = FAKE_NOW + 2 * HOUR};
    assert_status(SERVICE_LEVEL, TONE_DIM, SHAPE_DASH, "受付時間外", "次回 16:32");
    board.openings[0].next_ms = FAKE_NOW + 18 * HOUR + 28 * MINUTE;
    assert_status(SERVICE_LEVEL, TONE_DIM, SHAPE_DASH, "受付時間外", "次回 木 9:00");
    board.openings[0].next_ms = FAKE_NOW + 14 * 24 * HOUR;
    board.openings[0].holiday = true;
    assert_status(SERVICE_LEVEL, TONE_DIM, SHAPE_DASH, "休業日", "次回 12/2");
    board.openings[0].next_ms = NEVER;
    assert_status(SERVICE_LEVEL, TONE_DIM, SHAPE_DASH, "休業日", "");
}

static void reasons_for_being_thin(void **state)
{
    (void)state;
    struct kpi *kpi = of_quality(SERVICE_LEVEL, QUALITY_THIN);
    kpi->reading.sample = 7;
    assert_status(SERVICE_LEVEL, TONE_DIM, SHAPE_HALF, "件数不足", "7/20");
    kpi->early = true;
    assert_status(SERVICE_LEVEL, TONE_DIM, SHAPE_HALF, "開始直後", "");
    kpi->suppressed = true;
    assert_status(SERVICE_LEVEL, TONE_DIM, SHAPE_HALF, "少人数", "");
}

static void closures(void **state)
{
    (void)state;
    static const struct closure drill = {.reason = {"避難訓練", "Fire drill"}}, untold = {0};
    of_quality(SERVICE_LEVEL, QUALITY_CLOSED);
    board.openings[0] = (struct opening){.closure = &drill, .next_ms = FAKE_NOW + 2 * HOUR};
    assert_status(SERVICE_LEVEL, TONE_DIM, SHAPE_DASH, "臨時休業", "次回 16:32");
    struct status status = status_of(&board.kpis[SERVICE_LEVEL], &board.openings[0], &context);
    assert_string_equal(status.reason, "避難訓練");
    board.openings[0].closure = &untold;
    status = status_of(&board.kpis[SERVICE_LEVEL], &board.openings[0], &context);
    assert_null(status.reason);
}

/* Without colour, each state must differ from each other in shape or word. */
static void states_differ_in_black_and_white(void **state)
{
    (void)state;
    struct status all[4 + QUALITY_COUNT];
    size_t count = 0;
    const double values[] = {90, 75, 65};
    for (size_t i = 0; i < 3; i++) {
        fake_live(&board, SERVICE_LEVEL, values[i]);
        all[count++] = status_of(&board.kpis[SERVICE_LEVEL], &board.openings[0], &context);
    }
    fake_live(&board, AVAILABLE, 3);
    all[count++] = status_of(&board.kpis[AVAILABLE], &board.openings[0], &context);
    for (int quality = QUALITY_THIN; quality < QUALITY_COUNT; quality++) {
        of_quality(SERVICE_LEVEL, (enum quality)quality);
        all[count++] = status_of(&board.kpis[SERVICE_LEVEL], &board.openings[0], &context);
    }
    for (size_t a = 0; a < count; a++) {
        for (size_t b = a + 1; b < count; b++) {
            assert_true(strcmp(all[a].word, all[b].word) != 0);
        }
    }
}

/* Somebody has it in hand. */
static void in_hand(void **state)
{
    (void)state;
    static const struct {
        const char *by;
        int64_t since_ms;
        const char *detail, *less, *by_role, *least;
    } cases[] = {
        {"SV", FAKE_NOW - 12 * MINUTE, "対応中 SV 14:20", "対応中 14:20", "SV 14:20", "対応中"},
        {"", FAKE_NOW - 12 * MINUTE, "対応中 14:20", "対応中 14:20", "", "対応中"},
        {"SV", NO_TIME, "対応中 SV", "対応中", "", "対応中"},
        {"", NO_TIME, "対応中", "対応中", "", "対応中"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct kpi *kpi = fake_live(&board, SERVICE_LEVEL, 65);
        fake_in_hand(&board, kpi, cases[i].by, cases[i].since_ms);
        struct status status = status_of(kpi, &board.openings[0], &context);
        assert_int_equal(status.tone, TONE_IN_HAND);
        assert_int_equal(status.shape, SHAPE_SQUARE);
        assert_string_equal(status.word, "未達");
        assert_string_equal(status.detail, cases[i].detail);
        assert_string_equal(status.less[0], cases[i].less);
        assert_string_equal(status.less[1], cases[i].by_role);
        assert_string_equal(status.less[2], cases[i].least);
    }
    struct kpi *near = fake_live(&board, SERVICE_LEVEL, 75);
    fake_in_hand(&board, near, "SV", FAKE_NOW);
    assert_status(SERVICE_LEVEL, TONE_NEAR, SHAPE_TRIANGLE, "やや未達", "対応中 SV 14:32");
    /* Nothing of it where there is no verdict. */
    near->quality = QUALITY_LAST_KNOWN;
    assert_status(SERVICE_LEVEL, TONE_OLD, SHAPE_RING, "更新停止", "時刻不明");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(verdicts, set_up),
        cmocka_unit_test_setup(damping_and_final_periods, set_up),
        cmocka_unit_test_setup(signs, set_up),
        cmocka_unit_test_setup(in_hand, set_up),
        cmocka_unit_test_setup(qualities, set_up),
        cmocka_unit_test_setup(closings, set_up),
        cmocka_unit_test_setup(reasons_for_being_thin, set_up),
        cmocka_unit_test_setup(closures, set_up),
        cmocka_unit_test_setup(states_differ_in_black_and_white, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
