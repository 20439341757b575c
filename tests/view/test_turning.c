/* Which page the wall shows when a KPI comes to be missed. */

#include "fake_view.h"

#define WIDTH 1920
#define HEIGHT 1080
#define DWELL_MS 15000
#define ASKED_MS 40000

/* Three pages of two channels each. */
static const size_t counts[] = {4, 4, 4, 4, 4, 4};
enum { ON_FIRST = 0, ON_SECOND = 8, ON_LAST = 23, LAST_PAGE = 2 };

static void judge(size_t kpi, enum verdict verdict)
{
    fake_live(&board, kpi, 62)->in_hand.stands = false;
    board.kpis[kpi].verdict = verdict;
    fake_settle(&board);
}

static int start(void **state)
{
    (void)state;
    fill_wall(LANGUAGE_JA, 6.5, counts, 6);
    open_view(WIDTH, HEIGHT);
    return view_page_count(view) == LAST_PAGE + 1 ? 0 : -1;
}

/* Something comes to pass after a time, and then the wall shows this page. */
struct step {
    int64_t after_ms;
    size_t kpi;
    enum { NOTHING, MISSED, MET, LOST, TAKEN, ASKED } happens;
    size_t page;
};

struct story {
    const char *name;
    bool stands; /* pages do not turn */
    bool plain;  /* display.attention is off */
    struct step steps[8];
    size_t count;
};

static const struct story stories[] = {
    {.name = "goes to it at once, stays for a dwell, goes on from there",
     .steps = {{0, 0, NOTHING, 0},
               {9000, ON_LAST, MISSED, 2},
               {DWELL_MS - 1, 0, NOTHING, 2},
               {1, 0, NOTHING, 0},
               {DWELL_MS, 0, NOTHING, 1}},
     .count = 5},
    {.name = "stays on it",
     .steps = {{0, 0, NOTHING, 0},
               {9000, ON_FIRST, MISSED, 0},
               {DWELL_MS - 1, 0, NOTHING, 0},
               {1, 0, NOTHING, 1}},
     .count = 4},
    {.name = "what comes meanwhile waits for the turn, and is not passed over",
     .steps = {{0, 0, NOTHING, 0},
               {1000, ON_SECOND, MISSED, 1},
               {1000, ON_FIRST, MISSED, 1},
               {DWELL_MS - 1001, 0, NOTHING, 1},
               {1, 0, NOTHING, 0},
               {DWELL_MS, 0, NOTHING, 1}},
     .count = 6},
    {.name = "what recovers while it waits calls no page",
     .steps = {{0, 0, NOTHING, 0},
               {1000, ON_SECOND, MISSED, 1},
               {1000, ON_FIRST, MISSED, 1},
               {1000, ON_FIRST, MET, 1},
               {DWELL_MS - 2000, 0, NOTHING, 2}},
     .count = 5},
    {.name = "missed at the start is not new",
     .steps = {{0, ON_LAST, MISSED, 0}, {1000, 0, NOTHING, 0}, {DWELL_MS - 1000, 0, NOTHING, 1}},
     .count = 3},
    {.name = "lost and come back is not new",
     .steps = {{0, ON_LAST, MISSED, 0}, {1000, ON_LAST, LOST, 0}, {1000, ON_LAST, MISSED, 0}},
     .count = 3},
    {.name = "what goes to and fro calls its page once in ten minutes",
     .steps = {{0, 0, NOTHING, 0},
               {1000, ON_LAST, MISSED, 2},
               {DWELL_MS, ON_LAST, MET, 0},
               {1000, ON_LAST, MISSED, 0},
               {1000, ON_LAST, MET, 0},
               {10 * 60000 - DWELL_MS - 2000, ON_LAST, MISSED, 2}},
     .count = 6},
    {.name = "what somebody has in hand calls no page",
     .steps = {{0, 0, NOTHING, 0},
               {1000, ON_SECOND, MISSED, 1},
               {1000, ON_FIRST, MISSED, 1},
               {1000, ON_FIRST, TAKEN, 1},
               {DWELL_MS - 2000, 0, NOTHING, 2}},
     .count = 5},
    {.name = "when it is nobody's any more it does",
     .steps = {{0, ON_LAST, TAKEN, 0}, {1000, ON_LAST, MISSED, 2}},
     .count = 2},
    {.name = "a page that was asked for stays for its time, and what waits comes next",
     .steps = {{0, 0, NOTHING, 0},
               {1000, ON_SECOND, ASKED, 1},
               {1000, ON_FIRST, MISSED, 1},
               {ASKED_MS - 2001, 0, NOTHING, 1},
               {1, 0, NOTHING, 0},
               {DWELL_MS, 0, NOTHING, 1}},
     .count = 6},
    {.name = "where pages stand the first comes back",
     .stands = true,
     .steps = {{0, 0, NOTHING, 0},
               {1000, ON_LAST, ASKED, 2},
               {ASKED_MS - 1001, ON_FIRST, MISSED, 2},
               {1, 0, NOTHING, 0},
               {3600000, 0, NOTHING, 0}},
     .count = 5},
    {.name = "without a dwell pages stand",
     .stands = true,
     .steps = {{0, 0, NOTHING, 0}, {1000, ON_LAST, MISSED, 0}, {3600000, 0, NOTHING, 0}},
     .count = 3},
    {.name = "also where no word is inverted",
     .plain = true,
     .steps = {{0, 0, NOTHING, 0}, {1000, ON_LAST, MISSED, 2}},
     .count = 2},
};

