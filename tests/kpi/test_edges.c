/*
 * At the edges of the day nothing is off target that is not: before an opening, just after it and
 * around closing, on holidays, through closures and when the clock is changed. A source knows
 * nothing of hours: it publishes round the clock, at night and in the first moments of a day
 * figures of nothing.
 */

#include <stdio.h>

#include "kpi/chance.h"
#include "support/berlin.h"

#define CADENCE_MS 10000

/* How long after an opening figures are still those of nothing; with what a cadence and two steps
 * add, less than any on_delay_s. */
#define RAMP_MS 20000

enum figures { FIGURES_GOOD, FIGURES_OF_NOTHING };

static const char *const figures[][ON_TIME] = {
    [FIGURES_GOOD] = {"85", "0", "0", "80", "12"},
    [FIGURES_OF_NOTHING] = {"0", "0", "0", "0", "0"},
};

static const char *const closures[] = {
    "{\"until\":null}",
    "{\"until\":null,\"channel\":\"phone\"}",
    "{\"from\":\"%s\",\"until\":null,\"reason\":\"drill\"}",
};

static void publish(struct world *world, enum figures kind)
{
    for (size_t i = 0; i < ON_TIME; i++) {
        send_kpi(world, i, figures[kind][i], false);
    }
    send_kpi(world, ON_TIME, "99", false);
}

static void open_world(struct chance *chance, struct world *world, const char *utc)
{
    world_init(world);
    world->zone = &zone_berlin;
    for (size_t i = 0; i < WORLD_KPIS; i++) {
        world->kpis[i].on_delay_s = 60;
        world->kpis[i].off_delay_s = 30;
        world->kpis[i].min_sample = 0;
        world->kpis[i].target.limit = world->kpis[i].target.target;
    }
    for (int day = 0; day < 7; day++) {
        int from = (int)pick(chance, 24 * 60);
        world->hours.shifts[day][0] = (struct shift){from, from + 1 + (int)pick(chance, 600)};
        world->hours.count[day] = pick(chance, 5) > 0;
    }
    world->channels[PHONE].hours = &world->hours;
    world->channels[EMAIL].hours = &world->hours;
    assert_true(time_parse(utc, &world->now.wall_ms));
    if (one_in(chance, 2)) {
        struct civil tomorrow = civil_from(world->zone, world->now.wall_ms + 86400000);
        world->holidays[0] = tomorrow.year * 10000 + tomorrow.month * 100 + tomorrow.day;
    }
    world_open(world);
}

static void disturb(struct chance *chance, struct world *world)
{
    char text[128], stamp[21];
    if (!one_in(chance, 3)) {
        send_to(world, "closure/a", "", true);
        return;
    }
    time_format(world->now.wall_ms + pick(chance, 100) * INT64_C(1000), stamp, sizeof stamp);
    const char *closure = closures[pick(chance, 3)], *mark = strstr(closure, "%s");
    if (mark) {
        snprintf(text, sizeof text, "%.*s%s%s", (int)(mark - closure), closure, stamp, mark + 2);
        closure = text;
    }
    send_to(world, "closure/a", closure, true);
}

/* The power was off for a moment; nothing is retained. */
static void start_anew(struct world *world)
{
    board_destroy(world->board);
    world->board = board_create(&world->spec, world->zone, &world->now);
}

static void assert_nothing_off_target(const struct world *world)
{
    if (board_off_target(world->board, NULL, 0) > 0) {
        char stamp[21];
        time_format(world->now.wall_ms, stamp, sizeof stamp);
        for (size_t i = 0; i < WORLD_KPIS; i++) {
            const struct kpi *kpi = kpi_of(world, i);
            if (kpi->verdict == VERDICT_NEAR || kpi->verdict == VERDICT_MISSED) {
                print_error("%s: %s is %s\n", stamp, kpi->spec->metric_id,
                            verdict_word(kpi->verdict));
            }
        }
        fail();
    }
}

/* Three days in steps of up to ten seconds near an edge, and of minutes where none is near. */
static unsigned live_through(struct chance *chance, struct world *world)
{
    int64_t end_ms = world->now.wall_ms + 3 * INT64_C(86400000), opened_ms = 0, due_ms = 0,
            disturbed_ms = 0;
    unsigned openings = 0;
    bool open = board_opening(world->board, PHONE)->open;
    while (world->now.wall_ms < end_ms) {
        const struct opening *opening = board_opening(world->board, PHONE);
        if (opening->open && !open) {
            opened_ms = world->now.mono_ms;
            openings++;
        }
        open = opening->open;
        bool settled = open && world->now.mono_ms - opened_ms > RAMP_MS;
        if (world->now.mono_ms >= due_ms) {
            publish(world, settled ? FIGURES_GOOD : FIGURES_OF_NOTHING);
            due_ms = world->now.mono_ms + CADENCE_MS;
        }
        assert_nothing_off_target(world);
        if (one_in(chance, 1000)) {
            disturb(chance, world);
            disturbed_ms = world->now.mono_ms;
            assert_nothing_off_target(world);
        }
        /* Of a closure that is over and cleared no newcomer can know. */
        bool by_hours = world->now.mono_ms - disturbed_ms > 600000 && opening->closure == NULL;
        if (by_hours && one_in(chance, 500)) {
            start_anew(world);
        }
        wait_ms(world, 1 + pick(chance, 10000));
        assert_nothing_off_target(world);
    }
    return openings;
}

