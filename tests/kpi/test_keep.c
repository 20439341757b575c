/* What outlives the program: what is kept, what comes back, and what is not believed. */

#include "kpi/keep.h"

#include <stdio.h>
#include <stdlib.h>

#include "kpi/level.h"
#include "kpi/one_world.h"

#define OWNER "osaka/floor-2"

static struct world after; /* a restart */

/* Kept, and taken back by a new board `ms` later; the text is to be freed. */
static enum recalled restart(const char *text, int64_t ms, struct recall *recall)
{
    after = world;
    after.now = (struct moment){5000, world.now.wall_ms + ms, true};
    for (size_t i = 0; i < WORLD_CHANNELS; i++) {
        after.channels[i].hours = world.channels[i].hours ? &after.hours : NULL;
    }
    world_open(&after);
    return board_recall(after.board, text, strlen(text), OWNER, &after.now, recall);
}

static char *kept_text(void)
{
    char *text = board_keep(world.board, OWNER, &world.now);
    assert_non_null(text);
    return text;
}

static void fill(void)
{
    /* A fraction, a sample, too few, and one whose target the source told. */
    static const char *const days[] = {
        "{\"numerator\":901,\"denominator\":1103,\"value\":81.68631006346329",
        "{\"value\":70.1,\"sample\":333",
        "{\"value\":99,\"sample\":3",
        "{\"value\":60,\"sample\":40,\"target\":55",
    };
    for (int i = 0; i < 4; i++) {
        char payload[256];
        snprintf(payload, sizeof payload,
                 "%s,\"period\":\"day\",\"final\":true,\"period_start\":\"2026-11-1%dT00:00:00Z\"}",
                 days[i], i);
        assert_int_equal(send_kpi(&world, SERVICE_LEVEL, payload, false), EFFECT_TAKEN);
    }
    send_kpi(&world, OCCUPANCY, "80", false);
    send_kpi(&world, ON_TIME, "{\"value\":96,\"period_start\":\"2026-11-17T00:00:00Z\"}", false);
    send_kpi(&world, ON_TIME, "{\"value\":90,\"period_start\":\"2026-11-18T00:00:00Z\"}", false);
}

static void what_was_collected_comes_back(void **state)
{
    (void)state;
    const struct level_rule rule = {.periods = 3, .share = 60, .period = PERIOD_COUNT};
    struct recall recall;
    fill();
    assert_int_equal(board_periods_kept(world.board), 5);
    char *text = kept_text();
    assert_int_equal(restart(text, 60000, &recall), RECALLED);
    assert_int_equal(recall.finals, 5);
    assert_int_equal(recall.doubted, 0);
    for (size_t i = 0; i < WORLD_KPIS; i++) {
        assert_true(finals_equal(&kpi_of(&world, i)->finals, &kpi_of(&after, i)->finals));
    }
    assert_int_equal(kpi_of(&after, SERVICE_LEVEL)->finals.count, 4);
    struct level level = level_of(&kpi_of(&after, SERVICE_LEVEL)->finals, &rule, true);
    assert_int_equal(level.met, 2);
    assert_int_equal(level.judged, 3);
    assert_int_equal(board_periods_kept(after.board), 0); /* nothing new to be written */
    world_close(&after);
    free(text);
}

static void nothing_is_kept_of_nothing(void **state)
{
    (void)state;
    assert_null(board_keep(world.board, OWNER, &world.now));
    send_kpi(&world, SERVICE_LEVEL, "90", false);
    assert_null(board_keep(world.board, OWNER, &world.now));
}

static void the_same_final_again_is_nothing_new(void **state)
{
    (void)state;
    for (int ago_s = 9; ago_s > 0; ago_s--) {
        send_timed(&world, SATISFACTION,
                   "{\"value\":45,\"final\":true,\"period_start\":\"2026-10-01T00:00:00Z\","
                   "\"time\":\"%s\"}",
                   ago_s, false);
    }
    assert_int_equal(board_periods_kept(world.board), 1);
}

#define PUBLISHED                                                                                  \
    "{\"period\":\"day\",\"values\":[{\"start\":\"2026-11-01T00:00:00Z\",\"value\":50}]}"

