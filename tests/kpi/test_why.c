/* How every verdict and every quality came about, by table. */

#include "kpi/world.h"

#include <stdio.h>

#include "kpi/why.h"

static struct world world;

/* What comes, and how long after it the next does, or the question. */
struct step {
    const char *topic, *payload;
    bool retained;
    int wait_s;
};

#define STEPS 4
#define SAY(of, ...)                                                                               \
    {                                                                                              \
        .topic = (of), .payload = __VA_ARGS__                                                      \
    }
#define SL "kpi/main/phone/service-level"

struct scene {
    const char *name;
    size_t kpi;
    struct step steps[STEPS];
    enum quality quality;
    enum verdict verdict, plain;
    enum why_target origin;
    enum why_thin thin;
    enum why_damping damping;
    enum held held;
    bool tells_value;
};

#define SAMPLED(value) "{\"value\":" value ",\"sample\":40}"
#define OF_CONFIG .origin = WHY_TARGET_CONFIG
#define NO_VERDICT .verdict = VERDICT_UNTARGETED

static const struct scene scenes[] = {
    {"waiting",
     SERVICE_LEVEL,
     {{.topic = NULL}},
     QUALITY_WAITING,
     NO_VERDICT,
     .plain = VERDICT_UNTARGETED,
     OF_CONFIG},
    {"met",
     SERVICE_LEVEL,
     {SAY(SL, SAMPLED("85"))},
     QUALITY_LIVE,
     VERDICT_MET,
     VERDICT_MET,
     OF_CONFIG,
     .tells_value = true},
    {"met on the boundary",
     SERVICE_LEVEL,
     {SAY(SL, SAMPLED("80"))},
     QUALITY_LIVE,
     VERDICT_MET,
     VERDICT_MET,
     OF_CONFIG,
     .tells_value = true},
    {"near",
     SERVICE_LEVEL,
     {SAY(SL, SAMPLED("75"))},
     QUALITY_LIVE,
     VERDICT_NEAR,
     VERDICT_NEAR,
     OF_CONFIG,
     .tells_value = true},
    {"missed",
     SERVICE_LEVEL,
     {SAY(SL, SAMPLED("65"))},
     QUALITY_LIVE,
     VERDICT_MISSED,
     VERDICT_MISSED,
     OF_CONFIG,
     .tells_value = true},
    {"over",
     CONTACTS_WAITING,
     {SAY("kpi/main/phone/contacts-waiting", "12")},
     QUALITY_LIVE,
     VERDICT_MISSED,
     VERDICT_MISSED,
     OF_CONFIG,
     .tells_value = true},
    {"too high",
     OCCUPANCY,
     {SAY("kpi/main/phone/occupancy", "95")},
     QUALITY_LIVE,
     VERDICT_MISSED,
     VERDICT_MISSED,
     OF_CONFIG,
     .tells_value = true},
    {"untargeted",
     AGENTS,
     {SAY("kpi/main/phone/agents-available", "4")},
     QUALITY_LIVE,
     VERDICT_UNTARGETED,
     VERDICT_UNTARGETED,
     WHY_TARGET_NONE,
     .tells_value = true},
    {"its own target",
     SERVICE_LEVEL,
     {SAY(SL, "{\"value\":75,\"sample\":40,\"target\":72}")},
     QUALITY_LIVE,
     VERDICT_MET,
     VERDICT_MET,
     WHY_TARGET_READING,
     .tells_value = true},
    {"held: worse",
     SERVICE_LEVEL,
     {SAY(SL, SAMPLED("85"), .wait_s = 5), SAY(SL, SAMPLED("65"))},
     QUALITY_LIVE,
     VERDICT_MET,
     VERDICT_MISSED,
     OF_CONFIG,
     .damping = WHY_DAMPS_WORSE,
     .tells_value = true},
    {"held: better",
     SERVICE_LEVEL,
     {SAY(SL, SAMPLED("65"), .wait_s = 5), SAY(SL, SAMPLED("85"))},
     QUALITY_LIVE,
     VERDICT_MISSED,
     VERDICT_MET,
     OF_CONFIG,
     .damping = WHY_DAMPS_BETTER,
     .tells_value = true},
    {"too few",
     SERVICE_LEVEL,
     {SAY(SL, "{\"value\":65,\"sample\":7}")},
     QUALITY_THIN,
     NO_VERDICT,
     .plain = VERDICT_MISSED,
     OF_CONFIG,
     .thin = WHY_FEW_CASES,
     .tells_value = true},
    {"no cases",
     SERVICE_LEVEL,
     {SAY(SL, "{\"value\":100,\"sample\":0}")},
     QUALITY_THIN,
     NO_VERDICT,
     .plain = VERDICT_MET,
     OF_CONFIG,
     .thin = WHY_NO_CASES,
     .tells_value = true},
    {"no sample",
     ON_TIME,
     {SAY("kpi/main/email/on-time-rate", "97")},
     QUALITY_THIN,
     NO_VERDICT,
     .plain = VERDICT_MET,
     OF_CONFIG,
     .thin = WHY_NO_SAMPLE,
     .tells_value = true},
    {"aged",
     SERVICE_LEVEL,
     {SAY(SL, SAMPLED("85"), .wait_s = 31)},
     QUALITY_LAST_KNOWN,
     NO_VERDICT,
     .plain = VERDICT_MET,
     OF_CONFIG,
     .held = HELD_AGED,
     .tells_value = true},
    {"retained",
     SERVICE_LEVEL,
     {SAY(SL, SAMPLED("85"), .retained = true)},
     QUALITY_LAST_KNOWN,
     NO_VERDICT,
     .plain = VERDICT_MET,
     OF_CONFIG,
     .held = HELD_RETAINED,
     .tells_value = true},
    {"source offline",
     SATISFACTION,
     {SAY("kpi/main/email/customer-satisfaction", "45"), SAY("source/survey", "offline")},
     QUALITY_LAST_KNOWN,
     NO_VERDICT,
     .plain = VERDICT_MET,
     OF_CONFIG,
     .held = HELD_SOURCE_OFFLINE,
     .tells_value = true},
    {"stuck",
     SERVICE_LEVEL,
     {SAY(SL, SAMPLED("85"), .wait_s = 25), SAY(SL, SAMPLED("85"), .wait_s = 25),
      SAY(SL, SAMPLED("85"), .wait_s = 15)},
     QUALITY_LAST_KNOWN,
     NO_VERDICT,
     .plain = VERDICT_MET,
     OF_CONFIG,
     .held = HELD_STUCK,
     .tells_value = true},
    {"none there",
     SERVICE_LEVEL,
     {SAY(SL, "{\"value\":null,\"reason\":\"maintenance\"}")},
     QUALITY_NO_DATA,
     NO_VERDICT,
     .plain = VERDICT_UNTARGETED,
     OF_CONFIG},
    {"too old",
     SERVICE_LEVEL,
     {SAY(SL, SAMPLED("85"), .wait_s = 301)},
     QUALITY_NO_DATA,
     NO_VERDICT,
     .plain = VERDICT_UNTARGETED,
     OF_CONFIG,
     .held = HELD_NOT},
};

