/* A KPI that somebody has in hand: how long, what ends it, and where it stands in the list. */

#include "kpi/world.h"

#include <stdio.h>

static struct world world;

static void begin(void)
{
    world_init(&world);
    world_open(&world);
}

static bool take(size_t kpi, const char *by, int for_s)
{
    return board_take_in_hand(world.board, kpi, by, for_s * INT64_C(1000), &world.now);
}

static bool stands(size_t kpi)
{
    return kpi_of(&world, kpi)->in_hand.stands;
}

/* LONGEST_WAIT has no damping: met up to 60, near up to 120. */
static void say(const char *value)
{
    send_kpi(&world, LONGEST_WAIT, value, false);
}

static void what_it_says(void **state)
{
    (void)state;
    begin();
    say("300");
    uint32_t revision = kpi_of(&world, LONGEST_WAIT)->revision;
    uint32_t summary = board_summary(world.board)->revision;
    assert_true(take(LONGEST_WAIT, "SV", 600));
    const struct in_hand *in_hand = &kpi_of(&world, LONGEST_WAIT)->in_hand;
    assert_true(in_hand->stands);
    assert_string_equal(in_hand->by, "SV");
    assert_int_equal(in_hand->verdict, VERDICT_MISSED);
    assert_true(in_hand->since_ms == world.now.wall_ms);
    assert_true(in_hand->until_ms == world.now.mono_ms + 600000);
    assert_true(kpi_of(&world, LONGEST_WAIT)->revision != revision);
    assert_true(board_summary(world.board)->revision != summary);
    /* It is judged and counted as before. */
    assert_live(&world, LONGEST_WAIT, VERDICT_MISSED);
    assert_int_equal(board_summary(world.board)->verdicts[VERDICT_MISSED], 1);
    world.now.clock_good = false;
    assert_true(
        take(LONGEST_WAIT, "a role that is longer than all that has room in it, by far", 60));
    assert_true(in_hand->since_ms == NO_TIME);
    assert_int_equal(strlen(in_hand->by), IN_HAND_BY_BYTES - 1 < 58 ? IN_HAND_BY_BYTES - 1 : 58);
    assert_true(take(LONGEST_WAIT, "", 0));
    assert_false(in_hand->stands);
    world_close(&world);
}

static void only_what_is_off_target(void **state)
{
    (void)state;
    begin();
    assert_false(take(LONGEST_WAIT, "SV", 600)); /* waiting */
    say("30");
    assert_false(take(LONGEST_WAIT, "SV", 600)); /* met */
    send_kpi(&world, AGENTS, "3", false);
    assert_false(take(AGENTS, "SV", 600)); /* no target */
    say("100");
    assert_true(take(LONGEST_WAIT, "SV", 600)); /* near */
    wait_s(&world, 31);
    assert_quality(&world, LONGEST_WAIT, QUALITY_LAST_KNOWN);
    assert_true(stands(LONGEST_WAIT));
    assert_false(take(LONGEST_WAIT, "TL", 600));
    assert_string_equal(kpi_of(&world, LONGEST_WAIT)->in_hand.by, "SV");
    world_close(&world);
}

