/*
 * The whole program on a real broker: what is published becomes what is shown, and what must not be
 * shown never is. The wall is asked through the status that it publishes and by its pictures.
 */

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "support/broker.h"
#include "support/wall.h"

#define SOON 20

static const char board_text[] =
    "{\"language\":\"ja\",\"zone\":\"Asia/Tokyo\",\"businesses\":{\"main\":{\"channels\":{"
    "\"phone\":{\"timing\":\"real-time\",\"source\":\"acd\",\"kpis\":{"
    "\"service-level\":{\"target\":80,\"limit\":70,\"cadence_s\":600},"
    "\"contacts-waiting\":{\"target\":5,\"limit\":10,\"cadence_s\":600}}}}}}}";

static struct broker *broker;

static int start_broker(void **state)
{
    (void)state;
    broker = broker_start(&(struct broker_settings){0});
    return broker == NULL;
}

static int stop_broker(void **state)
{
    (void)state;
    broker_stop(broker);
    return 0;
}

static struct wall *start_wall(const char *site)
{
    return wall_start(
        &(struct wall_settings){.site = site, .port = broker_port(broker), .board = board_text});
}

/* The clock's minute changes the picture too: wait for a minute with room in it. */
static void await_quiet_minute(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    long left = 60 - now.tv_sec % 60;
    if (left < 25) {
        nanosleep(&(struct timespec){.tv_sec = left + 1}, NULL);
    }
}

static const char *ago(int seconds)
{
    static char text[32];
    time_t then = time(NULL) - seconds;
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", gmtime(&then));
    return text;
}