static void happen(const struct step *step)
{
    switch (step->happens) {
    case MISSED:
        judge(step->kpi, VERDICT_MISSED);
        break;
    case MET:
        judge(step->kpi, VERDICT_MET);
        break;
    case LOST:
        board.kpis[step->kpi].quality = QUALITY_LAST_KNOWN;
        board.kpis[step->kpi].revision++;
        fake_settle(&board);
        break;
    case TAKEN:
        judge(step->kpi, VERDICT_MISSED);
        fake_in_hand(&board, &board.kpis[step->kpi], "SV", FAKE_NOW);
        break;
    case ASKED:
        view_hold_page(view, step->page, ASKED_MS, &now);
        break;
    case NOTHING:
        break;
    }
}

static void the_wall_shows_what_is_newly_missed(void **state)
{
    for (size_t i = 0; i < sizeof stories / sizeof *stories; i++) {
        const struct story *story = &stories[i];
        assert_int_equal(start(state), 0);
        wall.page.dwell_s = story->stands ? 0 : DWELL_MS / 1000;
        wall.config.display.attention = !story->plain;
        open_view(WIDTH, HEIGHT);
        for (size_t k = 0; k < story->count; k++) {
            const struct step *step = &story->steps[k];
            happen(step);
            update_after(step->after_ms);
            if (view_page(view) != step->page) {
                fail_msg("%s: step %zu shows page %zu, not %zu", story->name, k, view_page(view),
                         step->page);
            }
        }
    }
}

static void another_page_is_painted_whole_and_the_same_one_is_not(void **state)
{
    (void)state;
    update_after(0);
    judge(ON_LAST, VERDICT_MISSED);
    update_after(1000);
    assert_int_equal(damage.rects[0].w, WIDTH);
    assert_int_equal(damage.rects[0].h, HEIGHT);
    update_after(DWELL_MS);
    judge(ON_FIRST, VERDICT_MISSED);
    update_after(1000);
    for (int i = 0; i < damage.count; i++) {
        assert_true(rect_area(damage.rects[i]) < WIDTH * HEIGHT / 2);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_wall_shows_what_is_newly_missed, start, close_view),
        cmocka_unit_test_setup_teardown(another_page_is_painted_whole_and_the_same_one_is_not,
                                        start, close_view),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
