/* What counts as news, and for how long it draws the eye. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "view/attention.h"
#include "fake_board.h"

static const struct kpi_spec specs[2];
static const struct board_spec spec = {.kpis = specs, .kpi_count = 2};
static struct board board;
static struct arena *arena;
static struct attention attention;

static int set_up(void **state)
{
    (void)state;
    arena = arena_create();
    fake_board(&board, &spec);
    attention = attention_of(arena, 2);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

static void see(int64_t mono_ms, enum quality quality, enum verdict verdict)
{
    board.kpis[0].quality = quality;
    board.kpis[0].verdict = verdict;
    attention_pass(&attention, mono_ms);
    attention_watch(&attention, &board);
}

static void news(void **state)
{
    (void)state;
    static const struct {
        enum quality quality;
        enum verdict verdict;
    } before[] = {
        {QUALITY_LIVE, VERDICT_MET},        {QUALITY_LIVE, VERDICT_NEAR},
        {QUALITY_LIVE, VERDICT_UNTARGETED}, {QUALITY_LIVE, VERDICT_MISSED},
        {QUALITY_WAITING, VERDICT_MET},     {QUALITY_CLOSED, VERDICT_MET},
        {QUALITY_NO_DATA, VERDICT_MET},     {QUALITY_LAST_KNOWN, VERDICT_MET},
        {QUALITY_THIN, VERDICT_MET},
    };
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        attention = attention_of(arena, 2);
        see(0, before[i].quality, before[i].verdict);
        see(10, QUALITY_LIVE, VERDICT_MISSED);
        assert_int_equal(attention_lit(&attention, 0), i < 3);
        assert_false(attention_lit(&attention, 1));
    }
}

/* A finished period, or a month under way, is no news of this minute. */
static void slow_figures_never(void **state)
{
    (void)state;
    static const struct {
        enum period period;
        bool final, calls;
    } slow[] = {{PERIOD_TODAY, false, true},   {PERIOD_DAY, false, true},
                {PERIOD_DAY, true, false},     {PERIOD_WEEK, false, false},
                {PERIOD_MONTH, true, false},   {PERIOD_MONTH, false, false},
                {PERIOD_INTERVAL, true, false}};
    for (size_t i = 0; i < sizeof slow / sizeof *slow; i++) {
        attention = attention_of(arena, 2);
        board.kpis[0].reading.period = slow[i].period;
        board.kpis[0].reading.final = slow[i].final;
        see(0, QUALITY_LIVE, VERDICT_MET);
        see(10, QUALITY_LIVE, VERDICT_MISSED);
        assert_int_equal(attention_lit(&attention, 0), slow[i].calls);
        assert_int_equal(attention_new(&attention, 0), slow[i].calls);
    }
}

static void through_silence(void **state)
{
    (void)state;
    static const enum quality silent[] = {QUALITY_LAST_KNOWN, QUALITY_NO_DATA, QUALITY_THIN,
                                          QUALITY_WAITING};
    for (size_t i = 0; i < sizeof silent / sizeof *silent; i++) {
        attention = attention_of(arena, 2);
        see(0, QUALITY_LIVE, VERDICT_MISSED);
        see(1, silent[i], VERDICT_MISSED);
        see(2, QUALITY_LIVE, VERDICT_MISSED);
        assert_false(attention_lit(&attention, 0));
        see(3, QUALITY_LIVE, VERDICT_MET);
        see(4, silent[i], VERDICT_MET);
        see(5, QUALITY_LIVE, VERDICT_MISSED);
        assert_true(attention_lit(&attention, 0));
    }
    see(10000, QUALITY_LIVE, VERDICT_MET);
    see(10001, QUALITY_CLOSED, VERDICT_MET);
    see(10002, QUALITY_LIVE, VERDICT_MISSED);
    assert_false(attention_lit(&attention, 0));
}