static void a_number_becomes_a_verdict(void **state)
{
    (void)state;
    static const struct {
        const char *payload, *count;
    } cases[] = {
        {"82.4", "verdicts.met"},
        {"{\"value\":75}", "verdicts.near"},
        {"{\"value\":65,\"sample\":117}", "verdicts.missed"},
        {"{\"numerator\":90,\"denominator\":100}", "verdicts.met"},
        {"{\"value\":null,\"reason\":\"acd restarts\"}", "qualities.no-data"},
        {"{\"value\":50,\"sample\":0}", "qualities.thin"},
        {"", "qualities.waiting"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char site[32];
        snprintf(site, sizeof site, "verdict-%zu", i);
        struct wall *wall = start_wall(site);
        assert_true(wall_await(wall, "qualities.waiting", 2, SOON));
        assert_string_equal(wall_availability(wall), "online");
        wall_publish(wall, "kpi/main/phone/contacts-waiting", "3", false);
        wall_publish(wall, "kpi/main/phone/service-level", cases[i].payload, false);
        bool two_met = strcmp(cases[i].count, "verdicts.met") == 0;
        assert_true(wall_await(wall, cases[i].count, two_met ? 2 : 1, SOON));
        assert_int_equal(wall_stop(wall), 0);
    }
}

static void a_whole_channel_at_once(void **state)
{
    (void)state;
    struct wall *wall = start_wall("channel");
    assert_true(wall_await(wall, "qualities.waiting", 2, SOON));
    char payload[256];
    snprintf(payload, sizeof payload,
             "{\"time\":\"%s\",\"metrics\":{\"service-level\":{\"value\":91,\"sample\":50},"
             "\"contacts-waiting\":\"many\",\"unheard-of\":1}}",
             ago(1));
    wall_publish(wall, "kpi/main/phone", payload, true);
    assert_true(wall_await(wall, "verdicts.met", 1, SOON));
    assert_int_equal(wall_number(wall, "qualities.waiting"), 1);
    assert_int_equal(wall_number(wall, "refused.type"), 1);
    wall_publish(wall, "kpi/main/phone", "", true);
    assert_int_equal(wall_stop(wall), 0);
}

static void a_retained_number_is_live_only_if_its_time_says_so(void **state)
{
    (void)state;
    static const struct {
        const char *site;
        int age_s; /* -1: a bare number */
        const char *quality;
    } cases[] = {
        {"retained-bare", -1, "qualities.last-known"},
        {"retained-fresh", 5, "qualities.live"},
        {"retained-old", 3600, "qualities.last-known"},
        {"retained-ancient", 86400, "qualities.no-data"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char payload[96] = "82.4";
        if (cases[i].age_s >= 0) {
            snprintf(payload, sizeof payload, "{\"value\":82.4,\"time\":\"%s\"}",
                     ago(cases[i].age_s));
        }
        /* Published by a wall's observer that is gone before the second wall comes. */
        struct wall *before = start_wall(cases[i].site);
        assert_true(wall_await(before, "qualities.waiting", 2, SOON));
        wall_publish(before, "kpi/main/phone/service-level", payload, true);
        assert_true(wall_await(before, "qualities.waiting", 1, SOON));
        assert_int_equal(wall_stop(before), 0);
        struct wall *wall = start_wall(cases[i].site);
        assert_true(wall_await(wall, cases[i].quality, 1, SOON));
        assert_int_equal(wall_number(wall, "qualities.waiting"), 1);
        wall_publish(wall, "kpi/main/phone/service-level", "82.5", false);
        assert_true(wall_await(wall, "qualities.live", 1, SOON));
        assert_int_equal(wall_stop(wall), 0);
    }
}

static void a_source_that_dies_takes_its_numbers_along(void **state)
{
    (void)state;
    struct wall *wall = start_wall("source");
    assert_true(wall_await(wall, "qualities.waiting", 2, SOON));
    wall_publish(wall, "source/acd", "online", false);
    wall_publish(wall, "kpi/main/phone/service-level", "82", false);
    wall_publish(wall, "kpi/main/phone/contacts-waiting", "2", false);
    assert_true(wall_await(wall, "qualities.live", 2, SOON));
    wall_publish(wall, "source/acd", "offline", false);
    assert_true(wall_await(wall, "qualities.last-known", 2, SOON));
    assert_int_equal(wall_number(wall, "verdicts.met"), 0);
    wall_publish(wall, "source/acd", "online", false);
    wall_publish(wall, "kpi/main/phone/service-level", "83", false);
    assert_true(wall_await(wall, "qualities.live", 1, SOON));
    assert_int_equal(wall_stop(wall), 0);
}

static void hostile_payloads_change_no_pixel(void **state)
{
    (void)state;
    static const struct {
        const char *payload, *reason;
    } cases[] = {
        {"abc", "not-json"},
        {"82,4", "not-json"},
        {"82.4 %", "not-json"},
        {"NaN", "not-json"},
        {"{\"value\":82", "not-json"},
        {"{'value':82}", "not-json"},
        {"{\"value\":82}x", "not-json"},
        {"+82", "not-json"},
        {"\xff\xfe", "encoding"},
        {"{\"value\":82,\"source\":\"\xc3\x28\"}", "encoding"},
        {"\"82\"", "type"},
        {"true", "type"},
        {"null", "type"},
        {"[82]", "type"},
        {"{}", "type"},
        {"{\"value\":\"82\"}", "type"},
        {"{\"value\":82,\"sample\":\"many\"}", "type"},
        {"{\"value\":82,\"time\":\"yesterday\"}", "type"},
        {"{\"value\":82,\"time\":1795000000}", "type"},
        {"101", "range"},
        {"-1", "range"},
        {"1e999", "range"},
        {"{\"value\":82,\"sample\":-3}", "range"},
        {"{\"value\":82,\"unit\":\"s\"}", "unit"},
        {"{\"value\":82,\"value\":10}", "duplicate-key"},
        {"{\"value\":10,\"time\":\"2099-01-01T00:00:00Z\"}", "future"},
        {"{\"value\":10,\"time\":\"2001-01-01T00:00:00Z\"}", "older"},
    };
    struct wall *wall = start_wall("hostile");
    assert_true(wall_await(wall, "qualities.waiting", 2, SOON));
    await_quiet_minute();
    char good[96];
    snprintf(good, sizeof good, "{\"value\":82.4,\"time\":\"%s\"}", ago(2));
    wall_publish(wall, "kpi/main/phone/service-level", good, false);
    assert_true(wall_await(wall, "qualities.live", 1, SOON));
    wall_listen(wall, 1500);
    char scene[65];
    snprintf(scene, sizeof scene, "%s", wall_scene(wall));
    size_t length_before, length_after;
    char *before = wall_picture(wall, &length_before);

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        wall_publish(wall, "kpi/main/phone/service-level", cases[i].payload, false);
    }
    static char large[17000];
    memset(large, ' ', sizeof large);
    large[0] = '8';
    wall_publish_bytes(wall, "kpi/main/phone/service-level", large, sizeof large, false);
    wall_publish(wall, "announce/eye", "{\"text\":\"\U0001f9ff\"}", false);
    /* Each of these is for nobody here. */
    wall_publish(wall, "kpi/main/phone/unheard-of", "5", false);
    wall_publish(wall, "kpi/main/unheard-of/service-level", "5", false);
    wall_listen(wall, 1500);

    char *after = wall_picture(wall, &length_after);
    assert_int_equal(length_before, length_after);
    assert_memory_equal(before, after, length_before);
    assert_string_equal(scene, wall_scene(wall));
    free(before);
    free(after);

    /* The counters come with the next change. */
    wall_publish(wall, "kpi/main/phone/contacts-waiting", "1", false);
    assert_true(wall_await(wall, "qualities.live", 2, SOON));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char path[64];
        int expected = 0;
        for (size_t j = 0; j < sizeof cases / sizeof cases[0]; j++) {
            expected += strcmp(cases[i].reason, cases[j].reason) == 0;
        }
        snprintf(path, sizeof path, "refused.%s", cases[i].reason);
        assert_true(wall_await(wall, path, expected, 1));
    }
    assert_int_equal(wall_number(wall, "refused.too-large"), 1);
    assert_int_equal(wall_number(wall, "refused.glyph"), 1);
    assert_int_equal(wall_number(wall, "ignored"), 2);
    assert_int_equal(wall_stop(wall), 0);
}

