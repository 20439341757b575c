/* Messages of others: which topics, which place in them, what value comes of it, what is refused.
 */

#include "kpi/foreign.h"

#include "world.h"

static void topics(void **state)
{
    (void)state;
    static const struct {
        const char *filter, *topic;
        bool matches;
    } cases[] = {
        {"a/b", "a/b", true},     {"a/b", "a/bc", false},    {"a/b", "a", false},
        {"a/b", "a/b/c", false},  {"a", "a/b", false},       {"a/+", "a/b", true},
        {"a/+", "a/", true},      {"a/+", "a", false},       {"a/+", "a/b/c", false},
        {"a/+/c", "a/b/c", true}, {"a/+/c", "a/b/d", false}, {"a/#", "a", true},
        {"a/#", "a/b/c", true},   {"a/#", "ab", false},      {"a/+/#", "a", false},
        {"a/+/#", "a/b", true},   {"a/b/#", "a/b", true},    {"a/b/#", "a/c", false},
        {"ab", "a", false},       {"a", "ab", false},        {"a//b", "a//b", true},
        {"a/+/b", "a//b", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (foreign_topic_matches(cases[i].filter, cases[i].topic) != cases[i].matches) {
            fail_msg("%s and %s", cases[i].filter, cases[i].topic);
        }
    }
}

/* One message on the topic of one source that tells the contacts waiting. */
static enum effect tell(struct world *world, struct source_spec *source, const char *payload)
{
    world_init(world);
    source->topic = "pbx/queue";
    source->kpi = CONTACTS_WAITING;
    source->scale = source->scale == 0 ? 1 : source->scale;
    world_open(world);
    world->spec.sources = source;
    world->spec.source_count = 1;
    return board_foreign_message(world->board, "pbx/queue", payload, strlen(payload), false,
                                 &world->now);
}

static void values(void **state)
{
    (void)state;
    static const struct {
        struct source_spec source;
        const char *payload;
        double value;
    } cases[] = {
        {{0}, "7", 7},
        {{0}, "\"7\"", 7},
        {{0}, "\"0.83333333333333333333\"", 0.8333333333333333},
        {{.value = "/a"}, "{\"a\":7}", 7},
        {{.value = "/a/b~1c/d~0e"}, "{\"a\":{\"b/c\":{\"d~e\":7}}}", 7},
        {{.value = "/1/0"}, "[1,[7]]", 7},
        {{.value = "/"}, "{\"\":7}", 7},
        {{.value = "/a=b"}, "{\"a=b\":7,\"a\":\"x\"}", 7},
        {{.value = "/q=sales/n"}, "[{\"q\":\"x\",\"n\":1},3,{\"q\":\"sales\",\"n\":7}]", 7},
        {{.value = "/q.id=5/n"}, "[{\"q\":{\"id\":4}},{\"q\":{\"id\":5},\"n\":7}]", 7},
        {{.value = "/q=sales/n"}, "{\"q\":\"sales\",\"n\":7}", 7},
        {{.value = "/on=true/n"}, "{\"on\":true,\"n\":7}", 7},
        {{.scale = 0.001}, "7000", 7},
        {{.scale = -1, .offset = 100}, "93", 7},
        {{.value = "/s", .per = "/n"}, "{\"s\":21,\"n\":3}", 7},
        {{.value = "/s", .per = "/n", .scale = 100}, "{\"s\":7,\"n\":\"100\"}", 7},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct world world;
        struct source_spec source = cases[i].source;
        print_message("    %s in %s\n", source.value ? source.value : "", cases[i].payload);
        assert_int_equal(tell(&world, &source, cases[i].payload), EFFECT_TAKEN);
        const struct kpi *kpi = board_kpi(world.board, CONTACTS_WAITING);
        assert_int_equal(kpi->quality, QUALITY_LIVE);
        assert_true(kpi->reading.value > cases[i].value - 1e-9 &&
                    kpi->reading.value < cases[i].value + 1e-9);
        world_close(&world);
    }
}

static void what_is_not_a_value(void **state)
{
    (void)state;
    static const struct {
        struct source_spec source;
        const char *payload;
        enum effect effect;
        enum refusal refusal; /* REFUSED_NOTHING: ignored, or taken */
        enum quality quality;
    } cases[] = {
        /* Null is that there is none; so is a sum over nothing. */
        {{.value = "/a"}, "{\"a\":null}", EFFECT_TAKEN, 0, QUALITY_NO_DATA},
        {{.value = "/s", .per = "/n"}, "{\"s\":0,\"n\":0}", EFFECT_TAKEN, 0, QUALITY_THIN},
        /* About something else. */
        {{.value = "/q=sales/n"}, "{\"q\":\"support\",\"n\":7}", EFFECT_IGNORED, 0, 0},
        {{.value = "/q=sales/n"}, "{\"n\":7}", EFFECT_IGNORED, 0, 0},
        {{.value = "/q=sales/n"}, "[]", EFFECT_IGNORED, 0, 0},
        {{.value = "/q.id=5/n"}, "[{\"q\":5,\"n\":7}]", EFFECT_IGNORED, 0, 0},
        {{0}, "", EFFECT_IGNORED, 0, 0},
        /* Not as it was described. */
        {{.value = "/a"}, "{\"b\":7}", EFFECT_REFUSED, REFUSED_TYPE, 0},
        {{.value = "/a/b"}, "{\"a\":7}", EFFECT_REFUSED, REFUSED_TYPE, 0},
        {{.value = "/q=sales/n"}, "{\"q\":\"sales\"}", EFFECT_REFUSED, REFUSED_TYPE, 0},
        {{.value = "/q=sales/n"}, "7", EFFECT_REFUSED, REFUSED_TYPE, 0},
        {{.value = "/2"}, "[1,2]", EFFECT_REFUSED, REFUSED_TYPE, 0},
        {{.value = "/-1"}, "[1,2]", EFFECT_REFUSED, REFUSED_TYPE, 0},
        {{.value = "/99999999999999999999"}, "[1]", EFFECT_REFUSED, REFUSED_TYPE, 0},
        {{0}, "\"7 calls\"", EFFECT_REFUSED, REFUSED_TYPE, 0},
        {{0}, "\"\"", EFFECT_REFUSED, REFUSED_TYPE, 0},
        {{0}, "true", EFFECT_REFUSED, REFUSED_TYPE, 0},
        {{0}, "{}", EFFECT_REFUSED, REFUSED_TYPE, 0},
        {{.value = "/a", .per = "/n"}, "{\"a\":7}", EFFECT_REFUSED, REFUSED_TYPE, 0},
        {{.value = "/a", .per = "/n"}, "{\"a\":7,\"n\":-1}", EFFECT_REFUSED, REFUSED_RANGE, 0},
        {{.value = "/a", .time = "/t"}, "{\"a\":7}", EFFECT_REFUSED, REFUSED_TYPE, 0},
        {{.value = "/a", .time = "/t"}, "{\"a\":7,\"t\":\"now\"}", EFFECT_REFUSED, REFUSED_TYPE, 0},
        {{.value = "/a", .time = "/t"}, "{\"a\":7,\"t\":-1}", EFFECT_REFUSED, REFUSED_TYPE, 0},
        {{.value = "/a", .time = "/t"}, "{\"a\":7,\"t\":1e300}", EFFECT_REFUSED, REFUSED_TYPE, 0},
        {{.value = "/a", .time = "/t"},
         "{\"a\":7,\"t\":4000000000}",
         EFFECT_REFUSED,
         REFUSED_FUTURE,
         0},
        {{.value = "/a", .sample = "/n"}, "{\"a\":7,\"n\":-3}", EFFECT_REFUSED, REFUSED_RANGE, 0},
        /* Such as the -1 of a queue that is assigned to nobody. */
        {{0}, "-1", EFFECT_REFUSED, REFUSED_RANGE, 0},
        {{.scale = 1e9}, "1e300", EFFECT_REFUSED, REFUSED_RANGE, 0},
        {{0}, "7 calls", EFFECT_REFUSED, REFUSED_NOT_JSON, 0},
        {{0}, "NaN", EFFECT_REFUSED, REFUSED_NOT_JSON, 0},
        {{.value = "/a"}, "{\"a\":7,\"a\":8}", EFFECT_REFUSED, REFUSED_DUPLICATE_KEY, 0},
        {{0}, "\xFF", EFFECT_REFUSED, REFUSED_ENCODING, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct world world;
        struct source_spec source = cases[i].source;
        print_message("    %s\n", cases[i].payload);
        assert_int_equal(tell(&world, &source, cases[i].payload), cases[i].effect);
        const struct counters *counters = board_counters(world.board);
        assert_int_equal(counters->ignored, cases[i].effect == EFFECT_IGNORED);
        for (int j = 0; j < REFUSAL_COUNT; j++) {
            bool expected = j == (int)cases[i].refusal && j != REFUSED_NOTHING;
            assert_int_equal(counters->refused[j], expected);
        }
        assert_int_equal(board_kpi(world.board, CONTACTS_WAITING)->quality,
                         cases[i].effect == EFFECT_TAKEN ? cases[i].quality : QUALITY_WAITING);
        world_close(&world);
    }
}

static void times(void **state)
{
    (void)state;
    static const char *const payloads[] = {
        "{\"a\":7,\"t\":\"2026-11-18T09:59:50Z\"}", "{\"a\":7,\"t\":1794995990}",
        "{\"a\":7,\"t\":\"1794995990\"}", "{\"a\":7,\"t\":1794995990000}",
        "{\"a\":7,\"t\":1794995990.0}"};
    for (size_t i = 0; i < sizeof payloads / sizeof *payloads; i++) {
        struct world world;
        struct source_spec source = {.value = "/a", .time = "/t"};
        assert_int_equal(tell(&world, &source, payloads[i]), EFFECT_TAKEN);
        assert_true(board_kpi(world.board, CONTACTS_WAITING)->reading.time_ms ==
                    WORLD_START - 10000);
        assert_int_equal(board_foreign_message(world.board, "pbx/queue", payloads[i],
                                               strlen(payloads[i]), false, &world.now),
                         EFFECT_REDELIVERY);
        world_close(&world);
    }
}

/* What is retained without its time is of any age: it is never live. */
static void a_retained_one_without_time_is_not_live(void **state)
{
    (void)state;
    struct world world;
    struct source_spec source = {0};
    tell(&world, &source, "");
    assert_int_equal(board_foreign_message(world.board, "pbx/queue", "7", 1, true, &world.now),
                     EFFECT_TAKEN);
    assert_int_equal(board_kpi(world.board, CONTACTS_WAITING)->quality, QUALITY_LAST_KNOWN);
    world_close(&world);
}

static void a_topic_that_nobody_asked_for_is_ignored(void **state)
{
    (void)state;
    struct world world;
    struct source_spec source = {0};
    tell(&world, &source, "7");
    assert_int_equal(board_foreign_message(world.board, "pbx/other", "9", 1, false, &world.now),
                     EFFECT_IGNORED);
    assert_int_equal(board_counters(world.board)->ignored, 1);
    assert_true(board_kpi(world.board, CONTACTS_WAITING)->reading.value == 7);
    world_close(&world);
}

static void one_message_tells_several(void **state)
{
    (void)state;
    struct world world;
    static const char payload[] = "{\"waiting\":7,\"longest\":-1}";
    static const struct source_spec sources[] = {
        {.topic = "pbx/+", .kpi = LONGEST_WAIT, .value = "/longest", .scale = 1},
        {.topic = "pbx/#", .kpi = CONTACTS_WAITING, .value = "/waiting", .scale = 1}};
    world_init(&world);
    world_open(&world);
    world.spec.sources = sources;
    world.spec.source_count = 2;
    assert_int_equal(board_foreign_message(world.board, "pbx/queue", payload, strlen(payload),
                                           false, &world.now),
                     EFFECT_TAKEN);
    assert_int_equal(board_counters(world.board)->refused[REFUSED_RANGE], 1);
    assert_int_equal(board_kpi(world.board, LONGEST_WAIT)->quality, QUALITY_WAITING);
    assert_int_equal(board_kpi(world.board, CONTACTS_WAITING)->quality, QUALITY_LIVE);
    world_close(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(topics),
        cmocka_unit_test(values),
        cmocka_unit_test(what_is_not_a_value),
        cmocka_unit_test(times),
        cmocka_unit_test(a_retained_one_without_time_is_not_live),
        cmocka_unit_test(a_topic_that_nobody_asked_for_is_ignored),
        cmocka_unit_test(one_message_tells_several),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
