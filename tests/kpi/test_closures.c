/* Closures: what is taken and refused, what they close, until when, and what follows. */

#include <stdio.h>

#include "kpi/board_state.h"
#include "kpi/chance.h"
#include "kpi/one_world.h"

static int ten(void **state)
{
    (void)state;
    open_at("2026-11-18T10:00:00Z", 0);
    return 0;
}

static const struct opening *phone(void)
{
    return board_opening(world.board, PHONE);
}

static enum effect close_by(const char *id, const char *payload)
{
    char topic[100];
    snprintf(topic, sizeof topic, "closure/%s", id);
    return send_to(&world, topic, payload, true);
}

static int64_t at(const char *utc)
{
    int64_t wall_ms;
    assert_true(time_parse(utc, &wall_ms));
    return wall_ms;
}

/* ---- Messages -------------------------------------------------------------------------------- */

static void refuses_what_is_wrong_and_changes_nothing(void **state)
{
    (void)state;
    static const struct {
        const char *payload;
        enum refusal refusal;
    } cases[] = {
        {"closed", REFUSED_NOT_JSON},
        {"null", REFUSED_TYPE},
        {"[]", REFUSED_TYPE},
        {"{}", REFUSED_TYPE},
        {"{\"from\":\"2026-11-18T09:00:00Z\"}", REFUSED_TYPE},
        {"{\"until\":\"tomorrow\"}", REFUSED_TYPE},
        {"{\"until\":1795000000}", REFUSED_TYPE},
        {"{\"until\":\"2026-11-18T12:00:00+09:00\"}", REFUSED_TYPE},
        {"{\"until\":null,\"from\":null}", REFUSED_TYPE},
        {"{\"until\":null,\"chanel\":\"phone\"}", REFUSED_TYPE},
        {"{\"until\":null,\"channel\":\"\"}", REFUSED_TYPE},
        {"{\"until\":null,\"channel\":[\"phone\"]}", REFUSED_TYPE},
        {"{\"until\":null,\"business\":\"Main\"}", REFUSED_TYPE},
        {"{\"until\":null,\"reason\":7}", REFUSED_TYPE},
        {"{\"until\":null,\"reason\":{\"fr\":\"Greve\"}}", REFUSED_TYPE},
        {"{\"until\":null,\"reason\":\" \"}", REFUSED_RANGE},
        {"{\"until\":null,\"reason\":\"1234567890123456789012345678901\"}", REFUSED_TOO_LARGE},
        {"{\"until\":null,\"until\":null}", REFUSED_DUPLICATE_KEY},
        {"{\"until\":null,\"reason\":\"\xff\"}", REFUSED_ENCODING},
        {"{\"from\":\"2026-11-18T10:00:00Z\",\"until\":\"2026-11-18T10:00:00Z\"}", REFUSED_RANGE},
    };
    send_kpi(&world, SERVICE_LEVEL, "85", false);
    uint32_t revision = board_summary(world.board)->revision;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint64_t before = board_counters(world.board)->refused[cases[i].refusal];
        assert_int_equal(close_by("a", cases[i].payload), EFFECT_REFUSED);
        assert_true(board_counters(world.board)->refused[cases[i].refusal] == before + 1);
    }
    assert_true(phone()->open);
    assert_int_equal(board_summary(world.board)->revision, revision);
    assert_int_equal(close_by("A/b", "{\"until\":null}"), EFFECT_IGNORED);
    assert_int_equal(close_by("a", ""), EFFECT_REDELIVERY);
}