static void a_clean_leave_says_offline_first(void **state)
{
    (void)state;
    struct wall *wall = start_wall("leave");
    assert_true(wall_await(wall, "qualities.waiting", 2, SOON));
    assert_string_equal(wall_availability(wall), "online");
    kill(wall_pid(wall), SIGTERM);
    for (int i = 0; i < 200 && strcmp(wall_availability(wall), "offline") != 0; i++) {
        wall_listen(wall, 50);
    }
    assert_string_equal(wall_availability(wall), "offline");
    assert_int_equal(wall_stop(wall), 0);
}

static void a_reload_keeps_what_is_known_and_refuses_what_is_wrong(void **state)
{
    (void)state;
    struct wall *wall = start_wall("reload");
    assert_true(wall_await(wall, "qualities.waiting", 2, SOON));
    wall_publish(wall, "kpi/main/phone/service-level", "75", false);
    assert_true(wall_await(wall, "verdicts.near", 1, SOON));
    char *changed = strdup(board_text);
    memcpy(strstr(changed, "\"target\":80"), "\"target\":74", 11);
    wall_reload(wall, changed);
    assert_true(wall_await(wall, "verdicts.met", 1, SOON));
    memcpy(strstr(changed, "\"target\":74"), "\"torget\":74", 11);
    wall_reload(wall, changed);
    wall_listen(wall, 2000);
    assert_true(wall_runs(wall));
    wall_publish(wall, "kpi/main/phone/service-level", "76", false);
    assert_true(wall_await(wall, "verdicts.met", 1, SOON));
    free(changed);
    assert_int_equal(wall_stop(wall), 0);
}