static void what_is_published_wins(void **state)
{
    (void)state;
    struct recall recall;
    fill();
    char *text = kept_text();
    restart(text, 60000, &recall);
    send_to(&after, "history/main/phone/service-level", PUBLISHED, true);
    assert_int_equal(kpi_of(&after, SERVICE_LEVEL)->finals.count, 1);
    /* It is not kept, and heard before what was kept it stays. */
    char *without = board_keep(after.board, OWNER, &after.now);
    assert_null(strstr(without, "phone/service-level"));
    assert_non_null(strstr(without, "email/on-time-rate"));
    assert_int_equal(board_recall(after.board, text, strlen(text), OWNER, &after.now, &recall),
                     RECALLED);
    assert_int_equal(kpi_of(&after, SERVICE_LEVEL)->finals.count, 1);
    assert_true(kpi_of(&after, SERVICE_LEVEL)->finals.published);
    world_close(&after);
    free(without);
    free(text);
}

static void what_came_since_goes_before(void **state)
{
    (void)state;
    struct recall recall;
    fill();
    char *text = kept_text();
    end(NULL);
    begin(NULL);
    send_kpi(&world, ON_TIME, "{\"value\":97,\"period_start\":\"2026-11-17T00:00:00Z\"}", false);
    send_kpi(&world, ON_TIME, "{\"value\":90,\"period_start\":\"2026-11-18T00:00:00Z\"}", false);
    board_recall(world.board, text, strlen(text), OWNER, &world.now, &recall);
    const struct finals *finals = &kpi_of(&world, ON_TIME)->finals;
    assert_int_equal(finals->count, 1);
    assert_true(finals->items[0].value == 97);
    free(text);
}

static void nothing_of_few_people_leaves_the_board(void **state)
{
    (void)state;
    end(NULL);
    world_init(&world);
    world.min_group = 5;
    world_open(&world);
    send_kpi(&world, AGENTS, "3", false);
    send_kpi(&world, OCCUPANCY, "{\"value\":80,\"period_start\":\"2026-11-18T09:00:00Z\"}", false);
    send_kpi(&world, OCCUPANCY, "{\"value\":99,\"period_start\":\"2026-11-18T09:30:00Z\"}", false);
    assert_true(kpi_of(&world, OCCUPANCY)->suppressed);
    assert_null(board_keep(world.board, OWNER, &world.now));
}

/* ---- Times ---------------------------------------------------------------------------------- */

#define TEXT(saved, kpis)                                                                          \
    "{\"format\":1,\"owner\":\"" OWNER "\",\"saved\":" saved ",\"kpis\":{" kpis "}}"
#define FINAL(start) "[" start ",50,\"missed\",0,0,0,80,80]"

static void a_time_that_cannot_be_is_not_believed(void **state)
{
    (void)state;
    /* It is 1794996000000. Half hours: 31 days and 48 hours before it is the oldest. */
    struct recall recall;
    static const char text[] = TEXT(
        "1794996000000",
        "\"main/phone/service-level\":{\"period\":\"interval\","
        "\"period_s\":1800,\"finals\":[" FINAL("1792144800000") "," FINAL("1792144799999") "," FINAL(
            "1794996000000") "," FINAL("1794996000001") "," FINAL("-1") "," FINAL("9000000000000000"
                                                                                  "000") "]}");
    assert_int_equal(restart(text, 0, &recall), RECALLED);
    assert_int_equal(recall.doubted, 4);
    const struct finals *finals = &kpi_of(&after, SERVICE_LEVEL)->finals;
    assert_int_equal(finals->count, 2);
    assert_true(finals->items[0].start_ms == INT64_C(1792144800000));
    assert_true(finals->items[1].start_ms == INT64_C(1794996000000));
    world_close(&after);
}

static void a_value_that_cannot_be_stays_behind(void **state)
{
    (void)state;
    struct recall recall;
    static const char text[] =
        TEXT("1794996000000",
             "\"main/phone/service-level\":{\"period\":\"day\",\"period_s\":86400,\"finals\":["
             "[1794900000000,101,\"met\",0,0,0,80,80],[1794800000000,100,\"met\",0,0,0,80,80]]},"
             "\"main/phone/no-longer\":{\"missed\":1794990000000}");
    assert_int_equal(restart(text, 0, &recall), RECALLED);
    assert_int_equal(kpi_of(&after, SERVICE_LEVEL)->finals.count, 1);
    assert_int_equal(recall.streaks, 0);
    world_close(&after);
}

