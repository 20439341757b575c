/* Figures from a spreadsheet, over a real broker onto a real wall; a bad table changes nothing. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "device/files.h"
#include "support/broker.h"
#include "support/control.h"
#include "support/ear.h"
#include "support/wall.h"

#define SOON 20
#define ROOT "wallboard/1/test/kpi/"
#define BOARD                                                                                      \
    "{\"zone\":\"UTC\",\"language\":\"en\",\"businesses\":{\"main\":{\"channels\":{\"phone\":{"    \
    "\"kpis\":{\"absenteeism\":{\"target\":5},\"attrition\":{\"target\":20}}}}}}}"

static struct broker *broker;
static char *output;

static int open_stage(void **state)
{
    (void)state;
    broker = broker_start(&(struct broker_settings){0});
    return 0;
}

static int close_stage(void **state)
{
    (void)state;
    free(output);
    broker_stop(broker);
    return 0;
}

/* Runs it on a file of these bytes; what it says, on either stream, is in `output`. */
static int publish_at(int port, const char *bytes, const char *options)
{
    char arguments[400], path[160];
    snprintf(path, sizeof path, "%s/kpis.csv", broker_folder(broker));
    assert_true(file_write(path, bytes, strlen(bytes)));
    snprintf(arguments, sizeof arguments, "publish %s %s", path, options);
    free(output);
    return control_end(control_start(port, arguments), &output);
}

static int publish(const char *bytes, const char *options)
{
    return publish_at(broker_port(broker), bytes, options);
}

static void says(const char *text)
{
    if (strstr(output, text) == NULL) {
        fail_msg("'%s' is not in:\n%s", text, output);
    }
}

/* In Shift_JIS, with the Japanese names. */
#define SHIFT_JIS                                                                                  \
    "\x83\x60\x83\x83\x83\x6C\x83\x8B,\x8E\x77\x95\x57,\x92\x6C,\x8A\xFA\x8A\xD4\x8A\x4A\x8E\x6E," \
    "\x8A\xFA\x8A\xD4,\x8A\x6D\x92\xE8\r\n"                                                        \
    "phone,absenteeism,3.5%,2026/11/1,month,TRUE\r\n"                                              \
    "phone,attrition,24,2026/11/1,month,TRUE\r\n"

static void a_table_reaches_the_wall(void **state)
{
    (void)state;
    struct wall *wall =
        wall_start(&(struct wall_settings){.port = broker_port(broker), .board = BOARD});
    assert_true(wall_await(wall, "qualities.waiting", 2, SOON));
    assert_int_equal(publish(SHIFT_JIS, "--zone UTC"), 0);
    says("2 published and acknowledged");
    assert_true(wall_await(wall, "qualities.waiting", 0, SOON));
    assert_int_equal(wall_number(wall, "verdicts.met"), 1);
    assert_int_equal(wall_number(wall, "verdicts.missed"), 1);
    assert_int_equal(wall_stop(wall), 0);
}

static void it_is_retained(void **state)
{
    (void)state;
    assert_int_equal(publish(SHIFT_JIS, "--zone UTC"), 0);
    struct ear *ear = ear_open_plain(broker_port(broker), "late", ROOT "#");
    assert_true(ear_await(ear, ROOT "main/phone/attrition",
                          "{\"value\":24.0,\"period_start\":\"2026-11-01T00:00:00Z\",\"period\":"
                          "\"month\",\"final\":true}",
                          SOON));
    assert_true(ear_heard(ear, ROOT "main/phone/attrition")->retained);
    ear_close(ear);
}

/* One bad row, a dry run: not one message of all the good rows. */
static void nothing_is_published_unless_all_is_well(void **state)
{
    (void)state;
    struct ear *ear = ear_open_plain(broker_port(broker), "watch", ROOT "other/#");
    assert_true(ear_await_link(ear, CLIENT_UP, SOON));
    assert_int_equal(publish("business,channel,metric,value\nother,phone,absenteeism,3\n"
                             "other,phone,attrition,x\nother,phone,shrinkage,-3\n",
                             ""),
                     65);
    says("#/3/value");
    says("#/4/value");
    says("2 faults");
    assert_int_equal(
        publish("business,channel,metric,value\nother,phone,absenteeism,3\n", "--dry-run"), 0);
    says("1 would be published");
    assert_int_equal(publish("business,channel,metric,value\nother,all,absenteeism,4\n", "--json"),
                     0);
    says("{\"topic\":\"kpi/other/all/absenteeism\",\"payload\":{\"value\":4.0}}");
    assert_true(ear_await(ear, ROOT "other/all/absenteeism", "{\"value\":4.0}", SOON));
    assert_int_equal(ear_messages(ear), 1);
    ear_close(ear);
}

