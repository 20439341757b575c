/*
 * Whatever happens, a value is never live after its time: thousands of random steps, with an oracle
 * that knows only arrivals and ages.
 */

#include "kpi/chance.h"

#define NEVER_LIVE INT64_MIN

/* What the oracle remembers of a KPI. */
struct memory {
    bool received, has_value;
    bool fixed;       /* its age was seen by a good clock */
    int64_t until_ms; /* monotonic: the last instant at which it may be live */
    int64_t arrived_ms, time_ms;
    int sample;
    const char *source;
};

struct oracle {
    struct memory kpis[WORLD_KPIS];
    bool acd_offline, wfm_offline;
    struct sent_closure closures[CHANCE_CLOSURES];
};

static bool offline(const struct oracle *oracle, const char *source)
{
    return source && (strcmp(source, "acd") == 0 ? oracle->acd_offline : oracle->wfm_offline);
}

static int64_t age_ms(const struct memory *memory, const struct moment *now)
{
    int64_t arrival_wall = now->wall_ms - (now->mono_ms - memory->arrived_ms);
    int64_t age = arrival_wall - memory->time_ms;
    return age > 0 ? age : 0;
}

/* A figure of today is one of yesterday after midnight; UTC is the zone of this world. */
static void end_with_the_day(struct memory *memory, const struct world *world, size_t kpi,
                             int64_t arrival_wall)
{
    bool timed = memory->time_ms != NO_TIME && memory->time_ms <= arrival_wall + 120000;
    int64_t day = (timed ? memory->time_ms : arrival_wall) / 86400000;
    int64_t end_ms = memory->arrived_ms + (day + 1) * 86400000 - arrival_wall - 1;
    if (world->kpis[kpi].period == PERIOD_TODAY && end_ms < memory->until_ms) {
        memory->until_ms = end_ms;
    }
}

/* A good clock sees a reading for the first time. One from the future tells nothing. */
static void fix(struct memory *memory, const struct world *world, size_t kpi)
{
    if (memory->fixed || !world->now.clock_good || !memory->received) {
        return;
    }
    memory->fixed = true;
    int64_t arrival_wall = world->now.wall_ms - (world->now.mono_ms - memory->arrived_ms);
    if (memory->time_ms != NO_TIME && memory->time_ms <= arrival_wall + 120000) {
        memory->until_ms = memory->arrived_ms - age_ms(memory, &world->now) +
                           world->kpis[kpi].fresh_s * INT64_C(1000);
    }
    end_with_the_day(memory, world, kpi, arrival_wall);
}

static void learn(struct oracle *oracle, const struct world *world, const struct sent *sent)
{
    struct memory *memory = &oracle->kpis[sent->kpi];
    if (sent->effect == EFFECT_REFUSED) {
        return;
    }
    if (sent->withdraws) {
        *memory = (struct memory){0};
        return;
    }
    if (sent->effect == EFFECT_TAKEN) {
        *memory = (struct memory){.received = true,
                                  .has_value = sent->has_value,
                                  .arrived_ms = world->now.mono_ms,
                                  .time_ms = sent->time_ms,
                                  .sample = sent->sample,
                                  .source = sent->source};
        memory->until_ms =
            sent->retained ? NEVER_LIVE
                           : world->now.mono_ms + world->kpis[sent->kpi].fresh_s * INT64_C(1000);
    }
    fix(memory, world, sent->kpi);
}

/* Of fewer people than are wanted, or of nobody knows how many, nothing is shown. */
static void check_group(const struct oracle *oracle, const struct world *world, size_t index)
{
    const struct kpi *kpi = kpi_of(world, index), *count = kpi_of(world, AGENTS);
    const struct memory *memory = &oracle->kpis[AGENTS];
    if (kpi->suppressed) {
        assert_false(kpi->shows_value);
        assert_int_not_equal(kpi->quality, QUALITY_LIVE);
    }
    bool told = memory->received && memory->has_value && world->now.mono_ms <= memory->until_ms;
    bool many = told && count->reading.value >= 5;
    if (oracle->kpis[index].received && kpi->reading.agents >= 0) {
        many = kpi->reading.agents >= 5;
    }
    if (world->min_group > 0 && kpi->spec->metric->of_people && !many) {
        assert_true(kpi->suppressed);
    }
    if (world->min_group == 0 || !kpi->spec->metric->of_people) {
        assert_false(kpi->suppressed);
    }
}