static void what_ends_it(void **state)
{
    (void)state;
    static const struct {
        const char *name, *first, *then[3];
        bool stands;
    } cases[] = {
        {"it stays missed", "300", {"280", "400"}, true},
        {"it stays near", "100", {"110", "70"}, true},
        {"it is met", "300", {"30"}, false},
        {"it is met and missed again", "300", {"30", "300"}, false},
        {"from near to missed", "100", {"300"}, false},
        {"from missed to near", "300", {"100"}, true},
        {"from missed to near to missed", "300", {"100", "300"}, false},
        {"there is no figure", "300", {"null"}, true},
        {"there was no figure", "300", {"null", "300"}, true},
        {"there was no figure, then a better one", "300", {"null", "100", "90"}, true},
        {"it is withdrawn and comes back", "300", {"", "300"}, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        begin();
        say(cases[i].first);
        assert_true(take(LONGEST_WAIT, "SV", 600));
        for (int j = 0; j < 3 && cases[i].then[j] != NULL; j++) {
            char payload[64];
            snprintf(payload, sizeof payload, "{\"value\":%s}", cases[i].then[j]);
            wait_s(&world, 1);
            say(cases[i].then[j][0] != '\0' ? payload : "");
        }
        if (stands(LONGEST_WAIT) != cases[i].stands) {
            fail_msg("%s", cases[i].name);
        }
        world_close(&world);
    }
}

static void its_time_ends_it(void **state)
{
    (void)state;
    begin();
    say("300");
    int64_t at_ms = world.now.mono_ms;
    assert_true(take(LONGEST_WAIT, "SV", 20));
    assert_true(board_next_change(world.board) == at_ms + 20000);
    wait_ms(&world, 19999);
    assert_true(stands(LONGEST_WAIT));
    uint32_t summary = board_summary(world.board)->revision;
    wait_ms(&world, 1);
    assert_false(stands(LONGEST_WAIT));
    assert_live(&world, LONGEST_WAIT, VERDICT_MISSED);
    assert_true(board_summary(world.board)->revision != summary);
    assert_true(board_next_change(world.board) >= at_ms + 30000); /* no longer live */
    world_close(&world);
}

static void closing_ends_it(void **state)
{
    (void)state;
    world_init(&world);
    world.channels[PHONE].hours = &world.hours;
    world.kpis[SERVICE_LEVEL].fresh_s = 86400;
    world_open(&world);
    send_kpi(&world, SERVICE_LEVEL, "{\"value\":50,\"sample\":100}", false);
    assert_true(take(SERVICE_LEVEL, "SV", 86400));
    wait_s(&world, 8 * 3600 - 1);
    assert_true(stands(SERVICE_LEVEL));
    wait_s(&world, 1);
    assert_quality(&world, SERVICE_LEVEL, QUALITY_CLOSED);
    assert_false(stands(SERVICE_LEVEL));
    world_close(&world);
}

static void the_shown_verdict_counts(void **state)
{
    (void)state;
    begin();
    send_kpi(&world, CONTACTS_WAITING, "20", false);
    assert_true(take(CONTACTS_WAITING, "SV", 600));
    send_kpi(&world, CONTACTS_WAITING, "0", false);
    assert_true(stands(CONTACTS_WAITING)); /* recovering */
    wait_s(&world, 29);
    send_kpi(&world, CONTACTS_WAITING, "0", false);
    assert_true(stands(CONTACTS_WAITING));
    wait_s(&world, 1);
    assert_live(&world, CONTACTS_WAITING, VERDICT_MET);
    assert_false(stands(CONTACTS_WAITING));
    world_close(&world);
}

static void the_unattended_come_first(void **state)
{
    (void)state;
    begin();
    static const struct {
        size_t taken; /* WORLD_KPIS: none */
        size_t order[4];
    } steps[] = {
        {WORLD_KPIS, {CONTACTS_WAITING, LONGEST_WAIT, OCCUPANCY, ON_TIME}},
        {CONTACTS_WAITING, {LONGEST_WAIT, ON_TIME, OCCUPANCY, CONTACTS_WAITING}},
        {OCCUPANCY, {LONGEST_WAIT, ON_TIME, CONTACTS_WAITING, OCCUPANCY}},
        {LONGEST_WAIT, {ON_TIME, CONTACTS_WAITING, LONGEST_WAIT, OCCUPANCY}},
    };
    send_kpi(&world, CONTACTS_WAITING, "20", false);
    say("300");
    send_kpi(&world, OCCUPANCY, "73", false); /* near */
    send_kpi(&world, ON_TIME, "50", false);
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        size_t indices[4];
        if (steps[i].taken != WORLD_KPIS) {
            assert_true(take(steps[i].taken, "", 600));
        }
        assert_int_equal(board_off_target(world.board, indices, 4), 4);
        if (i > 0) { /* missed before near among those without a hand, and among those with */
            for (size_t j = 0; j < 4; j++) {
                assert_int_equal(indices[j], steps[i].order[j]);
            }
        }
    }
    world_close(&world);
}

static void a_new_config_keeps_it(void **state)
{
    (void)state;
    begin();
    say("300");
    assert_true(take(LONGEST_WAIT, "SV", 600));
    send_kpi(&world, ON_TIME, "50", false);
    assert_true(take(ON_TIME, "TL", 600));
    static struct world new;
    world_init(&new);
    new.now = world.now;
    new.kpis[ON_TIME].target.target.low = new.kpis[ON_TIME].target.limit.low = 40;
    world_open(&new);
    board_adopt(new.board, world.board, &new.now);
    const struct in_hand *in_hand = &kpi_of(&new, LONGEST_WAIT)->in_hand;
    assert_true(in_hand_equal(in_hand, &kpi_of(&world, LONGEST_WAIT)->in_hand));
    assert_string_equal(in_hand->by, "SV");
    assert_live(&new, ON_TIME, VERDICT_MET); /* by its new target */
    assert_false(kpi_of(&new, ON_TIME)->in_hand.stands);
    wait_s(&new, 600);
    assert_false(kpi_of(&new, LONGEST_WAIT)->in_hand.stands);
    world_close(&new);
    world_close(&world);
}

static void a_kpi_is_found_by_its_path(void **state)
{
    (void)state;
    begin();
    assert_int_equal(board_find(world.board, "main/phone/longest-wait"), LONGEST_WAIT);
    assert_string_equal(board_path(world.board, LONGEST_WAIT), "main/phone/longest-wait");
    assert_true(board_find(world.board, "main/phone") == SIZE_MAX);
    assert_true(board_find(world.board, "") == SIZE_MAX);
    world_close(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_it_says),
        cmocka_unit_test(only_what_is_off_target),
        cmocka_unit_test(what_ends_it),
        cmocka_unit_test(its_time_ends_it),
        cmocka_unit_test(closing_ends_it),
        cmocka_unit_test(the_shown_verdict_counts),
        cmocka_unit_test(the_unattended_come_first),
        cmocka_unit_test(a_new_config_keeps_it),
        cmocka_unit_test(a_kpi_is_found_by_its_path),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