/* ---- Streaks -------------------------------------------------------------------------------- */

/* Missed since 10:10, saved at 10:30, and again judged `gap_ms` later. */
struct streak_case {
    const char *name;
    int64_t gap_ms;
    const char *value;
    const char *hours; /* first opening of the day; NULL: always open */
    enum verdict verdict;
    bool resumes;
};

static const struct streak_case streaks[] = {
    {"at once", 1000, "50", NULL, VERDICT_MISSED, true},
    {"at the end of the gap", KEEP_GAP_MS, "50", NULL, VERDICT_MISSED, true},
    {"behind it", KEEP_GAP_MS + 1, "50", NULL, VERDICT_MISSED, false},
    {"near is another", 1000, "75", NULL, VERDICT_NEAR, false},
    {"it was met", 1000, "85", NULL, VERDICT_MET, false},
    {"within its hours", 60000, "50", "09:00", VERDICT_MISSED, true},
    {"saved before the clock went back", -3600000, "50", NULL, VERDICT_MISSED, false},
};

static void a_streak_goes_on_only_where_the_gap_is_explained(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof streaks / sizeof *streaks; i++) {
        const struct streak_case *c = &streaks[i];
        struct recall recall;
        end(NULL);
        if (c->hours) {
            open_at("2026-11-18T10:00:00Z", 0);
        } else {
            begin(NULL);
        }
        wait_s(&world, 600);
        send_kpi(&world, SERVICE_LEVEL, "50", false);
        int64_t since_ms = world.now.wall_ms;
        for (int minute = 0; minute < 40; minute++) {
            wait_s(&world, 30);
            send_kpi(&world, SERVICE_LEVEL, "50", false);
        }
        assert_live(&world, SERVICE_LEVEL, VERDICT_MISSED);
        char *text = kept_text();
        restart(text, c->gap_ms, &recall);
        send_kpi(&after, SERVICE_LEVEL, c->value, false);
        assert_live(&after, SERVICE_LEVEL, c->verdict);
        int64_t streak_ms = kpi_of(&after, SERVICE_LEVEL)->streak_ms;
        int64_t from_ms = after.now.wall_ms - (after.now.mono_ms - streak_ms);
        if (from_ms != (c->resumes ? since_ms : after.now.wall_ms)) {
            fail_msg("%s: since %lld", c->name, (long long)from_ms);
        }
        /* Only the first verdict may take it up. */
        send_kpi(&after, SERVICE_LEVEL, "99", false);
        wait_s(&after, 25);
        send_kpi(&after, SERVICE_LEVEL, "98", false);
        wait_s(&after, 25);
        send_kpi(&after, SERVICE_LEVEL, "99", false);
        wait_s(&after, 25);
        send_kpi(&after, SERVICE_LEVEL, "99", false);
        assert_live(&after, SERVICE_LEVEL, VERDICT_MET);
        world_close(&after);
        free(text);
    }
}

static void a_streak_ends_with_the_day(void **state)
{
    (void)state;
    struct recall recall;
    end(NULL);
    open_at("2026-11-18T17:50:00Z", 0);
    send_kpi(&world, SERVICE_LEVEL, "50", false);
    char *text = kept_text();
    world.hours.shifts[2][0].to = 17 * 60 + 51; /* closed for a minute, and open again */
    world.hours.shifts[2][1] = (struct shift){17 * 60 + 52, 20 * 60};
    world.hours.count[2] = 2;
    restart(text, 600000, &recall);
    assert_int_equal(recall.streaks, 0);
    world_close(&after);
    free(text);
}

static void a_verdict_that_came_before_takes_it_up(void **state)
{
    (void)state;
    struct recall recall;
    send_kpi(&world, SERVICE_LEVEL, "50", false);
    send_kpi(&world, CONTACTS_WAITING, "50", false);
    char *text = kept_text();
    end(NULL);
    world.now = (struct moment){7000, world.now.wall_ms + 60000, false};
    world_open(&world);
    send_kpi(&world, SERVICE_LEVEL, "50", false);
    send_kpi(&world, CONTACTS_WAITING, "1", false);
    world.now.clock_good = true;
    assert_int_equal(board_recall(world.board, text, strlen(text), OWNER, &world.now, &recall),
                     RECALLED);
    assert_int_equal(kpi_of(&world, SERVICE_LEVEL)->streak_ms, 7000 - 60000);
    assert_int_equal(kpi_of(&world, CONTACTS_WAITING)->streak_ms, 7000);
    free(text);
}

