/* Announcements: what is taken and refused, which ones show, in what order and until when. */

#include <stdio.h>
#include <stdlib.h>

#include "kpi/one_world.h"

/* The ids of those that show for an audience, in order: "a b c". */
static const char *showing(enum audience audience)
{
    static char ids[ANNOUNCEMENTS_KEPT * ID_BYTES];
    const struct announcement *list[ANNOUNCEMENTS_KEPT];
    size_t count = announcements_showing(board_announcements(world.board), audience, list);
    ids[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        strcat(strcat(ids, i > 0 ? " " : ""), list[i]->id);
    }
    return ids;
}

static uint32_t revision(void)
{
    return board_announcements(world.board)->revision;
}

/* "...from_s" and the like are seconds from now; 0 leaves them out. */
static enum effect announce(const char *id, const char *priority, int from_s, int until_s)
{
    char topic[100], from[64] = "", until[64] = "", payload[300], stamp[21];
    snprintf(topic, sizeof topic, "announce/%s", id);
    if (from_s != 0) {
        time_format(world.now.wall_ms + from_s * INT64_C(1000), stamp, sizeof stamp);
        snprintf(from, sizeof from, ",\"from\":\"%s\"", stamp);
    }
    if (until_s != 0) {
        time_format(world.now.wall_ms + until_s * INT64_C(1000), stamp, sizeof stamp);
        snprintf(until, sizeof until, ",\"until\":\"%s\"", stamp);
    }
    snprintf(payload, sizeof payload, "{\"text\":\"%s\",\"priority\":\"%s\"%s%s}", id, priority,
             from, until);
    return send_to(&world, topic, payload, true);
}

static void says_it_in_the_language_or_the_other(void **state)
{
    (void)state;
    static const struct {
        const char *payload, *ja, *en;
    } cases[] = {
        {"{\"text\":{\"ja\":\"朝礼\",\"en\":\"Meeting\"}}", "朝礼", "Meeting"},
        {"{\"text\":{\"ja\":\"朝礼\"}}", "朝礼", "朝礼"},
        {"{\"text\":{\"en\":\"Meeting\",\"fr\":7}}", "Meeting", "Meeting"},
        {"{\"text\":\"Lunch\",\"colour\":\"red\"}", "Lunch", "Lunch"},
        {"{\"text\":\"one\\ntwo\\u202e\\u0007\"}", "one two", "one two"},
        {"{\"text\":\"\\n two\"}", "two", "two"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(send_to(&world, "announce/a", cases[i].payload, true), EFFECT_TAKEN);
        const struct announcement *list[ANNOUNCEMENTS_KEPT];
        const struct announcements *known = board_announcements(world.board);
        assert_int_equal(announcements_showing(known, AUDIENCE_AGENTS, list), 1);
        assert_string_equal(list[0]->text[LANGUAGE_JA], cases[i].ja);
        assert_string_equal(list[0]->text[LANGUAGE_EN], cases[i].en);
        assert_int_equal(list[0]->priority, PRIORITY_INFO);
    }
}

static void refuses_what_is_wrong_and_changes_nothing(void **state)
{
    (void)state;
    static const struct {
        const char *payload;
        enum refusal refusal;
    } cases[] = {
        {"Meeting at three", REFUSED_NOT_JSON},
        {"\"Meeting\"", REFUSED_TYPE},
        {"{}", REFUSED_TYPE},
        {"{\"text\":7}", REFUSED_TYPE},
        {"{\"text\":{}}", REFUSED_TYPE},
        {"{\"text\":{\"fr\":\"Bonjour\"}}", REFUSED_TYPE},
        {"{\"text\":{\"ja\":\"a\",\"en\":null}}", REFUSED_TYPE},
        {"{\"text\":\"\"}", REFUSED_RANGE},
        {"{\"text\":\" \\u3000\\u0007\"}", REFUSED_RANGE},
        {"{\"text\":\"a\",\"text\":\"b\"}", REFUSED_DUPLICATE_KEY},
        {"{\"text\":\"\xff\"}", REFUSED_ENCODING},
        {"{\"text\":\"a\",\"priority\":\"high\"}", REFUSED_TYPE},
        {"{\"text\":\"a\",\"priority\":3}", REFUSED_TYPE},
        {"{\"text\":\"a\",\"audience\":\"agents\"}", REFUSED_TYPE},
        {"{\"text\":\"a\",\"audience\":[]}", REFUSED_TYPE},
        {"{\"text\":\"a\",\"audience\":[\"all\"]}", REFUSED_TYPE},
        {"{\"text\":\"a\",\"until\":\"tomorrow\"}", REFUSED_TYPE},
        {"{\"text\":\"a\",\"from\":\"2026-11-18T10:00:00+09:00\"}", REFUSED_TYPE},
        {"{\"text\":\"a\",\"from\":\"2026-11-18T10:00:00Z\",\"until\":\"2026-11-18T10:00:00Z\"}",
         REFUSED_RANGE},
    };
    announce("a", "info", 0, 0);
    uint32_t before = revision();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint64_t count = board_counters(world.board)->refused[cases[i].refusal];
        assert_int_equal(send_to(&world, "announce/a", cases[i].payload, true), EFFECT_REFUSED);
        assert_int_equal(board_counters(world.board)->refused[cases[i].refusal], count + 1);
    }
    assert_int_equal(revision(), before);
    assert_string_equal(showing(AUDIENCE_AGENTS), "a");
    assert_int_equal(send_to(&world, "announce/A!", "{\"text\":\"a\"}", true), EFFECT_IGNORED);
}