static void steps(void **state)
{
    (void)state;
    static const struct {
        int64_t mono_ms;
        bool lit;
        int64_t next_ms;
    } cases[] = {{1000, true, 2000},   {1999, true, 2000},  {2000, false, 3000},
                 {2999, false, 3000},  {3000, true, 4000},  {3999, true, 4000},
                 {4000, false, NEVER}, {5000, false, NEVER}};
    see(0, QUALITY_LIVE, VERDICT_MET);
    assert_int_equal(attention_next(&attention), NEVER);
    see(1000, QUALITY_LIVE, VERDICT_MISSED);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        attention_pass(&attention, cases[i].mono_ms);
        attention_watch(&attention, &board);
        assert_int_equal(attention_lit(&attention, 0), cases[i].lit);
        assert_int_equal(attention_next(&attention), cases[i].next_ms);
    }
}

/* To and fro over the boundary: once in ten minutes it is news. */
static void flapping(void **state)
{
    (void)state;
    int drawn = 0;
    see(0, QUALITY_LIVE, VERDICT_MET);
    for (int64_t ms = 1000; ms < 3 * ATTENTION_APART_MS; ms += 10000) {
        see(ms, QUALITY_LIVE, VERDICT_MISSED);
        assert_int_equal(attention_lit(&attention, 0), attention_new(&attention, 0));
        drawn += attention_new(&attention, 0);
        see(ms + 5000, QUALITY_LIVE, VERDICT_MET);
        assert_false(attention_lit(&attention, 0));
    }
    assert_int_equal(drawn, 3);
}

static void the_stretch_is_ten_minutes(void **state)
{
    (void)state;
    see(0, QUALITY_LIVE, VERDICT_MET);
    see(1000, QUALITY_LIVE, VERDICT_MISSED);
    see(2000, QUALITY_LIVE, VERDICT_MET);
    see(1000 + ATTENTION_APART_MS - 1, QUALITY_LIVE, VERDICT_MISSED);
    assert_false(attention_new(&attention, 0));
    see(1000 + ATTENTION_APART_MS, QUALITY_LIVE, VERDICT_MISSED);
    assert_false(attention_new(&attention, 0)); /* it has been missed since: that is no news */
    see(1000 + ATTENTION_APART_MS + 1, QUALITY_LIVE, VERDICT_MET);
    see(1000 + ATTENTION_APART_MS + 2, QUALITY_LIVE, VERDICT_MISSED);
    assert_true(attention_new(&attention, 0));
}

static void see_in_hand(int64_t mono_ms, enum verdict verdict, bool in_hand)
{
    board.kpis[0].in_hand.stands = in_hand;
    see(mono_ms, QUALITY_LIVE, verdict);
}

/* It draws no eye, whatever became of it meanwhile; when it is nobody's any more it does. */
static void in_hand(void **state)
{
    (void)state;
    see_in_hand(0, VERDICT_NEAR, true);
    see_in_hand(1, VERDICT_MISSED, true);
    assert_false(attention_lit(&attention, 0));
    see(2, QUALITY_LAST_KNOWN, VERDICT_MISSED);
    see_in_hand(3, VERDICT_MISSED, true);
    assert_false(attention_lit(&attention, 0));
    see_in_hand(4, VERDICT_MISSED, false);
    assert_true(attention_lit(&attention, 0));
    assert_true(attention_new(&attention, 0));
    /* Taken in hand while it draws the eye, it stands still at once. */
    see_in_hand(5, VERDICT_MISSED, true);
    assert_false(attention_lit(&attention, 0));
    assert_int_equal(attention_next(&attention), NEVER);
}

static void switched_off(void **state)
{
    (void)state;
    attention = (struct attention){0};
    see(0, QUALITY_LIVE, VERDICT_MET);
    see(1, QUALITY_LIVE, VERDICT_MISSED);
    assert_false(attention_lit(&attention, 0));
    assert_int_equal(attention_next(&attention), NEVER);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(news),     CASE(slow_figures_never),         CASE(through_silence), CASE(steps),
        CASE(flapping), CASE(the_stretch_is_ten_minutes), CASE(in_hand),         CASE(switched_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