static void a_changed_board_goes_on_waiting_for_it(void **state)
{
    (void)state;
    struct recall recall;
    send_kpi(&world, SERVICE_LEVEL, "50", false);
    char *text = kept_text();
    restart(text, 60000, &recall);
    struct board *before = after.board;
    after.board = board_create(&after.spec, after.zone, &after.now);
    board_adopt(after.board, before, &after.now);
    board_destroy(before);
    send_kpi(&after, SERVICE_LEVEL, "50", false);
    assert_int_equal(kpi_of(&after, SERVICE_LEVEL)->streak_ms, 5000 - 60000);
    world_close(&after);
    free(text);
}

/* ---- Broken and foreign --------------------------------------------------------------------- */

static void what_is_broken_changes_nothing(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum recalled recalled;
    } texts[] = {
        {"", RECALL_BROKEN},
        {"[]", RECALL_BROKEN},
        {"{}", RECALL_BROKEN},
        {"{\"format\":2,\"owner\":\"" OWNER "\",\"saved\":1,\"kpis\":{}}", RECALL_FOREIGN},
        {"{\"format\":1,\"owner\":\"osaka/floor-3\",\"saved\":1,\"kpis\":{}}", RECALL_FOREIGN},
        {"{\"format\":1,\"owner\":\"" OWNER "\",\"kpis\":{}}", RECALL_BROKEN},
        {TEXT("1", ""), RECALLED},
        {TEXT("1", "\"main/phone/service-level\":7"), RECALL_BROKEN},
        {TEXT("1", "\"main/phone/service-level\":{\"missed\":\"1\"}"), RECALL_BROKEN},
        {TEXT("1", "\"main/phone/service-level\":{\"finals\":[]}"), RECALL_BROKEN},
        {TEXT("1",
              "\"main/phone/service-level\":{\"period\":\"age\",\"period_s\":1,\"finals\":[]}"),
         RECALL_BROKEN},
        {TEXT("1", "\"main/phone/service-level\":{\"period\":\"day\",\"period_s\":-1,"
                   "\"finals\":[]}"),
         RECALL_BROKEN},
        {TEXT("1", "\"main/phone/service-level\":{\"period\":\"day\",\"period_s\":1,"
                   "\"finals\":[[1,2,\"met\",0,0,0,80]]}"),
         RECALL_BROKEN},
        {TEXT("1", "\"main/phone/service-level\":{\"period\":\"day\",\"period_s\":1,"
                   "\"finals\":[[1,2,\"good\",0,0,0,80,80]]}"),
         RECALL_BROKEN},
        {TEXT("1", "\"main/phone/service-level\":{\"period\":\"day\",\"period_s\":1,"
                   "\"finals\":[[1,2,\"met\",3,0,0,80,80]]}"),
         RECALL_BROKEN},
        {TEXT("1", "\"main/phone/service-level\":{\"period\":\"day\",\"period_s\":1,"
                   "\"finals\":[[1,2,\"met\",1,-1,0,80,80]]}"),
         RECALL_BROKEN},
    };
    struct recall recall;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        enum recalled recalled = restart(texts[i].text, 0, &recall);
        if (recalled != texts[i].recalled) {
            fail_msg("%s: %d", texts[i].text, (int)recalled);
        }
        assert_int_equal(kpi_of(&after, SERVICE_LEVEL)->finals.count, 0);
        world_close(&after);
    }
}

static void what_is_cut_off_is_broken(void **state)
{
    (void)state;
    struct recall recall;
    fill();
    char *text = kept_text();
    size_t length = strlen(text) - 1; /* it ends with a newline */
    for (size_t cut = 0; cut < length; cut++) {
        char kept = text[cut];
        text[cut] = '\0';
        assert_int_equal(restart(text, 0, &recall), RECALL_BROKEN);
        assert_int_equal(kpi_of(&after, ON_TIME)->finals.count, 0);
        world_close(&after);
        text[cut] = kept;
    }
    free(text);
}

/* ---- Too long ------------------------------------------------------------------------------- */

#define MANY 60

