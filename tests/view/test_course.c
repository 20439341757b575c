/* Better or worse, by direction and by side of a band; told by a field, so without colour. */

#include "fake_view.h"
#include "view/course.h"

static const struct row {
    enum direction direction;
    bool targeted;
    enum verdict verdict;
    enum side side;
    enum trend trend;
    enum course course;
} rows[] = {
    {DIRECTION_HIGHER, true, VERDICT_MET, SIDE_NONE, TREND_UP, COURSE_BETTER},
    {DIRECTION_HIGHER, true, VERDICT_MET, SIDE_NONE, TREND_DOWN, COURSE_WORSE},
    {DIRECTION_HIGHER, true, VERDICT_MISSED, SIDE_LOW, TREND_STEADY, COURSE_STEADY},
    {DIRECTION_LOWER, true, VERDICT_NEAR, SIDE_HIGH, TREND_UP, COURSE_WORSE},
    {DIRECTION_LOWER, true, VERDICT_NEAR, SIDE_HIGH, TREND_DOWN, COURSE_BETTER},
    {DIRECTION_BAND, true, VERDICT_MISSED, SIDE_HIGH, TREND_UP, COURSE_WORSE},
    {DIRECTION_BAND, true, VERDICT_MISSED, SIDE_HIGH, TREND_DOWN, COURSE_BETTER},
    {DIRECTION_BAND, true, VERDICT_NEAR, SIDE_LOW, TREND_UP, COURSE_BETTER},
    {DIRECTION_BAND, true, VERDICT_NEAR, SIDE_LOW, TREND_DOWN, COURSE_WORSE},
    {DIRECTION_BAND, true, VERDICT_MET, SIDE_NONE, TREND_UP, COURSE_UNKNOWN},
    {DIRECTION_LOWER, false, VERDICT_UNTARGETED, SIDE_NONE, TREND_UP, COURSE_UNKNOWN},
    {DIRECTION_LOWER, true, VERDICT_MET, SIDE_NONE, TREND_NONE, COURSE_UNKNOWN},
};

static struct kpi kpi_of(const struct row *row)
{
    return (struct kpi){.quality = QUALITY_LIVE,
                        .verdict = row->verdict,
                        .side = row->side,
                        .trend = row->trend,
                        .target = {.direction = row->direction, .set = row->targeted}};
}

static void courses(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct kpi kpi = kpi_of(&rows[i]);
        assert_int_equal(course_of(&kpi), rows[i].course);
        kpi.quality = QUALITY_LAST_KNOWN;
        assert_int_equal(course_of(&kpi), COURSE_UNKNOWN);
        assert_int_equal(course_width(&kpi, 40), 0);
    }
}

/* A field behind the arrow where it gets worse, and only there. */
static void arrows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct kpi kpi = kpi_of(&rows[i]);
        struct cell cell;
        struct pen pen = pen_start(&cell, (struct rect){0, 0, 400, 200}, 0, &fake_measure);
        int width = course_width(&kpi, 40);
        assert_int_equal(width > 0, rows[i].trend != TREND_NONE);
        if (width > 0) {
            bool worse = rows[i].course == COURSE_WORSE;
            course_record(&pen, 10, 100, 40, &kpi, 4, 0xffffff, 0x101010);
            assert_int_equal(cell.count, worse ? 2 : 1);
            assert_int_equal(cell.commands[0].kind, worse ? COMMAND_FILL : COMMAND_SHAPE);
            assert_int_equal(cell.commands[cell.count - 1].colour, worse ? 0x101010 : 0xffffff);
            assert_in_range(cell.commands[0].bounds.w, 40, width);
        }
    }
}

static const size_t one[] = {3};

static int open_wall(void **state)
{
    (void)state;
    fill_wall(LANGUAGE_EN, 1, one, 1);
    return 0;
}

static void turn(enum trend trend)
{
    board.kpis[0].trend = trend;
    board.kpis[0].revision++;
    fake_settle(&board);
    update();
}

static void words_where_there_is_room(void **state)
{
    (void)state;
    fake_live(&board, 0, 62);
    open_view(1920, 1080);
    turn(TREND_DOWN);
    assert_true(says("worse"));
    turn(TREND_UP);
    assert_true(says("better"));
    turn(TREND_STEADY);
    assert_false(says("worse") || says("better"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(courses),
        cmocka_unit_test(arrows),
        cmocka_unit_test_setup_teardown(words_where_there_is_room, open_wall, close_view),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