/* A closure whose time has certainly come. */
static bool shut(const struct oracle *oracle, const struct world *world, size_t channel)
{
    const struct moment *now = &world->now;
    for (size_t i = 0; i < CHANCE_CLOSURES; i++) {
        const struct sent_closure *closure = &oracle->closures[i];
        bool timed = closure->from_ms != NO_TIME || closure->until_ms != NEVER;
        bool in_time = closure->from_ms <= now->wall_ms && now->wall_ms < closure->until_ms;
        if (closure->closes[channel] && (now->clock_good ? in_time : !timed)) {
            return true;
        }
    }
    return false;
}

/* Nothing of what is shut is judged, but for work that still waits. */
static void check_closures(const struct oracle *oracle, const struct world *world, size_t index)
{
    const struct kpi *kpi = kpi_of(world, index);
    size_t channel = kpi->spec->channel_index;
    const struct opening *opening = board_opening(world->board, channel);
    assert_int_equal(opening->closure != NULL, shut(oracle, world, channel));
    if (opening->closure) {
        assert_false(opening->open);
        assert_true(kpi->quality == QUALITY_CLOSED || kpi->spec->metric->drains);
    }
    if (world->now.clock_good && opening->next_ms != NEVER) {
        assert_true(opening->next_ms > world->now.wall_ms);
    }
}

/* Which readings a lost source takes along is asked of the board's held state only in one way. */
static void check_kpi(const struct oracle *oracle, const struct world *world, size_t index)
{
    const struct memory *memory = &oracle->kpis[index];
    const struct kpi *kpi = kpi_of(world, index);
    bool in_time = memory->received && world->now.mono_ms <= memory->until_ms;
    if (kpi->quality == QUALITY_LIVE || kpi->quality == QUALITY_THIN) {
        assert_true(in_time);
        assert_true(memory->has_value);
    }
    if (kpi->early) {
        assert_int_equal(kpi->quality, QUALITY_THIN);
    }
    if (kpi->quality == QUALITY_LIVE) {
        assert_true(kpi->shows_value);
        assert_true(memory->sample != 0);
        assert_true(memory->sample < 0 || memory->sample >= kpi->spec->min_sample);
    } else {
        assert_int_equal(kpi->verdict, VERDICT_UNTARGETED);
        assert_true(kpi->streak_ms == NEVER && kpi->trend == TREND_NONE);
        assert_false(kpi->recovering || kpi->worsening || kpi->warns);
        assert_int_equal(kpi->side, SIDE_NONE);
    }
    if (kpi->quality == QUALITY_WAITING || kpi->quality == QUALITY_NO_DATA) {
        assert_false(kpi->shows_value);
    }
    bool open = board_opening(world->board, kpi->spec->channel_index)->open;
    if (open) {
        assert_int_equal(kpi->quality == QUALITY_WAITING, !memory->received);
        assert_int_not_equal(kpi->quality, QUALITY_CLOSED);
    }
    /* And nothing young is called old without a reason. */
    if (open && in_time && memory->has_value && kpi->held != HELD_SOURCE_OFFLINE &&
        kpi->held != HELD_STUCK) {
        assert_true(kpi->quality == QUALITY_LIVE || kpi->quality == QUALITY_THIN);
    }
}

static void check_summary(const struct world *world)
{
    struct summary recount = {0};
    size_t off[WORLD_KPIS], wanted[WORLD_KPIS], found = 0;
    for (size_t i = 0; i < WORLD_KPIS; i++) {
        const struct kpi *kpi = kpi_of(world, i);
        recount.qualities[kpi->quality]++;
        if (kpi->quality == QUALITY_LIVE) {
            recount.verdicts[kpi->verdict]++;
        }
    }
    for (int verdict = VERDICT_MISSED; verdict >= VERDICT_NEAR; verdict--) {
        for (size_t i = 0; i < WORLD_KPIS; i++) {
            const struct kpi *kpi = kpi_of(world, i);
            if (kpi->quality == QUALITY_LIVE && kpi->verdict == (enum verdict)verdict) {
                wanted[found++] = i;
            }
        }
    }
    const struct summary *summary = board_summary(world->board);
    assert_memory_equal(summary->verdicts, recount.verdicts, sizeof recount.verdicts);
    assert_memory_equal(summary->qualities, recount.qualities, sizeof recount.qualities);
    assert_int_equal(board_off_target(world->board, off, WORLD_KPIS), found);
    assert_memory_equal(off, wanted, found * sizeof off[0]);
}