/* A text of `count` characters of three bytes. */
static enum effect send_long(size_t count)
{
    char *payload = malloc(count * 3 + 32);
    strcpy(payload, "{\"text\":\"");
    for (size_t i = 0; i < count; i++) {
        strcat(payload, "避");
    }
    strcat(payload, "\"}");
    enum effect effect = send_to(&world, "announce/long", payload, true);
    free(payload);
    return effect;
}

static void takes_500_characters_and_no_more(void **state)
{
    (void)state;
    assert_int_equal(send_long(501), EFFECT_REFUSED);
    assert_int_equal(board_counters(world.board)->refused[REFUSED_TOO_LARGE], 1);
    assert_int_equal(send_long(500), EFFECT_TAKEN);
    const struct announcement *list[ANNOUNCEMENTS_KEPT];
    announcements_showing(board_announcements(world.board), AUDIENCE_AGENTS, list);
    assert_int_equal(strlen(list[0]->text[LANGUAGE_EN]), 1500);
}

static void the_most_pressing_first_then_the_newest(void **state)
{
    (void)state;
    announce("i1", "info", 0, 0);
    announce("u1", "urgent", 0, 0);
    announce("e1", "emergency", 0, 0);
    announce("i2", "info", 0, 0);
    announce("n1", "notice", 0, 0);
    announce("e2", "emergency", 0, 0);
    assert_string_equal(showing(AUDIENCE_AGENTS), "e2 e1 u1 n1 i2 i1");
    assert_int_equal(announce("e1", "emergency", 0, 0), EFFECT_REDELIVERY);
    assert_string_equal(showing(AUDIENCE_AGENTS), "e2 e1 u1 n1 i2 i1");
    assert_int_equal(announce("e1", "notice", 0, 0), EFFECT_TAKEN);
    assert_string_equal(showing(AUDIENCE_AGENTS), "e2 u1 e1 n1 i2 i1");
    assert_int_equal(send_to(&world, "announce/e2", "", true), EFFECT_TAKEN);
    assert_string_equal(showing(AUDIENCE_AGENTS), "u1 e1 n1 i2 i1");
    assert_int_equal(send_to(&world, "announce/e2", "", true), EFFECT_TAKEN);
}

static void each_audience_sees_its_own(void **state)
{
    (void)state;
    send_to(&world, "announce/all", "{\"text\":\"a\"}", true);
    send_to(&world, "announce/some", "{\"text\":\"a\",\"audience\":[\"supervisors\",\"client\"]}",
            true);
    assert_string_equal(showing(AUDIENCE_AGENTS), "all");
    assert_string_equal(showing(AUDIENCE_SUPERVISORS), "some all");
    assert_string_equal(showing(AUDIENCE_MANAGEMENT), "all");
    assert_string_equal(showing(AUDIENCE_CLIENT), "some"); /* the other may be about anybody */
}

