/* A new board takes over what the old one knows. */

#include "kpi/world.h"

static struct world old, new;

static void begin(void)
{
    world_init(&old);
    old.kpis[LONGEST_WAIT].source = "acd";
    world_open(&old);
}

/* The new board is made from the old one's spec, as `change` alters it. */
static void adopt(void (*change)(void))
{
    world_init(&new);
    new.kpis[LONGEST_WAIT].source = "acd";
    new.now = old.now;
    change();
    world_open(&new);
    board_adopt(new.board, old.board, &new.now);
    world_close(&old);
}

static void nothing(void)
{
}

static void raise_the_target(void)
{
    new.kpis[SERVICE_LEVEL].target.target.low = 90;
    new.kpis[CONTACTS_WAITING].target.target.high = 6;
}

static void rename_a_metric(void)
{
    new.kpis[AGENTS].metric_id = "agents-on-break";
}

static void does_not_blank_the_wall(void **state)
{
    (void)state;
    begin();
    send_kpi(&old, SERVICE_LEVEL, "85", false);
    send_kpi(&old, AGENTS, "5", true);
    send_kpi(&old, SATISFACTION,
             "{\"value\":45,\"final\":true,\"period_start\":\"2026-10-01T00:00:00Z\"}", false);
    send_kpi(&old, OCCUPANCY, "x", false);
    wait_s(&old, 10);
    send_kpi(&old, SERVICE_LEVEL, "60", false);
    int64_t onset = old.now.mono_ms;
    wait_s(&old, 20);
    uint32_t revision = kpi_of(&old, SERVICE_LEVEL)->revision;
    int64_t next = board_next_change(old.board);
    adopt(nothing);
    assert_live(&new, SERVICE_LEVEL, VERDICT_MET);
    assert_true(kpi_of(&new, SERVICE_LEVEL)->revision > revision);
    assert_held(&new, AGENTS, HELD_RETAINED);
    assert_live(&new, SATISFACTION, VERDICT_MET);
    assert_int_equal(kpi_of(&new, SATISFACTION)->finals.count, 1);
    assert_quality(&new, ON_TIME, QUALITY_WAITING);
    assert_true(board_counters(new.board)->refused[REFUSED_NOT_JSON] == 1);
    assert_true(board_next_change(new.board) == next);
    /* Damping goes on where it was. */
    for (int i = 0; i < 7; i++) {
        assert_live(&new, SERVICE_LEVEL, VERDICT_MET);
        send_kpi(&new, SERVICE_LEVEL, "60", false);
        wait_s(&new, 10);
    }
    assert_live(&new, SERVICE_LEVEL, VERDICT_MISSED);
    assert_true(kpi_of(&new, SERVICE_LEVEL)->streak_ms == onset);
    world_close(&new);
}

static void judges_by_the_new_target_at_once(void **state)
{
    (void)state;
    begin();
    send_kpi(&old, SERVICE_LEVEL, "85", false);
    send_kpi(&old, CONTACTS_WAITING, "7", false);
    send_kpi(&old, SERVICE_LEVEL,
             "{\"value\":85,\"final\":true,\"period_start\":\"2026-11-17T00:00:00Z\"}", false);
    int64_t start = old.now.mono_ms;
    wait_s(&old, 10);
    adopt(raise_the_target);
    assert_live(&new, SERVICE_LEVEL, VERDICT_NEAR);
    assert_true(kpi_of(&new, SERVICE_LEVEL)->streak_ms == NEVER); /* of a finished period */
    /* Near by the old target and by the new one: the streak goes on. */
    assert_live(&new, CONTACTS_WAITING, VERDICT_NEAR);
    assert_true(kpi_of(&new, CONTACTS_WAITING)->streak_ms == start);
    assert_int_equal(kpi_of(&new, SERVICE_LEVEL)->finals.items[0].verdict, VERDICT_MET);
    assert_int_equal(board_off_target(new.board, NULL, 0), 2);
    world_close(&new);
}

static void leaves_behind_what_is_gone(void **state)
{
    (void)state;
    begin();
    send_kpi(&old, AGENTS, "5", false);
    send_kpi(&old, LONGEST_WAIT, "5", false);
    send_to(&old, "source/acd", "offline", true);
    adopt(rename_a_metric);
    assert_quality(&new, AGENTS, QUALITY_WAITING);
    assert_held(&new, LONGEST_WAIT, HELD_SOURCE_OFFLINE);
    send_timed(&new, LONGEST_WAIT, "{\"value\":6,\"time\":\"%s\"}", 0, true);
    assert_held(&new, LONGEST_WAIT, HELD_SOURCE_OFFLINE); /* it still knows who is offline */
    world_close(&new);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(does_not_blank_the_wall),
        cmocka_unit_test(judges_by_the_new_target_at_once),
        cmocka_unit_test(leaves_behind_what_is_gone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
