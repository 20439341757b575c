#include "config_test.h"

/* Which pages a board has, and which KPIs stand on each. */

#define KPIS_OF_PHONE "\"contacts-waiting\":{},\"service-level\":{\"target\":80}"
#define CHANNELS                                                                                   \
    "\"email\":{\"kpis\":{\"on-time-rate\":{\"target\":95}}},\"phone\":{\"kpis\":{" KPIS_OF_PHONE  \
    "}},"                                                                                          \
    "\"bot\":{\"name\":\"Bot\",\"timing\":\"real-time\",\"assistance\":\"digital\",\"kpis\":{"     \
    "\"contacts-waiting\":{}}}"
#define TWO_BUSINESSES                                                                             \
    "\"businesses\":{\"acme\":{\"name\":\"Acme\",\"channels\":{" CHANNELS                          \
    "}},\"bolt\":{\"name\":\"Bolt\","                                                              \
    "\"channels\":{\"phone\":{\"kpis\":{" KPIS_OF_PHONE "}}}}}"

/* "phone/service-level email/on-time-rate", with the business before it when it is not acme. */
static void kpis_text(char *to, size_t size, const struct board_config *config,
                      const struct page_spec *page)
{
    size_t used = 0;
    to[0] = '\0';
    for (size_t i = 0; i < page->kpi_count; i++) {
        const struct kpi_spec *kpi = &config->spec.kpis[page->kpis[i]];
        bool other = strcmp(kpi->business, "acme") != 0;
        used += (size_t)snprintf(to + used, size - used, "%s%s%s%s/%s", i > 0 ? " " : "",
                                 other ? kpi->business : "", other ? "/" : "", kpi->channel,
                                 kpi->metric_id);
        assert_true(used < size);
    }
}

static const struct {
    const char *page; /* the value of the one page */
    const char *kpis;
} picked[] = {
    {"{\"show\":\"overview\"}",
     "phone/service-level phone/contacts-waiting email/on-time-rate bot/contacts-waiting "
     "bolt/phone/service-level bolt/phone/contacts-waiting"},
    {"{\"show\":\"tiles\",\"business\":\"bolt\"}",
     "bolt/phone/service-level bolt/phone/contacts-waiting"},
    {"{\"show\":\"channel\",\"channel\":\"phone\",\"business\":\"acme\"}",
     "phone/service-level phone/contacts-waiting"},
    {"{\"show\":\"channel\",\"channel\":\"phone\"}",
     "phone/service-level phone/contacts-waiting "
     "bolt/phone/service-level bolt/phone/contacts-waiting"},
    {"{\"show\":\"real-time\"}", "phone/service-level phone/contacts-waiting "
                                 "bolt/phone/service-level bolt/phone/contacts-waiting"},
    {"{\"show\":\"non-real-time\"}", "email/on-time-rate"},
    {"{\"show\":\"digital\"}", "bot/contacts-waiting"},
    {"{\"show\":\"gauges\"}",
     "phone/contacts-waiting bot/contacts-waiting bolt/phone/contacts-waiting"},
    {"{\"show\":\"kpi\",\"business\":\"bolt\",\"channel\":\"phone\",\"metric\":\"service-level\"}",
     "bolt/phone/service-level"},
    {"{\"show\":\"tiles\",\"metric\":\"service-level\"}",
     "phone/service-level bolt/phone/service-level"},
    {"{\"show\":\"message\",\"text\":\"x\"}", ""},
    {"{\"show\":\"table\",\"table\":1}",
     "phone/service-level email/on-time-rate bolt/phone/service-level"},
    {"{\"show\":\"scorecard\"}", "phone/service-level email/on-time-rate bolt/phone/service-level"},
    {"{\"show\":\"table\",\"table\":1,\"business\":\"bolt\"}", "bolt/phone/service-level"},
    {"{\"show\":\"overview\",\"table\":1,\"channel\":\"email\"}", "email/on-time-rate"},
    {"{\"show\":\"journey\",\"metrics\":[\"on-time-rate\",\"service-level\"]}",
     "phone/service-level email/on-time-rate bolt/phone/service-level"},
    {"{\"show\":\"tiles\",\"metrics\":[\"on-time-rate\",\"backlog\"]}", "email/on-time-rate"},
};

