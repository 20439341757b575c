/*
 * The announced next change against a clock that tries every way: nothing changes before it, and
 * something changes at it.
 */

#include "kpi/chance.h"

static uint64_t fingerprint(const struct world *world)
{
    uint64_t sum = board_summary(world->board)->revision;
    for (size_t i = 0; i < WORLD_KPIS; i++) {
        sum = sum * 1000003 + kpi_of(world, i)->revision;
    }
    return sum;
}

/* Moves both clocks on; true when a revision changed, which must be what the board says. */
static bool go_to(struct world *world, int64_t mono_ms)
{
    uint64_t before = fingerprint(world);
    world->now.wall_ms += mono_ms - world->now.mono_ms;
    world->now.mono_ms = mono_ms;
    bool changed = board_advance(world->board, &world->now);
    assert_int_equal(changed, fingerprint(world) != before);
    return changed;
}

/* A board that takes everything over looks at each KPI anew: it must find nothing overdue. */
static void assert_nothing_overdue(struct world *world)
{
    struct board *twin = board_create(&world->spec, world->zone, &world->now);
    board_adopt(twin, world->board, &world->now);
    for (size_t i = 0; i < WORLD_KPIS; i++) {
        const struct kpi *a = kpi_of(world, i), *b = board_kpi(twin, i);
        assert_int_equal(a->quality, b->quality);
        assert_int_equal(a->held, b->held);
        assert_int_equal(a->verdict, b->verdict);
        assert_int_equal(a->recovering, b->recovering);
        assert_int_equal(a->worsening, b->worsening);
        assert_int_equal(a->warns, b->warns);
        assert_int_equal(a->shows_value, b->shows_value);
        assert_true(in_hand_equal(&a->in_hand, &b->in_hand));
        assert_int_equal(a->suppressed, b->suppressed);
        assert_int_equal(a->early, b->early);
        assert_true(a->since_ms == b->since_ms && a->streak_ms == b->streak_ms);
    }
    assert_true(board_next_change(twin) == board_next_change(world->board));
    board_destroy(twin);
}

/* Steps through the time up to `until_ms`, before and at each announced change. */
static unsigned walk(struct chance *chance, struct world *world, int64_t until_ms)
{
    unsigned changes = 0;
    while (world->now.mono_ms < until_ms) {
        int64_t next = board_next_change(world->board);
        assert_true(next > world->now.mono_ms);
        int64_t quiet = next <= until_ms ? next - 1 : until_ms;
        for (unsigned i = pick(chance, 4); i > 0; i--) {
            int64_t left = quiet - world->now.mono_ms;
            if (left > 0) {
                assert_false(
                    go_to(world, world->now.mono_ms + (int64_t)pick(chance, (unsigned)left)));
                assert_true(board_next_change(world->board) == next);
            }
        }
        assert_false(go_to(world, quiet));
        assert_nothing_overdue(world);
        if (next <= until_ms) {
            assert_true(go_to(world, next));
            assert_nothing_overdue(world);
            changes++;
        }
    }
    return changes;
}

static void disturb(struct chance *chance, struct world *world)
{
    static const char *const starts[] = {"09:30", "09:00", "08:00"};
    char text[256];
    switch (pick(chance, 14)) {
    case 0:
        send_to(world, one_in(chance, 2) ? "source/acd" : "source/wfm",
                one_in(chance, 2) ? "offline" : "online", one_in(chance, 2));
        break;
    case 1:
        world->now.clock_good = !world->now.clock_good;
        break;
    case 2:
        world->now.wall_ms += (int64_t)pick(chance, 120000) - 60000;
        break;
    case 3:
        send_to(world, "kpi/main/phone",
                "{\"metrics\":{\"contacts-waiting\":2,\"longest-wait\":90,\"occupancy\":71}}",
                one_in(chance, 4));
        break;
    case 4:
        snprintf(text, sizeof text,
                 "{\"value\":80,\"final\":true,\"period_start\":\"2026-11-18T%s:00Z\"}",
                 starts[pick(chance, 3)]);
        send_kpi(world, OCCUPANCY, text, one_in(chance, 3));
        break;
    case 5:
        send_to(world, "history/main/phone/occupancy",
                "{\"period\":\"interval\",\"period_s\":60,\"values\":[]}", true);
        break;
    case 6:
    case 7:
        send_random_closure(chance, world);
        break;
    case 8:
        board_take_in_hand(world->board, pick(chance, WORLD_KPIS), "SV", pick(chance, 60000),
                           &world->now);
        break;
    default:
        send_random(chance, world);
        break;
    }
    board_advance(world->board, &world->now);
}

static void is_exact(void **state)
{
    (void)state;
    unsigned changes = 0;
    for (uint64_t seed = 1; seed <= 200; seed++) {
        struct chance chance = {seed * UINT64_C(0x9E3779B97F4A7C15)};
        struct world world;
        random_world(&chance, &world);
        for (int step = 0; step < 120; step++) {
            disturb(&chance, &world);
            assert_nothing_overdue(&world);
            static const unsigned lengths[] = {1, 500, 4000, 20000, 90000};
            unsigned length = 1 + pick(&chance, lengths[pick(&chance, 5)]);
            changes += walk(&chance, &world, world.now.mono_ms + length);
        }
        world_close(&world);
    }
    assert_true(changes > 10000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_exact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