static void begin(void)
{
    world_init(&world);
    world.kpis[ON_TIME].needs_sample = true;
    world.kpis[ON_TIME].min_sample = 10;
    world.kpis[SATISFACTION].source = "survey";
    world.channels[PHONE].stuck_s = 60;
    world_open(&world);
}

static void play(const struct scene *scene)
{
    for (int i = 0; i < STEPS && scene->steps[i].topic; i++) {
        const struct step *step = &scene->steps[i];
        assert_int_equal(send_to(&world, step->topic, step->payload, step->retained), EFFECT_TAKEN);
        wait_s(&world, step->wait_s);
    }
}

static void every_verdict_and_quality(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++) {
        const struct scene *scene = &scenes[i];
        begin();
        play(scene);
        struct why why = board_why(world.board, scene->kpi);
        bool as_told = why.kpi->quality == scene->quality && why.kpi->verdict == scene->verdict &&
                       why.plain == scene->plain && why.origin == scene->origin &&
                       why.thin == scene->thin && why.damping == scene->damping &&
                       why.kpi->held == scene->held && why.tells_value == scene->tells_value;
        if (!as_told) {
            fail_msg("%s: %s %s, plain %s, from %s, thin %d, damping %d, held %d, tells %d",
                     scene->name, quality_word(why.kpi->quality), verdict_word(why.kpi->verdict),
                     verdict_word(why.plain), why_target_word(why.origin), (int)why.thin,
                     (int)why.damping, (int)why.kpi->held, why.tells_value);
        }
        assert_true((why.since_ms != NO_TIME) == (scene->damping != WHY_DAMPS_NOTHING));
        assert_string_equal(why.path, board_path(world.board, scene->kpi));
        world_close(&world);
    }
}