/* MANY KPIs with 48 half hours each, and one with twelve months; all off target. */
static void the_oldest_go_first_where_there_are_too_many(void **state)
{
    (void)state;
    static struct kpi_spec kpis[MANY];
    static char ids[MANY][16];
    end(NULL);
    world_init(&world);
    world_open(&world);
    struct board *empty = world.board;
    for (size_t i = 0; i < MANY; i++) {
        snprintf(ids[i], sizeof ids[i], "metric-%zu", i);
        kpis[i] = world.kpis[ON_TIME];
        kpis[i].metric_id = ids[i];
        kpis[i].channel_index = 0;
        kpis[i].channel = "phone";
    }
    world.channels[PHONE].kpi_count = MANY;
    struct board_spec spec = world.spec;
    spec.kpis = kpis;
    spec.kpi_count = MANY;
    spec.channel_count = 1;
    struct business_spec business = {.id = "main", .channel_count = 1};
    spec.businesses = &business;
    struct board *board = board_create(&spec, &zone_utc, &world.now);
    for (size_t i = 0; i < MANY; i++) {
        int periods = i == 7 ? 12 : FINALS_KEPT;
        int64_t step_ms = i == 7 ? INT64_C(86400000) : 1800000;
        for (int k = periods; k > 0; k--) {
            char topic[64], payload[200], start[21];
            snprintf(topic, sizeof topic, "kpi/main/phone/%s", ids[i]);
            time_format(world.now.wall_ms - k * step_ms, start, sizeof start);
            snprintf(payload, sizeof payload,
                     "{\"value\":%d.123456789,\"sample\":12345,\"final\":true,\"period\":\"%s\","
                     "\"period_start\":\"%s\"}",
                     50 + k % 49, i == 7 ? "day" : "interval", start);
            board_message(board, topic, payload, strlen(payload), false, &world.now);
        }
    }
    char *text = board_keep(board, OWNER, &world.now);
    assert_true(strlen(text) <= KEEP_MAX_BYTES);
    assert_true(strlen(text) > KEEP_MAX_BYTES * 3 / 4);
    struct board *again = board_create(&spec, &zone_utc, &world.now);
    struct recall recall;
    assert_int_equal(board_recall(again, text, strlen(text), OWNER, &world.now, &recall), RECALLED);
    int count = board_kpi(again, 0)->finals.count;
    assert_true(count > 12 && count < FINALS_KEPT);
    for (size_t i = 0; i < MANY; i++) {
        const struct finals *finals = &board_kpi(again, i)->finals;
        assert_int_equal(finals->count, i == 7 ? 12 : count);
        assert_true(finals->items[finals->count - 1].start_ms ==
                    world.now.wall_ms - (i == 7 ? 86400000 : 1800000));
    }
    board_destroy(again);
    board_destroy(board);
    world.board = empty;
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_was_collected_comes_back, begin, end),
        cmocka_unit_test_setup_teardown(nothing_is_kept_of_nothing, begin, end),
        cmocka_unit_test_setup_teardown(the_same_final_again_is_nothing_new, begin, end),
        cmocka_unit_test_setup_teardown(what_is_published_wins, begin, end),
        cmocka_unit_test_setup_teardown(what_came_since_goes_before, begin, end),
        cmocka_unit_test_setup_teardown(nothing_of_few_people_leaves_the_board, begin, end),
        cmocka_unit_test_setup_teardown(a_time_that_cannot_be_is_not_believed, begin, end),
        cmocka_unit_test_setup_teardown(a_value_that_cannot_be_stays_behind, begin, end),
        cmocka_unit_test_setup_teardown(a_streak_goes_on_only_where_the_gap_is_explained, begin,
                                        end),
        cmocka_unit_test_setup_teardown(a_streak_ends_with_the_day, begin, end),
        cmocka_unit_test_setup_teardown(a_verdict_that_came_before_takes_it_up, begin, end),
        cmocka_unit_test_setup_teardown(a_changed_board_goes_on_waiting_for_it, begin, end),
        cmocka_unit_test_setup_teardown(what_is_broken_changes_nothing, begin, end),
        cmocka_unit_test_setup_teardown(what_is_cut_off_is_broken, begin, end),
        cmocka_unit_test_setup_teardown(the_oldest_go_first_where_there_are_too_many, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