static void many_rows_all_arrive(void **state)
{
    (void)state;
    static char table[100000] = "business,channel,metric,value,reason\n";
    size_t used = strlen(table);
    for (int i = 0; i < 900; i++) {
        used += (size_t)snprintf(table + used, sizeof table - used,
                                 "b%d,all,absenteeism,,waiting for the payroll of that month\n", i);
    }
    struct ear *ear = ear_open_plain(broker_port(broker), "counter", ROOT "+/all/absenteeism");
    assert_true(ear_await_link(ear, CLIENT_UP, SOON));
    size_t before = ear_messages(ear);
    assert_int_equal(publish(table, "--wait 60"), 0);
    says("900 published and acknowledged");
    assert_true(ear_await_count(ear, before + 900, SOON));
    ear_close(ear);
}

static void a_catalogue_of_the_site_counts(void **state)
{
    (void)state;
    char options[256];
    snprintf(options, sizeof options, "--dry-run --catalogue %s/kpis.csv", broker_folder(broker));
    assert_int_equal(publish("channel,metric,value\nphone,attrition,3\n", options), 65);
    says("JSON");
    assert_int_equal(
        publish("channel,metric,value\nphone,attrition,3\n", "--dry-run --catalogue /nowhere.json"),
        66);
    assert_int_equal(publish("channel,metric,value\nphone,attrition,3\n",
                             "--dry-run --catalogue config/catalogue/contact-centre-2.json"),
                     0);
}

/* A board sets bounds of its own and has a metric of its own: a row is judged as its screen would.
 */
static void the_metrics_of_a_board_count(void **state)
{
    (void)state;
    static const char text[] = "{\"language\":\"en\",\"metrics\":{\"item-1-1\":{\"maximum\":120}},"
                               "\"businesses\":{\"main\":{"
                               "\"channels\":{\"standing\":{\"kpis\":{\"item-1-1\":{}}}}}}}";
    static const char row[] = "channel,metric,value,final,period_start\n"
                              "standing,item-1-1,110,true,2026-04-01T00:00:00Z\n";
    char board[160], options[256];
    snprintf(board, sizeof board, "%s/board.json", broker_folder(broker));
    assert_true(file_write(board, text, strlen(text)));
    assert_int_equal(publish(row, "--dry-run"), 65);
    says("allowed: 0 to 100");
    snprintf(options, sizeof options, "--dry-run --board %s", board);
    assert_int_equal(publish(row, options), 0);
    says("1 would be published");
    assert_true(file_write(board, "{\"languag\":1}", 13));
    assert_int_equal(publish(row, options), 65);
    says("board.json#/languag");
    assert_int_equal(publish(row, "--dry-run --board /nowhere.json"), 66);
}

static void what_hinders_is_told(void **state)
{
    (void)state;
    static const char table[] = "channel,metric,value\nphone,attrition,3\n";
    struct broker *absent = broker_start(&(struct broker_settings){.absent = true});
    assert_int_equal(publish_at(broker_port(absent), table, ""), 69);
    broker_stop(absent);
    struct broker *strict =
        broker_start(&(struct broker_settings){.acl = "topic read wallboard/#\n"});
    assert_int_equal(publish_at(broker_port(strict), table, ""), 1);
    says("refuses the publication");
    broker_stop(strict);
    assert_int_equal(publish(table, "--zone Asia/Osaka-shi"), 64);
    says("Asia/Tokyo");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_reaches_the_wall),
        cmocka_unit_test(it_is_retained),
        cmocka_unit_test(nothing_is_published_unless_all_is_well),
        cmocka_unit_test(many_rows_all_arrive),
        cmocka_unit_test(a_catalogue_of_the_site_counts),
        cmocka_unit_test(the_metrics_of_a_board_count),
        cmocka_unit_test(what_hinders_is_told),
    };
    return cmocka_run_group_tests(tests, open_stage, close_stage);
}