/* The instant at which the verdict follows, on both sides. */
static void damping_has_an_end(void **state)
{
    (void)state;
    static const struct {
        const char *before, *after;
        int end_s;
    } cases[] = {{SAMPLED("85"), SAMPLED("65"), 90}, {SAMPLED("65"), SAMPLED("85"), 60}};
    for (size_t i = 0; i < 2; i++) {
        begin();
        send_kpi(&world, SERVICE_LEVEL, cases[i].before, false);
        wait_s(&world, 10);
        send_kpi(&world, SERVICE_LEVEL, cases[i].after, false);
        struct why why = board_why(world.board, SERVICE_LEVEL);
        assert_true(why.since_ms == world.now.wall_ms);
        assert_true(why.due_ms == world.now.wall_ms + cases[i].end_s * INT64_C(1000));
        assert_true(why.rule.deadband == 1);
        world_close(&world);
    }
}

static void how_old_it_is(void **state)
{
    (void)state;
    begin();
    send_timed(&world, SERVICE_LEVEL, "{\"value\":85,\"sample\":40,\"time\":\"%s\"}", 4, true);
    wait_s(&world, 3);
    struct why why = board_why(world.board, SERVICE_LEVEL);
    assert_int_equal(why.age_ms, 7000);
    assert_true(why.figure_ms == world.now.wall_ms - 7000);
    assert_true(why.fresh_ms == world.now.wall_ms + 23000);
    assert_true(why.drop_ms == world.now.wall_ms + 293000);
    send_kpi(&world, LONGEST_WAIT, "30", true);
    why = board_why(world.board, LONGEST_WAIT);
    assert_true(why.age_ms == NO_TIME && why.fresh_ms == NO_TIME && why.drop_ms != NO_TIME);
    world_close(&world);
}

/* While nobody knows the time none is told. */
static void without_a_clock(void **state)
{
    (void)state;
    world_init(&world);
    world.now.clock_good = false;
    world_open(&world);
    send_kpi(&world, SERVICE_LEVEL, SAMPLED("85"), false);
    struct why why = board_why(world.board, SERVICE_LEVEL);
    assert_true(why.fresh_ms == NO_TIME && why.figure_ms == NO_TIME);
    assert_int_equal(why.change_count, 1);
    assert_true(why.changes[0].wall_ms == NO_TIME);
    assert_int_equal(why.age_ms, 0);
    world_close(&world);
}

static void a_dated_target_is_named(void **state)
{
    (void)state;
    static const struct dated_target dated = {
        .id = "fy27",
        .from = 20261101,
        .target = {
            .set = true, .direction = DIRECTION_HIGHER, .target = {90, 90}, .limit = {85, 85}}};
    world_init(&world);
    world.kpis[SERVICE_LEVEL].targets = (struct dated_targets){&dated, 1};
    world_open(&world);
    send_kpi(&world, SERVICE_LEVEL, SAMPLED("87"), false);
    struct why why = board_why(world.board, SERVICE_LEVEL);
    assert_int_equal(why.origin, WHY_TARGET_DATED);
    assert_string_equal(why.dated->id, "fy27");
    assert_int_equal(why.plain, VERDICT_NEAR);
    world_close(&world);
}