static void comes_and_goes_at_the_instant(void **state)
{
    (void)state;
    announce("a", "info", 60, 120);
    assert_string_equal(showing(AUDIENCE_AGENTS), "");
    int64_t start = world.now.mono_ms;
    assert_true(board_next_change(world.board) == start + 60000);
    uint32_t before = revision();
    wait_ms(&world, 59999);
    assert_int_equal(revision(), before);
    wait_ms(&world, 1);
    assert_int_not_equal(revision(), before);
    assert_string_equal(showing(AUDIENCE_AGENTS), "a");
    assert_true(board_next_change(world.board) == start + 120000);
    wait_ms(&world, 59999);
    assert_string_equal(showing(AUDIENCE_AGENTS), "a");
    wait_ms(&world, 1);
    assert_string_equal(showing(AUDIENCE_AGENTS), "");
    assert_true(board_next_change(world.board) == NEVER);
    assert_int_equal(announce("late", "info", 0, -1), EFFECT_TAKEN);
    assert_string_equal(showing(AUDIENCE_AGENTS), "");
}

/* The wall clock is set; the monotonic one goes on. */
static void follows_a_clock_that_is_set(void **state)
{
    (void)state;
    announce("a", "info", 0, 3600);
    world.now.wall_ms += 3600 * 1000;
    assert_true(board_advance(world.board, &world.now));
    assert_string_equal(showing(AUDIENCE_AGENTS), "");
    world.now.wall_ms -= 1000;
    assert_true(board_advance(world.board, &world.now));
    assert_string_equal(showing(AUDIENCE_AGENTS), "a");
    assert_true(board_next_change(world.board) == world.now.mono_ms + 1000);
}

static void a_doubted_clock_hides_only_what_is_not_pressing(void **state)
{
    (void)state;
    announce("always", "info", 0, 0);
    announce("later", "notice", 60, 0);
    announce("over", "urgent", 0, -60);
    announce("fire", "emergency", 60, 120);
    assert_string_equal(showing(AUDIENCE_AGENTS), "always");
    world.now.clock_good = false;
    assert_true(board_advance(world.board, &world.now));
    assert_string_equal(showing(AUDIENCE_AGENTS), "fire over always");
    assert_true(board_next_change(world.board) == NEVER);
    world.now.clock_good = true;
    assert_true(board_advance(world.board, &world.now));
    assert_string_equal(showing(AUDIENCE_AGENTS), "always");
}

static void keeps_a_bounded_number(void **state)
{
    (void)state;
    char id[16];
    for (int i = 0; i < ANNOUNCEMENTS_KEPT - 1; i++) {
        snprintf(id, sizeof id, "n%d", i);
        assert_int_equal(announce(id, i == 5 ? "info" : "notice", 0, 0), EFFECT_TAKEN);
    }
    assert_int_equal(announce("short", "notice", 0, 10), EFFECT_TAKEN);
    assert_int_equal(announce("more", "urgent", 0, 0), EFFECT_REFUSED);
    assert_int_equal(board_counters(world.board)->refused[REFUSED_RATE], 1);
    wait_s(&world, 10);
    assert_int_equal(announce("more", "urgent", 0, 0), EFFECT_TAKEN);
    assert_null(strstr(showing(AUDIENCE_AGENTS), "short"));
    assert_non_null(strstr(showing(AUDIENCE_AGENTS), "n5"));
    assert_int_equal(announce("fire", "emergency", 0, 0), EFFECT_TAKEN);
    assert_null(strstr(showing(AUDIENCE_AGENTS), "n5"));
    assert_int_equal(board_announcements(world.board)->count, ANNOUNCEMENTS_KEPT);
}

static void a_new_board_takes_them_over(void **state)
{
    (void)state;
    announce("a", "urgent", 0, 60);
    announce("b", "info", 0, 0);
    uint32_t before = revision();
    struct board *old = world.board;
    world.board = board_create(&world.spec, world.zone, &world.now);
    board_adopt(world.board, old, &world.now);
    board_destroy(old);
    assert_true(revision() > before);
    assert_string_equal(showing(AUDIENCE_AGENTS), "a b");
    assert_int_equal(announce("b", "info", 0, 0), EFFECT_REDELIVERY);
    wait_s(&world, 60);
    assert_string_equal(showing(AUDIENCE_AGENTS), "b");
}