static void nothing_is_missed_because_of_an_edge(void **state)
{
    (void)state;
    static const char *const starts[] = {
        "2026-11-18T00:00:00Z", /* plain days */
        "2027-03-27T00:00:00Z", /* the clock goes forward on the 28th */
        "2026-10-24T00:00:00Z", /* and back on the 25th */
    };
    unsigned openings = 0;
    for (uint64_t seed = 1; seed <= 18; seed++) {
        struct chance chance = {seed * UINT64_C(0x9E3779B97F4A7C15)};
        struct world world;
        open_world(&chance, &world, starts[seed % 3]);
        openings += live_through(&chance, &world);
        assert_true(board_counters(world.board)->flaps == 0);
        world_close(&world);
    }
    assert_true(openings > 30);
}

/* What is bad and stays so is told, as soon as any worsening would be. */
static void what_stays_bad_after_an_opening_is_told(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world.channels[PHONE].hours = &world.hours;
    assert_true(time_parse("2026-11-18T08:59:55Z", &world.now.wall_ms));
    world_open(&world);
    send_kpi(&world, SERVICE_LEVEL, "{\"value\":10,\"sample\":50}", false);
    send_kpi(&world, LONGEST_WAIT, "500", false);
    send_kpi(&world, CONTACTS_WAITING, "3", false);
    assert_quality(&world, SERVICE_LEVEL, QUALITY_CLOSED);
    assert_quality(&world, LONGEST_WAIT, QUALITY_CLOSED);
    wait_s(&world, 5);
    assert_true(kpi_of(&world, LONGEST_WAIT)->early);
    send_kpi(&world, LONGEST_WAIT, "505", false);
    assert_live(&world, LONGEST_WAIT, VERDICT_MISSED);   /* it has no delay */
    assert_quality(&world, SERVICE_LEVEL, QUALITY_THIN); /* a figure of before the opening */
    assert_true(kpi_of(&world, SERVICE_LEVEL)->early);
    assert_true(kpi_of(&world, SERVICE_LEVEL)->shows_value);
    assert_int_equal(board_summary(world.board)->early, 1);
    wait_s(&world, 5);
    int64_t onset = world.now.mono_ms;
    for (int second = 0; second < 90; second += 10) {
        send_kpi(&world, SERVICE_LEVEL, "{\"value\":10,\"sample\":50}", false);
        assert_true(kpi_of(&world, SERVICE_LEVEL)->early);
        wait_s(&world, 10);
    }
    assert_live(&world, SERVICE_LEVEL, VERDICT_MISSED);
    assert_true(kpi_of(&world, SERVICE_LEVEL)->streak_ms == onset);
    assert_false(kpi_of(&world, SERVICE_LEVEL)->early);
    assert_true(board_counters(world.board)->flaps == 0);
    world_close(&world);
}

/* Whoever is switched on a minute after the opening knows no more; a while later, it is as ever. */
static void a_wall_that_starts_late_is_as_careful(void **state)
{
    (void)state;
    static const struct {
        const char *utc;
        bool clock_good, early;
    } cases[] = {
        {"2026-11-18T09:01:00Z", true, true},
        {"2026-11-18T09:04:59Z", true, true},
        {"2026-11-18T09:05:01Z", true, false},
        {"2026-11-18T09:01:00Z", false, true}, /* the clock comes a little later */
        {"2026-11-18T14:00:00Z", false, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct world world;
        world_init(&world);
        world.channels[PHONE].hours = &world.hours;
        world.now.clock_good = cases[i].clock_good;
        assert_true(time_parse(cases[i].utc, &world.now.wall_ms));
        world_open(&world);
        send_kpi(&world, SERVICE_LEVEL, "{\"value\":10,\"sample\":50}", false);
        wait_s(&world, 5);
        world.now.clock_good = true;
        board_advance(world.board, &world.now);
        assert_int_equal(kpi_of(&world, SERVICE_LEVEL)->early, cases[i].early);
        assert_int_equal(board_off_target(world.board, NULL, 0), !cases[i].early);
        world_close(&world);
    }
}

/* A good figure is good at once; from then on the day goes its usual way. */
static void what_is_good_is_told_at_once(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world.channels[PHONE].hours = &world.hours;
    assert_true(time_parse("2026-11-18T08:59:55Z", &world.now.wall_ms));
    world_open(&world);
    wait_s(&world, 5);
    send_kpi(&world, OCCUPANCY, "0", false);
    assert_live(&world, OCCUPANCY, VERDICT_MISSED); /* it has no delay */
    send_kpi(&world, SERVICE_LEVEL, "{\"value\":10,\"sample\":50}", false);
    wait_s(&world, 10);
    send_kpi(&world, SERVICE_LEVEL, "{\"value\":90,\"sample\":60}", false);
    assert_live(&world, SERVICE_LEVEL, VERDICT_MET);
    wait_s(&world, 10);
    send_kpi(&world, SERVICE_LEVEL, "{\"value\":10,\"sample\":70}", false);
    assert_live(&world, SERVICE_LEVEL, VERDICT_MET);
    assert_true(kpi_of(&world, SERVICE_LEVEL)->worsening);
    world_close(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_missed_because_of_an_edge),
        cmocka_unit_test(what_stays_bad_after_an_opening_is_told),
        cmocka_unit_test(a_wall_that_starts_late_is_as_careful),
        cmocka_unit_test(what_is_good_is_told_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
