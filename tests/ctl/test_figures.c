/* Tables of figures: what is published of them, and every way in which they can be wrong. */

#include "ctl/figures.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "config/catalogue_file.h"

#define FAULTS 4
#define TIME "2026-11-01T00:00:00Z"
#define HEAD "channel,metric,value,time\n"

static struct arena *arena;
static struct figure_world world;

static int32_t nine_hours(const struct zone *zone, int64_t utc_s)
{
    (void)zone;
    (void)utc_s;
    return 9 * 3600;
}
static const struct zone tokyo = {.offset_s = nine_hours};

static int open_stage(void **state)
{
    (void)state;
    struct faults *faults = faults_create();
    arena = arena_create();
    world.catalogue = catalogue_built_in(arena, faults);
    world.zone = &tokyo;
    assert_true(time_parse("2026-11-27T12:00:00Z", &world.wall_ms));
    faults_destroy(faults);
    return world.catalogue != NULL ? 0 : -1;
}

static int close_stage(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

static bool read_text(const char *text, struct figures *figures, struct faults *faults)
{
    struct sheet sheet;
    return sheet_read(text, strlen(text), arena, &sheet, faults) &&
           figures_read(&sheet, &world, arena, figures, faults);
}

static void good_rows(void **state)
{
    (void)state;
    static const struct {
        const char *text, *topic, *payload;
    } cases[] = {
        {HEAD "phone,occupancy,82.4," TIME "\n", "kpi/main/phone/occupancy",
         "{\"value\":82.4,\"time\":\"" TIME "\"}"},
        {"Business,Channel,Metric,Value,Time\nacme,all,net-promoter-score,-12," TIME "\n",
         "kpi/acme/all/net-promoter-score", "{\"value\":-12.0,\"time\":\"" TIME "\"}"},
        {"業務,チャネル,指標,値,時刻\nacme,phone,absenteeism,3.5%,2026/11/1 9:00\n",
         "kpi/acme/phone/absenteeism", "{\"value\":3.5,\"time\":\"" TIME "\"}"},
        {"channel,metric,numerator,denominator,period_start,period,final\n"
         "phone,critical-error-accuracy-customer,95,100,2026-11-01,month,TRUE\n",
         "kpi/main/phone/critical-error-accuracy-customer",
         "{\"numerator\":95.0,\"denominator\":100.0,\"period_start\":\"2026-10-31T15:00:00Z\","
         "\"period\":\"month\",\"final\":true}"},
        {"channel,metric,value,period,period_start,final,time\n"
         "standing,baseline-assessment,78.5,year,2026-09-14,1," TIME "\n",
         "kpi/main/standing/baseline-assessment",
         "{\"value\":78.5,\"period\":\"year\",\"period_start\":\"2026-09-13T15:00:00Z\","
         "\"final\":true,\"time\":\"" TIME "\"}"},
        {"チャネル,指標,値,期間開始,期間,確定,時刻\nstanding,item-1-1,85,2026/4/1,year,true," TIME
         "\n",
         "kpi/main/standing/item-1-1",
         "{\"value\":85.0,\"period_start\":\"2026-03-31T15:00:00Z\",\"period\":\"year\","
         "\"final\":true,\"time\":\"" TIME "\"}"},
        {"channel,metric,value,target,sample,time\nphone,occupancy,80,75..88,20," TIME "\n",
         "kpi/main/phone/occupancy",
         "{\"value\":80.0,\"target\":[75.0,88.0],\"sample\":20,\"time\":\"" TIME "\"}"},
        {"channel,metric,value,reason,time\nphone,attrition,,集計中," TIME "\n",
         "kpi/main/phone/attrition",
         "{\"reason\":\"集計中\",\"time\":\"" TIME "\",\"value\":null}"},
        {"channel,metric,value,unit,time,source,method,threshold_s,agents\n"
         "phone,service-level,80,%," TIME ",sheet,offered,20,7\n",
         "kpi/main/phone/service-level",
         "{\"value\":80.0,\"unit\":\"%\",\"time\":\"" TIME
         "\",\"source\":\"sheet\",\"method\":\"offered\",\"threshold_s\":20,\"agents\":7}"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct figures figures;
        struct faults *faults = faults_create();
        print_message("    %zu\n", i);
        assert_true(read_text(cases[i].text, &figures, faults));
        assert_int_equal(faults_count(faults), 0);
        assert_int_equal(figures.count, 1);
        assert_string_equal(figures.list[0].topic, cases[i].topic);
        assert_string_equal(figures.list[0].payload, cases[i].payload);
        faults_destroy(faults);
    }
}

#define PERIODS "channel,metric,value,period_start,final,period\n"

static void bad_tables(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        struct {
            const char *pointer, *code;
        } faults[FAULTS];
    } cases[] = {
        {"", {{"", "empty"}}},
        {HEAD, {{"", "empty"}}},
        {"value\n1\n", {{"/1", "missing"}, {"/1", "missing"}}},
        {"channel,metric,vlaue,metric\nphone,occupancy,1,x\n",
         {{"/1/vlaue", "unknown-column"}, {"/1/metric", "duplicate-column"}, {"/2", "type"}}},
        {HEAD "phone,occupancy,,\n", {{"/2", "type"}}},
        {HEAD "phone,occupancy,abc,\n,occupancy,1,\nphone,ocupancy,1,\n",
         {{"/2/value", "type"}, {"/3/channel", "missing"}, {"/4/metric", "unknown-metric"}}},
        {HEAD "phone,occupancy,1 000,\nphone,occupancy,1e999,\nphone,occupancy,NaN,\n"
              "phone,occupancy,０,\n",
         {{"/2/value", "type"}, {"/3/value", "type"}, {"/4/value", "type"}, {"/5/value", "type"}}},
        {HEAD "phone,occupancy,82.4,2026-02-30\nphone,occupancy,1,1.11.2026\n",
         {{"/2/time", "type"}, {"/3/time", "type"}}},
        {HEAD "phone,occupancy,182.4,\n", {{"/2/value", "range"}}},
        {HEAD "standing,item-1-1,101,\n", {{"/2/value", "range"}}},
        {HEAD "phone,average-handle-time,12%,\n", {{"/2/value", "type"}}},
        {HEAD "phone,occupancy,80,2026-11-28T00:00:00Z\n", {{"/2/time", "future"}}},
        {HEAD "phone,occupancy,80," TIME ",more\n", {{"/2", "too-many"}}},
        {HEAD "phone,occupancy,80," TIME "\nphone,occupancy,81," TIME "\n", {{"/3", "twice"}}},
        /* The same period twice, one that is not over, one of another kind, one without its value.
         */
        {PERIODS "all,attrition,8,2026-10-01T00:00:00Z,true,month\n"
                 "all,attrition,8,2026-10-01T00:00:00Z,true,month\n"
                 "all,attrition,8,2026-09-01T00:00:00Z,,month\n"
                 "all,attrition,8,2026-07-01T00:00:00Z,true,quarter\n",
         {{"/3", "twice"}, {"/4", "twice"}, {"/5", "twice"}}},
        {"channel,metric,value,unit\nphone,occupancy,80,s\n", {{"/2/unit", "unit"}}},
        {"channel,metric,value,target\nphone,occupancy,80,75\n", {{"/2/target", "type"}}},
        {"channel,metric,value,target\nphone,occupancy,80,88..75\n", {{"/2/target", "range"}}},
        {"channel,metric,numerator,denominator\nphone,occupancy,101,100\n", {{"/2", "range"}}},
        {"channel,metric,value,sample\nphone,occupancy,80,-1\nphone,occupancy,80,1.5\n",
         {{"/2/sample", "type"}, {"/3/sample", "type"}}},
        {"channel,metric,value,period,final\nphone,occupancy,80,monthly,ja\n",
         {{"/2/period", "type"}, {"/2/final", "type"}}},
        {"business,channel,metric,value\n,phone,occupancy,80\nA,phone,occupancy,80\n",
         {{"/2/business", "missing"}, {"/3/business", "id"}}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct figures figures;
        struct faults *faults = faults_create();
        print_message("    %zu\n", i);
        assert_false(read_text(cases[i].text, &figures, faults));
        size_t count = 0;
        for (; count < FAULTS && cases[i].faults[count].pointer != NULL; count++) {
            assert_in_range(count, 0, faults_count(faults) - 1);
            assert_string_equal(faults_at(faults, count)->pointer, cases[i].faults[count].pointer);
            assert_string_equal(faults_at(faults, count)->code, cases[i].faults[count].code);
            assert_true(faults_at(faults, count)->allowed[0] != '\0');
        }
        assert_int_equal(faults_fatal(faults), count);
        faults_destroy(faults);
    }
}

/* In whatever order they stand: the latest is the figure, and all are its history. */
static void several_periods_are_a_history(void **state)
{
    (void)state;
    static const char text[] = PERIODS "all,attrition,8,2026-10-01T00:00:00Z,true,month\n"
                                       "all,absenteeism,3,2026-10-01T00:00:00Z,true,month\n"
                                       "all,attrition,7,2026-08-01T00:00:00Z,true,month\n"
                                       "all,attrition,9,2026-09-01T00:00:00Z,true,month\n";
    static const struct figure expected[] = {
        {"kpi/main/all/attrition", "\"value\":8.0"},
        {"history/main/all/attrition",
         "{\"period\":\"month\",\"values\":[{\"start\":\"2026-08-01T00:00:00Z\",\"value\":7.0},"
         "{\"start\":\"2026-09-01T00:00:00Z\",\"value\":9.0},"
         "{\"start\":\"2026-10-01T00:00:00Z\",\"value\":8.0}]}"},
        {"kpi/main/all/absenteeism", "\"value\":3.0"},
    };
    struct figures figures;
    struct faults *faults = faults_create();
    assert_true(read_text(text, &figures, faults));
    assert_int_equal(figures.count, 3);
    for (size_t i = 0; i < figures.count; i++) {
        assert_string_equal(figures.list[i].topic, expected[i].topic);
        if (strstr(figures.list[i].payload, expected[i].payload) == NULL) {
            fail_msg("%s", figures.list[i].payload);
        }
    }
    faults_destroy(faults);
}

static void what_has_no_date_is_warned_of(void **state)
{
    (void)state;
    struct figures figures;
    struct faults *faults = faults_create();
    assert_true(read_text("channel,metric,value\nphone,occupancy,80\nphone,attrition,8\n", &figures,
                          faults));
    assert_int_equal(faults_count(faults), 1);
    assert_string_equal(faults_at(faults, 0)->code, "undated");
    faults_destroy(faults);
}

static void a_local_date_needs_a_zone(void **state)
{
    (void)state;
    struct figures figures;
    struct faults *faults = faults_create();
    world.zone = NULL;
    assert_false(read_text(HEAD "phone,occupancy,80,2026-11-01\n", &figures, faults));
    assert_non_null(strstr(faults_at(faults, 0)->allowed, "--zone"));
    faults_destroy(faults);
    world.zone = &tokyo;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_rows),
        cmocka_unit_test(bad_tables),
        cmocka_unit_test(several_periods_are_a_history),
        cmocka_unit_test(what_has_no_date_is_warned_of),
        cmocka_unit_test(a_local_date_needs_a_zone),
    };
    return cmocka_run_group_tests(tests, open_stage, close_stage);
}