static void each_page_picks_its_kpis(void **state)
{
    for (size_t i = 0; i < sizeof picked / sizeof *picked; i++) {
        char document[2048], kpis[512];
        struct faults *faults = faults_create();
        snprintf(document, sizeof document, "{\"pages\":{\"p\":%s}," TWO_BUSINESSES "}",
                 picked[i].page);
        struct board_config *config = read_board(*state, document, faults);
        print_faults(faults);
        assert_non_null(config);
        assert_int_equal(faults_count(faults), 0);
        assert_int_equal(config->page_count, 1);
        assert_string_equal(config->pages[0].id, "p");
        kpis_text(kpis, sizeof kpis, config, &config->pages[0]);
        assert_string_equal(kpis, picked[i].kpis);
        board_config_destroy(config);
        faults_destroy(faults);
    }
}

static void a_board_without_pages_has_two(void **state)
{
    struct faults *faults = faults_create();
    struct board_config *config = read_board(*state, "{" TWO_BUSINESSES "}", faults);
    assert_int_equal(config->page_count, 2);
    assert_int_equal(config->pages[0].show, PAGE_OVERVIEW);
    assert_true(config->pages[0].if_needed);
    assert_int_equal(config->pages[1].show, PAGE_TILES);
    assert_false(config->pages[1].if_needed);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(config->pages[i].kpi_count, 6);
        assert_int_equal(config->pages[i].dwell_s, 15);
        assert_false(config->pages[i].worst_first);
    }
    board_config_destroy(config);
    faults_destroy(faults);
}

static void what_a_page_does_not_say_rotation_says(void **state)
{
    struct faults *faults = faults_create();
    struct board_config *config =
        read_board(*state,
                   "{\"rotation\":{\"dwell_s\":30,\"sort\":\"worst-first\",\"order\":[\"c\",\"a\"]}"
                   ",\"pages\":{"
                   "\"a\":{\"show\":\"tiles\"},\"b\":{\"show\":\"overview\",\"dwell_s\":0},"
                   "\"c\":{\"show\":\"gauges\",\"sort\":\"as-listed\",\"dwell_s\":60,\"title\":"
                   "\"Queues\"}}," TWO_BUSINESSES "}",
                   faults);
    print_faults(faults);
    assert_non_null(config);
    assert_int_equal(config->page_count, 3);
    const struct page_spec *pages = config->pages;
    assert_string_equal(pages[0].id, "c");
    assert_string_equal(pages[0].title.in[LANGUAGE_EN], "Queues");
    assert_int_equal(pages[0].dwell_s, 60);
    assert_false(pages[0].worst_first);
    assert_string_equal(pages[1].id, "a");
    assert_int_equal(pages[1].dwell_s, 30);
    assert_true(pages[1].worst_first);
    assert_string_equal(pages[2].id, "b");
    assert_int_equal(pages[2].dwell_s, 0);
    board_config_destroy(config);
    faults_destroy(faults);
}

#define ONE_PAGE(page, rest) "{\"pages\":{\"p\":" page "}," rest "}"
#define MONTHS                                                                                     \
    "\"businesses\":{\"main\":{\"channels\":{\"phone\":{\"kpis\":{"                                \
    "\"service-level\":{\"level\":{\"periods\":6}},\"customer-satisfaction\":{},"                  \
    "\"resolution-rate\":{\"level\":{\"periods\":12}}}}}}}"

#define PARTNERS                                                                                   \
    "\"businesses\":{\"own\":{\"channels\":{\"phone\":{\"kpis\":{\"service-level\":{}}}}},"        \
    "\"a\":{\"partner\":\"A\",\"channels\":{\"phone\":{\"kpis\":{\"service-level\":{},"            \
    "\"answer-rate\":{}}}}},"                                                                      \
    "\"b\":{\"partner\":\"B\",\"channels\":{\"phone\":{\"kpis\":{\"service-level\":{}}},"          \
    "\"chat\":{\"kpis\":{\"answer-rate\":{}}}}}}"

/*
 * A journey has what the catalogue marks for it, a page of levels what has a level, one of partners
 * what several of them have.
 */
