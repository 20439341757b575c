#include "sim/backlog.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "sim/tally.h"

struct story {
    char text[512];
    struct tally tally;
};

#define CYCLE_MS (100 * SECOND_MS)

static void write_down(void *context, int64_t at_ms, const struct item *item)
{
    struct story *story = context;
    size_t used = strlen(story->text);
    snprintf(story->text + used, sizeof(story->text) - used, "%lld@%lld ",
             (long long)(item->arrived_ms / 1000), (long long)(at_ms / 1000));
    tally_item(&story->tally, at_ms, item, CYCLE_MS);
}

static void add(struct backlog *backlog, int at_s, int work_s)
{
    backlog_advance(backlog, at_s * SECOND_MS);
    assert_true(backlog_add(backlog, (struct item){at_s * SECOND_MS, work_s * SECOND_MS}));
}

static void test_by_hand(void **state)
{
    (void)state;
    static struct backlog backlog;
    struct story story = {0};
    backlog_init(&backlog, 0, CYCLE_MS, write_down, &story);
    add(&backlog, 10, 60);
    add(&backlog, 20, 30);
    add(&backlog, 30, 50);
    add(&backlog, 40, 10);
    assert_int_equal(backlog_open(&backlog), 4);
    backlog_advance(&backlog, 50 * SECOND_MS);
    backlog_set_workers(&backlog, 2); /* 10: 50 to 110, 20: 50 to 80, 30: 80 to 130, 40: to 120 */
    backlog_advance(&backlog, 100 * SECOND_MS);
    assert_string_equal(story.text, "20@80 ");
    assert_int_equal(backlog_oldest_ms(&backlog), 90 * SECOND_MS);
    backlog_set_workers(&backlog, 0); /* what is in work is finished, nothing is begun */
    backlog_advance(&backlog, 200 * SECOND_MS);
    assert_string_equal(story.text, "20@80 10@110 30@130 ");
    assert_int_equal(backlog_open(&backlog), 1);
    assert_int_equal(backlog_oldest_ms(&backlog), 160 * SECOND_MS);
    backlog_set_workers(&backlog, 1);
    backlog_advance(&backlog, 300 * SECOND_MS);
    assert_string_equal(story.text, "20@80 10@110 30@130 40@210 ");
    assert_int_equal(backlog_open(&backlog), 0);
    assert_int_equal(backlog_oldest_ms(&backlog), 0);
    /* Done 60, 100, 100 and 170 s after they came: the boundary is still on time. */
    assert_int_equal(story.tally.done, 4);
    assert_int_equal(story.tally.on_time, 3);
    assert_int_equal(story.tally.work_ms, 150 * SECOND_MS);
}

static void test_lateness(void **state)
{
    (void)state;
    static struct backlog backlog;
    struct story story = {0};
    int64_t average_ms = -1;
    backlog_init(&backlog, 0, CYCLE_MS, write_down, &story);
    assert_int_equal(backlog_late(&backlog, &average_ms), 0);
    assert_int_equal(average_ms, 0);
    add(&backlog, 0, 500);
    backlog_set_workers(&backlog, 1);
    add(&backlog, 30, 10);
    add(&backlog, 80, 10);
    static const struct {
        int at_s, late, average_s;
    } cases[] = {{100, 0, 0}, {101, 1, 1}, {130, 1, 30}, {140, 2, 25}, {200, 3, 63}};
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        backlog_advance(&backlog, cases[i].at_s * SECOND_MS);
        assert_int_equal(backlog_late(&backlog, &average_ms), cases[i].late);
        assert_int_equal(average_ms / SECOND_MS, cases[i].average_s);
    }
}

static void test_full(void **state)
{
    (void)state;
    static struct backlog backlog;
    struct story story = {0};
    backlog_init(&backlog, 0, CYCLE_MS, write_down, &story);
    for (int i = 0; i < BACKLOG_ITEMS; i++) {
        add(&backlog, i, 1);
    }
    assert_false(backlog_add(&backlog, (struct item){0, 1}));
    assert_int_equal(backlog_open(&backlog), BACKLOG_ITEMS);
    backlog_set_workers(&backlog, 1); /* the ring turns */
    assert_true(backlog_add(&backlog, (struct item){BACKLOG_ITEMS * SECOND_MS, SECOND_MS}));
    backlog_advance(&backlog, 3 * BACKLOG_ITEMS * SECOND_MS);
    assert_int_equal(story.tally.done, BACKLOG_ITEMS + 1);
    assert_int_equal(backlog_open(&backlog), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_lateness),
        cmocka_unit_test(test_full),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