static void the_reason_is_told_in_the_language_or_the_other(void **state)
{
    (void)state;
    static const struct {
        const char *payload, *ja, *en;
    } cases[] = {
        {"{\"until\":null}", "", ""},
        {"{\"until\":null,\"reason\":\"Fire drill\"}", "Fire drill", "Fire drill"},
        {"{\"until\":null,\"reason\":{\"ja\":\"台風\",\"en\":\"Typhoon\"}}", "台風", "Typhoon"},
        {"{\"until\":null,\"reason\":{\"ja\":\"停電\\n中\"}}", "停電 中", "停電 中"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint32_t tile = kpi_of(&world, SERVICE_LEVEL)->revision;
        assert_int_equal(close_by("a", cases[i].payload), EFFECT_TAKEN);
        assert_string_equal(phone()->closure->reason[LANGUAGE_JA], cases[i].ja);
        assert_string_equal(phone()->closure->reason[LANGUAGE_EN], cases[i].en);
        assert_int_not_equal(kpi_of(&world, SERVICE_LEVEL)->revision, tile);
        assert_int_equal(close_by("a", cases[i].payload), EFFECT_REDELIVERY);
    }
}

static bool is_latin(uint32_t code_point)
{
    return code_point < 0x100;
}

static void what_cannot_be_drawn_closes_without_a_word(void **state)
{
    (void)state;
    board_mind_glyphs(world.board, is_latin);
    assert_int_equal(close_by("a", "{\"until\":null,\"reason\":\"台風\"}"), EFFECT_TAKEN);
    assert_false(phone()->open);
    assert_string_equal(phone()->closure->reason[LANGUAGE_JA], "");
    assert_int_equal(close_by("a", "{\"until\":null,\"reason\":\"Storm\"}"), EFFECT_TAKEN);
    assert_string_equal(phone()->closure->reason[LANGUAGE_JA], "Storm");
}

/* ---- What follows ---------------------------------------------------------------------------- */

static void closes_at_once_and_opens_with_its_end(void **state)
{
    (void)state;
    send_kpi(&world, SERVICE_LEVEL, "60", false);
    send_kpi(&world, OCCUPANCY, "60", false);
    send_kpi(&world, ON_TIME, "90", false);
    assert_int_equal(board_off_target(world.board, NULL, 0), 3);
    close_by("a", "{\"until\":\"2026-11-18T12:00:00Z\"}");
    assert_false(phone()->open);
    assert_false(phone()->holiday);
    assert_quality(&world, SERVICE_LEVEL, QUALITY_CLOSED);
    assert_quality(&world, CONTACTS_WAITING, QUALITY_CLOSED); /* closed comes before waiting */
    assert_true(kpi_of(&world, SERVICE_LEVEL)->shows_value);
    assert_false(kpi_of(&world, OCCUPANCY)->shows_value);
    assert_quality(&world, ON_TIME, QUALITY_CLOSED);
    assert_true(kpi_of(&world, ON_TIME)->shows_value);
    assert_int_equal(board_off_target(world.board, NULL, 0), 0);
    assert_true(phone()->next_ms == at("2026-11-18T12:00:00Z"));
    assert_true(board_next_change(world.board) == world.now.mono_ms + 2 * 3600000);
    wait_ms(&world, 2 * 3600000 - 1);
    assert_false(phone()->open);
    wait_ms(&world, 1);
    assert_true(phone()->open);
    assert_null(phone()->closure);
    assert_quality(&world, CONTACTS_WAITING, QUALITY_WAITING);
}

static void work_that_waits_is_shown_until_there_is_none(void **state)
{
    (void)state;
    send_kpi(&world, CONTACTS_WAITING, "7", false);
    send_kpi(&world, LONGEST_WAIT, "130", false);
    send_kpi(&world, AGENTS, "5", false);
    close_by("a", "{\"until\":null}");
    assert_live(&world, CONTACTS_WAITING, VERDICT_NEAR);
    assert_live(&world, LONGEST_WAIT, VERDICT_MISSED);
    assert_quality(&world, AGENTS, QUALITY_CLOSED);
    send_kpi(&world, CONTACTS_WAITING, "0", false);
    assert_quality(&world, CONTACTS_WAITING, QUALITY_CLOSED);
    assert_quality(&world, LONGEST_WAIT, QUALITY_CLOSED);
}

static void damping_and_streaks_begin_anew(void **state)
{
    (void)state;
    send_kpi(&world, CONTACTS_WAITING, "20", false);
    assert_live(&world, CONTACTS_WAITING, VERDICT_MISSED);
    close_by("a", "{\"from\":\"2026-11-18T10:00:05Z\",\"until\":\"2026-11-18T10:00:15Z\"}");
    assert_true(board_next_change(world.board) == world.now.mono_ms + 5000);
    wait_s(&world, 5);
    assert_live(&world, CONTACTS_WAITING, VERDICT_MISSED); /* it drains */
    wait_s(&world, 4);
    send_kpi(&world, CONTACTS_WAITING, "3", false);
    assert_true(kpi_of(&world, CONTACTS_WAITING)->recovering);
    wait_s(&world, 6);
    assert_live(&world, CONTACTS_WAITING, VERDICT_MET);
    assert_true(kpi_of(&world, CONTACTS_WAITING)->streak_ms == world.now.mono_ms);
    assert_true(board_counters(world.board)->flaps == 0);
}

static void only_what_it_names_is_closed(void **state)
{
    (void)state;
    static const struct {
        const char *payload;
        bool phone, email;
    } cases[] = {
        {"{\"until\":null}", true, true},
        {"{\"until\":null,\"business\":\"main\"}", true, true},
        {"{\"until\":null,\"business\":\"other\"}", false, false},
        {"{\"until\":null,\"channel\":\"phone\"}", true, false},
        {"{\"until\":null,\"channel\":\"email\"}", false, true},
        {"{\"until\":null,\"business\":\"main\",\"channel\":\"email\"}", false, true},
        {"{\"until\":null,\"business\":\"other\",\"channel\":\"email\"}", false, false},
        {"{\"until\":null,\"channel\":\"pho\"}", false, false},
        {"{\"until\":\"2026-11-18T10:00:00Z\"}", false, false}, /* it is past */
        {"{\"from\":\"2026-11-18T10:00:01Z\",\"until\":null}", false, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(close_by("a", cases[i].payload), EFFECT_TAKEN);
        assert_int_equal(!board_opening(world.board, PHONE)->open, cases[i].phone);
        assert_int_equal(!board_opening(world.board, EMAIL)->open, cases[i].email);
        assert_int_equal(close_by("a", ""), EFFECT_TAKEN);
        assert_true(phone()->open);
    }
}

static void the_next_opening_is_the_first_that_takes_place(void **state)
{
    (void)state;
    static const struct {
        const char *now, *closures[2], *next;
        int holiday;
    } cases[] = {
        {"2026-11-18T10:00:00Z",
         {"{\"until\":\"2026-11-18T12:00:00Z\"}"},
         "2026-11-18T12:00:00Z",
         0},
        /* Beyond closing time, the next morning; and that is a holiday. */
        {"2026-11-18T10:00:00Z",
         {"{\"until\":\"2026-11-18T18:00:00Z\"}"},
         "2026-11-19T09:00:00Z",
         0},
        {"2026-11-18T10:00:00Z",
         {"{\"until\":\"2026-11-18T20:00:00Z\"}"},
         "2026-11-20T09:00:00Z",
         20261119},
        /* One follows the other, at its end or while it lasts. */
        {"2026-11-18T10:00:00Z",
         {"{\"until\":\"2026-11-18T12:00:00Z\"}",
          "{\"from\":\"2026-11-18T12:00:00Z\",\"until\":\"2026-11-18T13:00:00Z\"}"},
         "2026-11-18T13:00:00Z",
         0},
        {"2026-11-18T10:00:00Z",
         {"{\"until\":\"2026-11-18T12:00:00Z\"}",
          "{\"from\":\"2026-11-18T09:30:00Z\",\"until\":\"2026-11-19T09:05:00Z\"}"},
         "2026-11-19T09:05:00Z",
         0},
        /* Already closed by its hours, and the opening is closed too. */
        {"2026-11-18T22:00:00Z",
         {"{\"from\":\"2026-11-19T08:00:00Z\",\"until\":\"2026-11-19T09:30:00Z\"}"},
         "2026-11-19T09:30:00Z",
         0},
        {"2026-11-18T22:00:00Z", {"{\"from\":\"2026-11-19T09:00:00Z\",\"until\":null}"}, NULL, 0},
        {"2026-11-18T10:00:00Z", {"{\"until\":null}"}, NULL, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        world_close(&world);
        open_at(cases[i].now, 0);
        world_close(&world);
        world.holidays[0] = cases[i].holiday;
        world_open(&world);
        for (int k = 0; k < 2 && cases[i].closures[k]; k++) {
            close_by(k == 0 ? "a" : "b", cases[i].closures[k]);
        }
        assert_false(phone()->open);
        assert_true(phone()->next_ms == (cases[i].next ? at(cases[i].next) : NEVER));
    }
}

static void without_a_clock_only_one_without_times_holds(void **state)
{
    (void)state;
    close_by("a", "{\"until\":\"2026-11-18T12:00:00Z\"}");
    assert_false(phone()->open);
    world.now.clock_good = false;
    board_advance(world.board, &world.now);
    assert_true(phone()->open);
    close_by("b", "{\"until\":null}");
    assert_false(phone()->open);
    assert_true(phone()->next_ms == NEVER);
    close_by("c", "{\"from\":\"2026-11-18T09:00:00Z\",\"until\":null}");
    close_by("b", "");
    assert_true(phone()->open);
    world.now.clock_good = true;
    board_advance(world.board, &world.now);
    assert_string_equal(phone()->closure->id, "c");
}

/* ---- What is kept ---------------------------------------------------------------------------- */

static void only_so_many_are_kept(void **state)
{
    (void)state;
    char id[16];
    for (int i = 0; i < CLOSURES_KEPT; i++) {
        snprintf(id, sizeof id, "c-%d", i);
        const char *payload = i == 7 ? "{\"until\":\"2026-11-18T10:00:10Z\",\"channel\":\"chat\"}"
                                     : "{\"until\":null,\"channel\":\"chat\"}";
        assert_int_equal(close_by(id, payload), EFFECT_TAKEN);
    }
    assert_int_equal(close_by("more", "{\"until\":null}"), EFFECT_REFUSED);
    assert_true(board_counters(world.board)->refused[REFUSED_RATE] == 1);
    assert_true(phone()->open);
    assert_int_equal(close_by("c-3", "{\"until\":null,\"channel\":\"phone\"}"), EFFECT_TAKEN);
    assert_false(phone()->open);
    wait_s(&world, 10); /* one of them is past and gives way */
    assert_int_equal(close_by("more", "{\"until\":null,\"channel\":\"email\"}"), EFFECT_TAKEN);
    assert_false(board_opening(world.board, EMAIL)->open);
    assert_string_equal(phone()->closure->id, "c-3");
}

/* Of two the one that ends later is told; when it goes, the other. */
static void the_one_that_lasts_longer_is_told(void **state)
{
    (void)state;
    close_by("long", "{\"until\":\"2026-11-18T12:00:00Z\",\"reason\":\"long\"}");
    close_by("short", "{\"until\":\"2026-11-18T11:00:00Z\",\"reason\":\"short\"}");
    assert_string_equal(phone()->closure->reason[LANGUAGE_EN], "long");
    uint32_t revision = board_summary(world.board)->revision;
    close_by("long", "");
    assert_string_equal(phone()->closure->reason[LANGUAGE_EN], "short");
    assert_int_not_equal(board_summary(world.board)->revision, revision);
}

static void a_reload_keeps_them(void **state)
{
    (void)state;
    send_kpi(&world, SERVICE_LEVEL, "60", false);
    close_by("a", "{\"until\":null,\"channel\":\"phone\",\"reason\":\"drill\"}");
    struct board *next = board_create(&world.spec, world.zone, &world.now);
    board_adopt(next, world.board, &world.now);
    board_destroy(world.board);
    world.board = next;
    assert_false(phone()->open);
    assert_string_equal(phone()->closure->reason[LANGUAGE_EN], "drill");
    assert_quality(&world, SERVICE_LEVEL, QUALITY_CLOSED);
    assert_true(board_counters(world.board)->flaps == 0);
    close_by("a", "");
    assert_true(kpi_of(&world, SERVICE_LEVEL)->early); /* a figure of before the opening */
    send_kpi(&world, SERVICE_LEVEL, "85", false);
    assert_live(&world, SERVICE_LEVEL, VERDICT_MET);
}

/* ---- Against every minute -------------------------------------------------------------------- */

static void add_random(struct chance *chance, struct closures *closures)
{
    struct closure closure = {.from_ms = NO_TIME, .until_ms = NEVER};
    char id[8];
    bool again;
    int64_t from_ms = WORLD_START + ((int64_t)pick(chance, 2000) - 600) * 60000;
    if (!one_in(chance, 6)) {
        closure.from_ms = from_ms;
    }
    if (!one_in(chance, 25)) {
        closure.until_ms = from_ms + (int64_t)(1 + pick(chance, 400)) * 60000;
    }
    if (one_in(chance, 4)) {
        strcpy(closure.channel, "email");
    }
    snprintf(id, sizeof id, "%u", pick(chance, 6));
    closures_take(closures, id, &closure, &world.now, &again);
}

static const struct timetable *random_table(struct chance *chance)
{
    static struct hours hours;
    static struct holidays holidays;
    static const int date = 20261119;
    static struct timetable table = {&hours, &holidays, &zone_utc};
    hours = (struct hours){0};
    for (int day = 0; day < 7; day++) {
        hours.count[day] = (int)pick(chance, 3);
        for (int i = 0; i < hours.count[day]; i++) {
            int from = (int)pick(chance, 1400);
            hours.shifts[day][i] = (struct shift){from, from + 1 + (int)pick(chance, 300)};
        }
    }
    holidays = (struct holidays){&date, pick(chance, 2)};
    table.hours = one_in(chance, 5) ? NULL : &hours;
    return &table;
}

static bool truly_open(const struct closures *closures, const struct timetable *table,
                       int64_t wall_ms)
{
    for (size_t i = 0; i < closures->count; i++) {
        if (closure_covers(&closures->items[i], "main", "phone", wall_ms)) {
            return false;
        }
    }
    return hours_at(table->hours, table->holidays, table->zone, wall_ms).open;
}

static bool alike(const struct opening *a, const struct opening *b)
{
    return a->open == b->open && a->holiday == b->holiday && a->closure == b->closure &&
           a->until_ms == b->until_ms && a->next_ms == b->next_ms;
}

/* Minute by minute, as all times are whole ones: what was foretold must come, and nothing else. */
static void is_as_if_asked_every_minute(void **state)
{
    (void)state;
    unsigned changes = 0;
    for (uint64_t seed = 1; seed <= 100; seed++) {
        struct chance chance = {seed * UINT64_C(0x9E3779B97F4A7C15)};
        static struct closures closures;
        closures = (struct closures){0};
        const struct timetable *table = random_table(&chance);
        for (unsigned i = pick(&chance, 7); i > 0; i--) {
            add_random(&chance, &closures);
        }
        struct moment now = {.wall_ms = WORLD_START, .clock_good = true};
        struct opening told = closures_opening(&closures, "main", "phone", table, &now);
        for (int minute = 0; minute < 1600; minute++, now.wall_ms += 60000) {
            struct opening opening = closures_opening(&closures, "main", "phone", table, &now);
            bool open = truly_open(&closures, table, now.wall_ms);
            assert_int_equal(opening.open, open);
            assert_int_equal(told.changes_ms <= now.wall_ms, !alike(&told, &opening));
            if (told.changes_ms <= now.wall_ms) {
                assert_true(told.changes_ms == now.wall_ms);
                assert_true(told.open == open || told.until_ms == now.wall_ms);
                assert_true(told.open || !open || told.next_ms == now.wall_ms);
                changes++;
                told = opening;
            }
            assert_true(told.until_ms > now.wall_ms && told.changes_ms <= told.until_ms);
        }
    }
    assert_true(changes > 200);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, ten, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(refuses_what_is_wrong_and_changes_nothing),
        CASE(the_reason_is_told_in_the_language_or_the_other),
        CASE(what_cannot_be_drawn_closes_without_a_word),
        CASE(closes_at_once_and_opens_with_its_end),
        CASE(work_that_waits_is_shown_until_there_is_none),
        CASE(damping_and_streaks_begin_anew),
        CASE(only_what_it_names_is_closed),
        CASE(the_next_opening_is_the_first_that_takes_place),
        CASE(without_a_clock_only_one_without_times_holds),
        CASE(only_so_many_are_kept),
        CASE(the_one_that_lasts_longer_is_told),
        CASE(a_reload_keeps_them),
        cmocka_unit_test(is_as_if_asked_every_minute),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