static void closed_and_just_opened(void **state)
{
    (void)state;
    world_init(&world);
    world.channels[PHONE].hours = &world.hours;
    world.now.wall_ms = WORLD_START - 70000 - INT64_C(3600000); /* 8:58:50, before 9:00 */
    world_open(&world);
    send_kpi(&world, SERVICE_LEVEL, SAMPLED("65"), false);
    assert_int_equal(board_why(world.board, SERVICE_LEVEL).kpi->quality, QUALITY_CLOSED);
    wait_s(&world, 75);
    send_kpi(&world, SERVICE_LEVEL, SAMPLED("65"), false);
    struct why why = board_why(world.board, SERVICE_LEVEL);
    assert_int_equal(why.thin, WHY_JUST_OPENED);
    assert_int_equal(why.damping, WHY_DAMPS_FIRST);
    assert_true(why.due_ms == world.now.wall_ms + 90000);
    world_close(&world);
}

/* Of too few people neither the figure nor its past leaves the board. */
static void few_people_are_not_told(void **state)
{
    (void)state;
    world_init(&world);
    world.min_group = 5;
    world_open(&world);
    send_kpi(&world, OCCUPANCY, "{\"value\":80,\"agents\":8}", false);
    send_kpi(&world, OCCUPANCY, "{\"value\":95,\"agents\":8}", false);
    assert_int_equal(board_why(world.board, OCCUPANCY).change_count, 2);
    send_kpi(&world, OCCUPANCY, "{\"value\":96,\"agents\":3}", false);
    struct why why = board_why(world.board, OCCUPANCY);
    assert_int_equal(why.thin, WHY_FEW_PEOPLE);
    assert_int_equal(why.group, 3);
    assert_int_equal(why.min_group, 5);
    assert_false(why.tells_value);
    assert_int_equal(why.plain, VERDICT_UNTARGETED);
    assert_int_equal(why.change_count, 0);
    world_close(&world);
}

/* Also through another board. */
static void the_last_changes(void **state)
{
    (void)state;
    static const enum verdict verdicts[] = {VERDICT_MISSED, VERDICT_NEAR, VERDICT_MET};
    begin();
    send_kpi(&world, LONGEST_WAIT, "30", false);
    wait_s(&world, 1);
    send_kpi(&world, LONGEST_WAIT, "90", false);
    wait_s(&world, 1);
    send_kpi(&world, LONGEST_WAIT, "300", false);
    send_kpi(&world, LONGEST_WAIT, "301", false);
    struct board *next = board_create(&world.spec, world.zone, &world.now);
    board_adopt(next, world.board, &world.now);
    for (int turn = 0; turn < 2; turn++) {
        struct why why = board_why(turn ? next : world.board, LONGEST_WAIT);
        assert_int_equal(why.change_count, 3);
        for (int i = 0; i < 3; i++) {
            assert_int_equal(why.changes[i].change.verdict, verdicts[i]);
            assert_true(why.changes[i].wall_ms == world.now.wall_ms - (i > 0 ? i * 1000 : 0));
        }
        assert_true(why.changes[0].change.value == 300);
    }
    board_destroy(next);
    world_close(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_verdict_and_quality),
        cmocka_unit_test(damping_has_an_end),
        cmocka_unit_test(how_old_it_is),
        cmocka_unit_test(without_a_clock),
        cmocka_unit_test(a_dated_target_is_named),
        cmocka_unit_test(closed_and_just_opened),
        cmocka_unit_test(few_people_are_not_told),
        cmocka_unit_test(the_last_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