static void journeys_and_levels_pick_by_what_metrics_are(void **state)
{
    static const struct {
        const char *document, *kpis;
    } cases[] = {
        {ONE_PAGE("{\"show\":\"journey\"}", MONTHS),
         "main/phone/resolution-rate main/phone/customer-satisfaction"},
        {ONE_PAGE("{\"show\":\"level\"}", MONTHS),
         "main/phone/service-level main/phone/resolution-rate"},
        {ONE_PAGE("{\"show\":\"level\",\"table\":3}", MONTHS), "main/phone/resolution-rate"},
        {ONE_PAGE("{\"show\":\"partners\"}", PARTNERS),
         "a/phone/service-level b/phone/service-level"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char kpis[512];
        struct faults *faults = faults_create();
        struct board_config *config = read_board(*state, cases[i].document, faults);
        assert_non_null(config);
        kpis_text(kpis, sizeof kpis, config, &config->pages[0]);
        assert_string_equal(kpis, cases[i].kpis);
        board_config_destroy(config);
        faults_destroy(faults);
    }
}

#define ITEMS "\"item-2-8\":{},\"item-1-1\":{},\"baseline-assessment\":{}"
#define STANDING                                                                                   \
    "\"businesses\":{\"main\":{\"channels\":{\"phone\":{\"kpis\":{\"contacts-waiting\":{"          \
    "\"target\":5},"                                                                               \
    "\"service-level\":{}}},\"standing\":{\"kpis\":{" ITEMS "}}}}}"
#define ONE_SIDE(id) "\"" id "\":{\"channels\":{\"standing\":{\"kpis\":{" ITEMS "}}}}"
#define TWO_SIDES "\"businesses\":{" ONE_SIDE("acme") "," ONE_SIDE("bolt") "}"
#define OF_STANDING                                                                                \
    "main/standing/baseline-assessment main/standing/item-1-1 main/standing/item-2-8"

/* How the centre stands has a page of its own, and is on another only where that asks for it. */
static void standing_has_a_page_of_its_own(void **state)
{
    static const struct {
        const char *document, *kpis;
    } cases[] = {
        {ONE_PAGE("{\"show\":\"standing\"}", STANDING), OF_STANDING},
        {ONE_PAGE("{\"show\":\"tiles\"}", STANDING),
         "main/phone/service-level main/phone/contacts-waiting"},
        {ONE_PAGE("{\"show\":\"overview\"}", STANDING),
         "main/phone/service-level main/phone/contacts-waiting"},
        {ONE_PAGE("{\"show\":\"gauges\"}", STANDING), "main/phone/contacts-waiting"},
        {ONE_PAGE("{\"show\":\"scorecard\"}", STANDING), "main/phone/service-level"},
        {"{\"level\":{\"periods\":3},\"pages\":{\"p\":{\"show\":\"level\"}}," STANDING "}",
         "main/phone/service-level main/phone/contacts-waiting"},
        {ONE_PAGE("{\"show\":\"channel\",\"channel\":\"standing\"}", STANDING), OF_STANDING},
        {ONE_PAGE("{\"show\":\"tiles\",\"metrics\":[\"item-1-1\"]}", STANDING),
         "main/standing/item-1-1"},
        {ONE_PAGE("{\"show\":\"kpi\",\"channel\":\"standing\",\"metric\":\"baseline-assessment\"}",
                  STANDING),
         "main/standing/baseline-assessment"},
        {ONE_PAGE("{\"show\":\"standing\",\"metric\":\"baseline-assessment\"}", STANDING),
         "main/standing/baseline-assessment"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char kpis[512];
        struct faults *faults = faults_create();
        struct board_config *config = read_board(*state, cases[i].document, faults);
        assert_non_null(config);
        kpis_text(kpis, sizeof kpis, config, &config->pages[0]);
        assert_string_equal(kpis, cases[i].kpis);
        /* One that stands on no page is told, once. */
        bool all = strcmp(kpis, OF_STANDING) == 0;
        assert_int_equal(faults_count(faults), all ? 0 : 1);
        assert_int_equal(has_fault(faults, SEVERITY_WARNING, "/pages", "not-shown"), !all);
        board_config_destroy(config);
        faults_destroy(faults);
    }
}

static void a_board_without_pages_has_one_of_standing_for_each_business(void **state)
{
    static const struct {
        const char *document, *ids[4];
        enum page_show shows[4];
        size_t count;
    } cases[] = {
        {"{" STANDING "}",
         {"overview", "tiles", "standing"},
         {PAGE_OVERVIEW, PAGE_TILES, PAGE_STANDING},
         3},
        {"{" TWO_SIDES "}", {"standing-acme", "standing-bolt"}, {PAGE_STANDING, PAGE_STANDING}, 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct faults *faults = faults_create();
        struct board_config *config = read_board(*state, cases[i].document, faults);
        assert_non_null(config);
        assert_int_equal(config->page_count, cases[i].count);
        for (size_t page = 0; page < cases[i].count; page++) {
            assert_string_equal(config->pages[page].id, cases[i].ids[page]);
            assert_int_equal(config->pages[page].show, cases[i].shows[page]);
        }
        assert_int_equal(config->pages[cases[i].count - 1].kpi_count, 3);
        board_config_destroy(config);
        faults_destroy(faults);
    }
}

/* Points of two businesses are no points of either. */
static void one_item_stands_once_on_a_page(void **state)
{
    static const struct {
        const char *document, *code, *read;
        enum severity severity;
    } cases[] = {
        {ONE_PAGE("{\"show\":\"standing\"}", TWO_SIDES), "ambiguous", "baseline-assessment",
         SEVERITY_FAULT},
        {ONE_PAGE("{\"show\":\"standing\",\"metrics\":[\"item-1-1\"]}", TWO_SIDES), "ambiguous",
         "1.1", SEVERITY_FAULT},
        {ONE_PAGE("{\"show\":\"standing\"}", MONTHS), "empty-page", "", SEVERITY_WARNING},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct faults *faults = faults_create();
        struct board_config *config = read_board(*state, cases[i].document, faults);
        assert_true(has_fault(faults, cases[i].severity, "/pages/p", cases[i].code));
        assert_int_equal(config == NULL, cases[i].severity == SEVERITY_FAULT);
        for (size_t at = 0; at < faults_count(faults); at++) {
            if (strcmp(faults_at(faults, at)->code, cases[i].code) == 0) {
                assert_string_equal(faults_at(faults, at)->read, cases[i].read);
            }
        }
        board_config_destroy(config);
        faults_destroy(faults);
    }
}

/* One board has an agents' and a supervisors' form: a page may be for one of them. */
static void a_page_may_be_for_some_walls(void **state)
{
    static const struct {
        const char *board; /* "": it does not say */
        int told;          /* -1: nobody says */
        const char *ids[3];
        size_t count;
    } cases[] = {
        {"", -1, {"a", "b", "c"}, 3},
        {"\"audience\":\"agents\",", -1, {"a"}, 1},
        {"\"audience\":\"supervisors\",", -1, {"a", "b"}, 2},
        {"\"audience\":\"management\",", -1, {"a", "b", "c"}, 3},
        {"\"audience\":\"supervisors\",", AUDIENCE_AGENTS, {"a"}, 1},
        {"", AUDIENCE_MANAGEMENT, {"a", "b", "c"}, 3},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char document[1024];
        const enum audience told = (enum audience)cases[i].told;
        struct config_world world = ((const struct world *)*state)->config;
        world.audience = cases[i].told >= 0 ? &told : NULL;
        struct faults *faults = faults_create();
        snprintf(document, sizeof document,
                 "{%s\"pages\":{\"a\":{\"show\":\"tiles\"},"
                 "\"b\":{\"show\":\"tiles\",\"audience\":[\"supervisors\",\"management\"]},"
                 "\"c\":{\"show\":\"tiles\",\"audience\":[\"management\"]}}," TWO_BUSINESSES "}",
                 cases[i].board);
        struct board_config *config = board_config_read(document, strlen(document), &world, faults);
        assert_non_null(config);
        assert_int_equal(config->page_count, cases[i].count);
        for (size_t page = 0; page < cases[i].count; page++) {
            assert_string_equal(config->pages[page].id, cases[i].ids[page]);
        }
        board_config_destroy(config);
        faults_destroy(faults);
    }
}

/* A page that a site has no KPI for is no reason to refuse what the head office pushes to all. */
static void an_empty_page_is_left_out_with_a_warning(void **state)
{
    struct faults *faults = faults_create();
    struct board_config *config = read_board(
        *state,
        "{\"pages\":{\"digital\":{\"show\":\"digital\"}},\"businesses\":{\"main\":{\"channels\":{"
        "\"phone\":{\"kpis\":{\"service-level\":{\"target\":80}}}}}}}",
        faults);
    assert_non_null(config);
    assert_int_equal(faults_count(faults), 1);
    assert_int_equal(faults_at(faults, 0)->severity, SEVERITY_WARNING);
    assert_string_equal(faults_at(faults, 0)->pointer, "/pages/digital");
    assert_string_equal(faults_at(faults, 0)->code, "empty-page");
    assert_int_equal(config->page_count, 2); /* the board's own */
    board_config_destroy(config);
    faults_destroy(faults);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_page_picks_its_kpis),
        cmocka_unit_test(a_board_without_pages_has_two),
        cmocka_unit_test(what_a_page_does_not_say_rotation_says),
        cmocka_unit_test(journeys_and_levels_pick_by_what_metrics_are),
        cmocka_unit_test(standing_has_a_page_of_its_own),
        cmocka_unit_test(a_board_without_pages_has_one_of_standing_for_each_business),
        cmocka_unit_test(one_item_stands_once_on_a_page),
        cmocka_unit_test(a_page_may_be_for_some_walls),
        cmocka_unit_test(an_empty_page_is_left_out_with_a_warning),
    };
    return cmocka_run_group_tests(tests, world_open, world_close);
}
