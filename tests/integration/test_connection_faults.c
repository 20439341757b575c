/*
 * Brokers that are not what they should be, seen from the wall: a certificate that nobody vouches
 * for, and packets that no broker may send.
 */

#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/broker.h"
#include "support/certificates.h"
#include "support/folder.h"
#include "support/liar.h"
#include "support/wall.h"

#define SOON 20
#define BACK_OFF 50

static const char board_text[] =
    "{\"language\":\"en\",\"rotation\":{\"dwell_s\":0},\"businesses\":{\"main\":{\"channels\":{"
    "\"phone\":{\"timing\":\"real-time\",\"kpis\":{\"service-level\":"
    "{\"target\":80,\"limit\":70,\"cadence_s\":600}}}}}}}";

static void a_wrong_certificate_then_the_right_one(void **state)
{
    (void)state;
    char folder[64], ca[96], good[2][96], bad[2][96], members[128];
    folder_create(folder, sizeof folder);
    certificates_make(folder);
    snprintf(ca, sizeof ca, "%s/ca.pem", folder);
    snprintf(good[0], sizeof good[0], "%s/server.pem", folder);
    snprintf(good[1], sizeof good[1], "%s/server.key", folder);
    snprintf(bad[0], sizeof bad[0], "%s/stranger.pem", folder);
    snprintf(bad[1], sizeof bad[1], "%s/stranger.key", folder);
    struct broker_settings settings = {
        .ca = ca, .certificate = bad[0], .key = bad[1], .plain_too = true};
    struct broker *broker = broker_start(&settings);
    snprintf(members, sizeof members, "\"ca\":\"%s\"", ca);
    struct wall *wall =
        wall_start(&(struct wall_settings){.port = broker_port(broker),
                                           .broker = members,
                                           .board = board_text,
                                           .observer_port = broker_plain_port(broker)});
    wall_listen(wall, 4000);
    assert_string_equal(wall_availability(wall), "");
    assert_true(wall_runs(wall));
    settings.certificate = good[0];
    settings.key = good[1];
    broker_restart(broker, &settings);
    assert_true(wall_await(wall, "qualities.waiting", 1, BACK_OFF));
    wall_publish(wall, "kpi/main/phone/service-level", "82", false);
    assert_true(wall_await(wall, "verdicts.met", 1, SOON));
    assert_int_equal(wall_stop(wall), 0);
    broker_stop(broker);
    folder_remove(folder);
}

/* The authority of the test ends within 30 days: told in status. */
static void a_certificate_that_is_about_to_expire(void **state)
{
    (void)state;
    char folder[64], ca[96], files[2][96], members[128];
    folder_create(folder, sizeof folder);
    certificates_make(folder);
    snprintf(ca, sizeof ca, "%s/ca.pem", folder);
    snprintf(files[0], sizeof files[0], "%s/server.pem", folder);
    snprintf(files[1], sizeof files[1], "%s/server.key", folder);
    struct broker *broker = broker_start(&(struct broker_settings){
        .ca = ca, .certificate = files[0], .key = files[1], .plain_too = true});
    snprintf(members, sizeof members, "\"ca\":\"%s\"", ca);
    char board[512];
    snprintf(board, sizeof board, "{\"audience\":\"supervisors\",%s", board_text + 1);
    struct wall *wall =
        wall_start(&(struct wall_settings){.port = broker_port(broker),
                                           .broker = members,
                                           .board = board,
                                           .observer_port = broker_plain_port(broker)});
    assert_true(wall_await(wall, "certificates.ca.days_left", 29, BACK_OFF));
    assert_int_equal(wall_number(wall, "certificates.certificate.days_left"), -1);
    /* It is replaced. */
    char command[512];
    snprintf(
        command, sizeof command,
        "cd %s && openssl x509 -in ca.pem -signkey ca.key -days 99 -out new.pem 2>/dev/null && "
        "mv new.pem ca.pem",
        folder);
    assert_int_equal(system(command), 0); // NOLINT(bugprone-command-processor)
    kill(wall_pid(wall), SIGHUP);
    assert_true(wall_await(wall, "certificates.ca.days_left", 98, BACK_OFF));
    assert_int_equal(wall_stop(wall), 0);
    broker_stop(broker);
    folder_remove(folder);
}

/* A PUBLISH of MQTT 5, QoS 0, without properties: a number for the wall. */
static size_t publish_packet(unsigned char *to)
{
    static const char topic[] = "wallboard/1/test/kpi/main/phone/service-level";
    size_t length = sizeof topic - 1;
    unsigned char *at = to;
    *at++ = 0x30;
    *at++ = (unsigned char)(2 + length + 1 + 2);
    *at++ = 0;
    *at++ = (unsigned char)length;
    memcpy(at, topic, length);
    at += length;
    *at++ = 0;
    memcpy(at, "82", 2);
    return (size_t)(at + 2 - to);
}

static void await_clients(struct liar *liar, unsigned count)
{
    for (int i = 0; i < BACK_OFF * 20 && liar_clients(liar) < count; i++) {
        poll(NULL, 0, 50);
    }
    assert_true(liar_clients(liar) >= count);
}

/* The picture changes when the number comes: waiting becomes a verdict. */
static void await_another_picture(struct wall *wall, const char *before, size_t before_length)
{
    for (int i = 0; i < BACK_OFF; i++) {
        size_t length;
        char *now = wall_picture(wall, &length);
        bool same = length == before_length && memcmp(now, before, length) == 0;
        free(now);
        if (!same) {
            return;
        }
        poll(NULL, 0, 1000);
    }
    fail_msg("the number never came to the wall");
}

static void packets_that_no_broker_may_send(void **state)
{
    (void)state;
    static const struct lie lies[] = {
        {.bytes = "\xF5\x00", .length = 2},                     /* reserved flags */
        {.bytes = "\x00\x00", .length = 2},                     /* reserved type */
        {.bytes = "\x30\xFF\xFF\xFF\xFF\x7F", .length = 6},     /* remaining length of five bytes */
        {.bytes = "\x36\x05\x00\x01t\x00\x01", .length = 7},    /* QoS 3 */
        {.bytes = "\x30\x05\x00\x02\xC3\x28\x00", .length = 7}, /* a topic that is not UTF-8 */
        {.bytes = "\x30\x05\x00\x01", .length = 4, .hang_up = true}, /* cut off */
        {.suback_empty = true},
        {.bytes = "\x20\x00", .length = 2, .at_once = true}, /* a CONNACK without a body */
    };
    for (size_t i = 0; i < sizeof lies / sizeof lies[0]; i++) {
        struct liar *liar = liar_start(&lies[i]);
        struct wall *wall = wall_start(&(struct wall_settings){
            .port = liar_port(liar), .board = board_text, .no_observer = true});
        await_clients(liar, 2);
        assert_true(wall_runs(wall));
        size_t length;
        char *before = wall_picture(wall, &length);
        unsigned char packet[128];
        const struct lie truth = {.bytes = packet, .length = publish_packet(packet)};
        liar_tell(liar, &truth);
        await_another_picture(wall, before, length);
        assert_true(wall_runs(wall));
        free(before);
        assert_int_equal(wall_stop(wall), 0);
        liar_stop(liar);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wrong_certificate_then_the_right_one),
        cmocka_unit_test(a_certificate_that_is_about_to_expire),
        cmocka_unit_test(packets_that_no_broker_may_send),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