static void check(const struct oracle *oracle, const struct world *world)
{
    for (size_t i = 0; i < WORLD_KPIS; i++) {
        check_kpi(oracle, world, i);
        check_closures(oracle, world, i);
        check_group(oracle, world, i);
    }
    check_summary(world);
}

static void turn_clock(struct chance *chance, struct oracle *oracle, struct world *world)
{
    static const int64_t steps_ms[] = {INT64_C(86400000),
                                       INT64_C(-86400000),
                                       INT64_C(-631152000000),
                                       INT64_C(631152000000),
                                       90000,
                                       -90000};
    if (one_in(chance, 2)) {
        world->now.wall_ms += steps_ms[pick(chance, 6)];
    } else {
        world->now.clock_good = !world->now.clock_good;
    }
    board_advance(world->board, &world->now);
    for (size_t i = 0; i < WORLD_KPIS; i++) {
        fix(&oracle->kpis[i], world, i);
    }
}

static void turn_source(struct chance *chance, struct oracle *oracle, struct world *world)
{
    bool acd = one_in(chance, 2), lost = one_in(chance, 2);
    *(acd ? &oracle->acd_offline : &oracle->wfm_offline) = lost;
    send_to(world, acd ? "source/acd" : "source/wfm", lost ? "offline" : "online", true);
    for (size_t i = 0; i < WORLD_KPIS && lost; i++) {
        if (oracle->kpis[i].received && offline(oracle, oracle->kpis[i].source)) {
            const struct kpi *kpi = kpi_of(world, i);
            bool live = kpi->quality == QUALITY_LIVE || kpi->quality == QUALITY_THIN;
            bool of_this = strcmp(oracle->kpis[i].source, acd ? "acd" : "wfm") == 0;
            assert_false(live && of_this);
        }
    }
}

/* The broker hands out everything that is retained once more: old copies, some without a time. */
static void reconnect(struct chance *chance, struct oracle *oracle, struct world *world)
{
    for (size_t i = 0; i < WORLD_KPIS; i++) {
        struct sent sent = {.kpi = i,
                            .retained = true,
                            .has_value = true,
                            .sample = -1,
                            .time_ms = oracle->kpis[i].time_ms,
                            .source = world->kpis[i].source};
        snprintf(sent.payload, sizeof sent.payload, "{\"value\":%s", chance_values[i][0]);
        if (!oracle->kpis[i].received || one_in(chance, 3)) {
            sent.time_ms = NO_TIME;
        }
        if (sent.time_ms != NO_TIME) {
            add_time(&sent, "time", sent.time_ms);
        }
        strcat(sent.payload, "}");
        sent.effect = send_kpi(world, i, sent.payload, true);
        learn(oracle, world, &sent);
        assert_true(kpi_of(world, i)->quality != QUALITY_LIVE || sent.time_ms != NO_TIME ||
                    sent.effect != EFFECT_TAKEN);
    }
}

static void a_value_is_never_live_after_its_time(void **state)
{
    (void)state;
    unsigned live = 0, seen[QUALITY_COUNT] = {0};
    for (uint64_t seed = 1; seed <= 60; seed++) {
        struct chance chance = {seed * UINT64_C(0xD1342543DE82EF95)};
        struct world world;
        struct oracle oracle = {0};
        random_world(&chance, &world);
        for (int step = 0; step < 1000; step++) {
            unsigned what = pick(&chance, 40);
            if (what == 0) {
                turn_clock(&chance, &oracle, &world);
            } else if (what == 1) {
                turn_source(&chance, &oracle, &world);
            } else if (what == 2) {
                reconnect(&chance, &oracle, &world);
            } else if (what == 3) {
                struct sent_closure sent = send_random_closure(&chance, &world);
                oracle.closures[sent.id] = sent;
            } else if (what < 25) {
                struct sent sent = send_random(&chance, &world);
                learn(&oracle, &world, &sent);
            } else {
                wait_ms(&world, pick(&chance, what < 38 ? 3000 : 40000));
            }
            board_advance(world.board, &world.now);
            check(&oracle, &world);
            live += board_summary(world.board)->qualities[QUALITY_LIVE];
            for (int q = 0; q < QUALITY_COUNT; q++) {
                seen[q] += board_summary(world.board)->qualities[q];
            }
        }
        world_close(&world);
    }
    /* It must have seen all there is, and often. */
    assert_true(live > 20000);
    for (int q = 0; q < QUALITY_COUNT; q++) {
        assert_true(seen[q] > 1000);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_is_never_live_after_its_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