/* As if no font had a character beyond the basic plane. */
static bool is_basic(uint32_t code_point)
{
    return code_point < 0x10000;
}

static void a_character_without_a_glyph_refuses_all_but_an_emergency(void **state)
{
    (void)state;
    board_mind_glyphs(world.board, is_basic);
    assert_int_equal(announce("a", "info", 0, 0), EFFECT_TAKEN);
    uint32_t before = revision();
    static const char *const refused[] = {
        "{\"text\":\"a \U0001f9ff\"}",
        "{\"text\":{\"ja\":\"朝礼\",\"en\":\"Meeting \U0001f9ff\"},\"priority\":\"urgent\"}",
    };
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        assert_int_equal(send_to(&world, "announce/a", refused[i], true), EFFECT_REFUSED);
        assert_int_equal(board_counters(world.board)->refused[REFUSED_GLYPH], i + 1);
    }
    assert_int_equal(revision(), before);
    assert_string_equal(showing(AUDIENCE_AGENTS), "a");
    static const char fire[] = "{\"text\":\"\U0001f525 避難\",\"priority\":\"emergency\"}";
    assert_int_equal(send_to(&world, "announce/fire", fire, true), EFFECT_TAKEN);
    assert_string_equal(showing(AUDIENCE_AGENTS), "fire a");
    assert_int_equal(board_counters(world.board)->refused[REFUSED_GLYPH], 2);
}

/* A control is left out before the fonts are asked. */
static void what_is_left_out_needs_no_glyph(void **state)
{
    (void)state;
    board_mind_glyphs(world.board, is_basic);
    assert_int_equal(send_to(&world, "announce/a", "{\"text\":\"a\\u202e\\u0007b\"}", true),
                     EFFECT_TAKEN);
}

static void names_what_is_missing(void **state)
{
    (void)state;
    static const struct {
        const char *ja, *en;
        size_t size, count;
        const char *names;
    } cases[] = {
        {"朝礼", "Meeting", 200, 0, ""},
        {"\U0001f9ff\U0001f9ff", "\U0001f9ff\U0001f9ff", 200, 1, "U+1F9FF NAZAR AMULET"},
        {"\U0001f9ff", "a\U0001f525", 200, 2, "U+1F9FF NAZAR AMULET, U+1F525 FIRE"},
        {"\U0001f9ff\U0001f525", "a", 35, 2, "U+1F9FF NAZAR AMULET, ..."},
        {"\U0001f9ff\U0001f525\U0001f9ef", "a", 35, 3, "U+1F9FF NAZAR AMULET, ..."},
        {"\U0010fffd", "a", 200, 1, "U+10FFFD"},
        {"\U0001f9ff", "a", 1, 1, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *const texts[LANGUAGE_COUNT] = {cases[i].ja, cases[i].en};
        char names[200] = "?";
        size_t count = sent_text_missing(texts, is_basic, names, cases[i].size);
        assert_int_equal(count, cases[i].count);
        assert_string_equal(names, cases[i].names);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(says_it_in_the_language_or_the_other, begin, end),
        cmocka_unit_test_setup_teardown(refuses_what_is_wrong_and_changes_nothing, begin, end),
        cmocka_unit_test_setup_teardown(takes_500_characters_and_no_more, begin, end),
        cmocka_unit_test_setup_teardown(the_most_pressing_first_then_the_newest, begin, end),
        cmocka_unit_test_setup_teardown(each_audience_sees_its_own, begin, end),
        cmocka_unit_test_setup_teardown(comes_and_goes_at_the_instant, begin, end),
        cmocka_unit_test_setup_teardown(follows_a_clock_that_is_set, begin, end),
        cmocka_unit_test_setup_teardown(a_doubted_clock_hides_only_what_is_not_pressing, begin,
                                        end),
        cmocka_unit_test_setup_teardown(keeps_a_bounded_number, begin, end),
        cmocka_unit_test_setup_teardown(a_character_without_a_glyph_refuses_all_but_an_emergency,
                                        begin, end),
        cmocka_unit_test_setup_teardown(what_is_left_out_needs_no_glyph, begin, end),
        cmocka_unit_test(names_what_is_missing),
        cmocka_unit_test_setup_teardown(a_new_board_takes_them_over, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