/* Waits for a scene other than `before`; false when none comes. */
static bool await_other_scene(struct wall *wall, const char *before)
{
    for (int i = 0; i < SOON * 10 && strcmp(wall_scene(wall), before) == 0; i++) {
        wall_listen(wall, 100);
    }
    return strcmp(wall_scene(wall), before) != 0;
}

static void an_announcement_appears_and_an_empty_payload_clears_it(void **state)
{
    (void)state;
    static const char *const payloads[] = {
        "{\"text\":{\"ja\":\"朝礼は15時です\"}}",
        "{\"text\":{\"ja\":\"避難してください\"},\"priority\":\"emergency\"}",
    };
    struct wall *wall = start_wall("announce");
    assert_true(wall_await(wall, "qualities.waiting", 2, SOON));
    wall_publish(wall, "kpi/main/phone/contacts-waiting", "3", false);
    wall_publish(wall, "kpi/main/phone/service-level", "90", false);
    assert_true(wall_await(wall, "verdicts.met", 2, SOON));
    await_quiet_minute();
    wall_listen(wall, 2500);
    char calm[80], scenes[2][80];
    snprintf(calm, sizeof calm, "%s", wall_scene(wall));
    for (size_t i = 0; i < 2; i++) {
        wall_publish(wall, "announce/a", payloads[i], true);
        assert_true(await_other_scene(wall, i == 0 ? calm : scenes[0]));
        snprintf(scenes[i], sizeof scenes[i], "%s", wall_scene(wall));
    }
    assert_string_not_equal(scenes[1], calm);
    wall_publish(wall, "announce/a", "避難", true);
    wall_listen(wall, 1500);
    assert_string_equal(wall_scene(wall), scenes[1]);
    wall_publish(wall, "announce/a", "", true);
    assert_true(await_other_scene(wall, scenes[1]));
    assert_int_equal(wall_number(wall, "refused.not-json"), 1);
    assert_string_equal(wall_scene(wall), calm);
    assert_int_equal(wall_stop(wall), 0);
}

/* One that closes too much by mistake is refused; a good one outlives a reload. */
static void a_closure_ends_the_judging_until_it_is_cleared(void **state)
{
    (void)state;
    struct wall *wall = start_wall("closure");
    assert_true(wall_await(wall, "qualities.waiting", 2, SOON));
    wall_publish(wall, "kpi/main/phone/service-level", "60", false);
    assert_true(wall_await(wall, "verdicts.missed", 1, SOON));
    wall_publish(wall, "closure/drill", "{\"until\":null,\"chanel\":\"phone\"}", true);
    wall_publish(wall, "closure/drill", "{\"until\":null,\"channel\":\"phone\"}", true);
    assert_true(wall_await(wall, "qualities.closed", 2, SOON));
    assert_int_equal(wall_number(wall, "verdicts.missed"), 0);
    assert_int_equal(wall_number(wall, "refused.type"), 1);
    wall_reload(wall, board_text);
    wall_listen(wall, 2000);
    assert_int_equal(wall_number(wall, "qualities.closed"), 2);
    wall_publish(wall, "closure/drill", "", true);
    assert_true(wall_await(wall, "qualities.closed", 0, SOON));
    assert_int_equal(wall_stop(wall), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_becomes_a_verdict),
        cmocka_unit_test(a_whole_channel_at_once),
        cmocka_unit_test(a_retained_number_is_live_only_if_its_time_says_so),
        cmocka_unit_test(a_source_that_dies_takes_its_numbers_along),
        cmocka_unit_test(hostile_payloads_change_no_pixel),
        cmocka_unit_test(a_clean_leave_says_offline_first),
        cmocka_unit_test(a_reload_keeps_what_is_known_and_refuses_what_is_wrong),
        cmocka_unit_test(an_announcement_appears_and_an_empty_payload_clears_it),
        cmocka_unit_test(a_closure_ends_the_judging_until_it_is_cleared),
    };
    return cmocka_run_group_tests(tests, start_broker, stop_broker);
}
