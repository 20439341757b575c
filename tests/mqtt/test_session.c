/* Brokers that lie: whatever they send, the same process is live again as soon as one does not. */

#include "mqtt/session.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>
#include <linux/sockios.h>
#include <mosquitto.h>

#include "support/broker.h"
#include "support/ear.h"
#include "support/liar.h"

#define SOON 20
#define BYTES(text) .bytes = (text), .length = sizeof(text) - 1

static const struct client_subscription everything = {.topic = "t/#", .qos = 1};

static struct client_settings settings_for(int port, int version)
{
    return (struct client_settings){
        .broker = {.host = "127.0.0.1", .port = port, .version = version, .keepalive_s = 5},
        .client_id = "screen",
        .subscriptions = &everything,
        .subscription_count = 1,
        .backoff_least_ms = 50,
        .backoff_most_ms = 200,
    };
}

static void nap(int ms)
{
    nanosleep(&(struct timespec){.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L}, NULL);
}

/* No lie: a message on t/live. */
static const struct lie truth = {BYTES("\x30\x0b\x00\x06t/live\x00ok")};
static const struct lie old_truth = {BYTES("\x30\x0a\x00\x06t/liveok"), .version_3 = true};

static void await_clients(struct liar *liar, unsigned clients)
{
    for (int i = 0; i < 2000 && liar_clients(liar) < clients; i++) {
        nap(10);
    }
    assert_true(liar_clients(liar) >= clients);
}

static bool library_is_of(int least_revision)
{
    int major, minor, revision;
    mosquitto_lib_version(&major, &minor, &revision);
    return major > 2 || minor > 0 || revision >= least_revision;
}

static void malformed_packets(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct lie lie;
        enum { CUT, HARMLESS, CUT_SINCE_2_0_21 } effect;
    } cases[] = {
        {"a reserved type", {BYTES("\x00\x00")}, CUT},
        {"an endless remaining length", {BYTES("\x30\xff\xff\xff\xff\xff\xff")}, CUT},
        {"quality of service 3", {BYTES("\x36\x08\x00\x01t\x00\x01\x00xx")}, CUT},
        {"a topic that is not UTF-8", {BYTES("\x30\x06\x00\x02\xff\xfe\x00x")}, CUT},
        {"a topic with a wildcard", {BYTES("\x30\x06\x00\x03t/#\x00")}, HARMLESS},
        {"a topic longer than the packet", {BYTES("\x30\x04\x00\x50t\x00")}, CUT},
        {"no topic at all", {BYTES("\x30\x03\x00\x00\x00")}, CUT},
        {"an empty publication", {BYTES("\x30\x00")}, CUT},
        {"properties longer than the packet", {BYTES("\x30\x06\x00\x01t\x7f\x01\x00")}, CUT},
        {"an unknown property", {BYTES("\x30\x06\x00\x01t\x02\x7e\x00")}, CUT_SINCE_2_0_21},
        {"an unasked AUTH", {BYTES("\xf0\x00")}, CUT},
        {"a second CONNACK that refuses", {BYTES("\x20\x03\x00\x87\x00")}, CUT},
        {"an acknowledgement of nothing", {BYTES("\x40\x02\x77\x77")}, HARMLESS},
        {"a SUBACK of nothing", {BYTES("\x90\x04\x77\x77\x00\x00")}, HARMLESS},
        {"a release of nothing", {BYTES("\x62\x02\x77\x77")}, HARMLESS},
        {"a ping from the broker", {BYTES("\xc0\x00")}, HARMLESS},
        {"a truncated packet", {BYTES("\x30\x20\x00\x01t"), .hang_up = true}, CUT},
        {"a hang-up", {BYTES(""), .hang_up = true}, CUT},
        {"a SUBACK without codes", {BYTES(""), .suback_empty = true}, CUT},
        {"a good-bye", {BYTES("\xe0\x01\x8b")}, CUT},
        {"a malformed good-bye", {BYTES("\xe0\x03\x8b\x7f\xff")}, CUT},
        {"rubbish for a CONNACK", {BYTES("\x20\x01\x00"), .at_once = true}, CUT},
        {"a message for a CONNACK", {BYTES("\x30\x04\x00\x01t\x00"), .at_once = true}, HARMLESS},
        {"HTTP", {BYTES("HTTP/1.1 400 Bad Request\r\n\r\n"), .at_once = true}, CUT},
        {"a CONNACK with a client id",
         {BYTES("\x20\x07\x00\x00\x04\x12\x00\x01x"), .at_once = true},
         CUT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        print_message("    %s\n", cases[i].name);
        if (cases[i].effect == CUT_SINCE_2_0_21 && !library_is_of(21)) {
            print_message("    (an assertion of this library fails)\n");
            continue;
        }
        struct liar *liar = liar_start(&cases[i].lie);
        struct client_settings settings = settings_for(liar_port(liar), 5);
        struct ear *ear = ear_open(&settings);
        /* It comes again by itself, and again. */
        await_clients(liar, cases[i].effect == HARMLESS ? 1 : 3);
        liar_tell(liar, &truth);
        assert_true(ear_await(ear, "t/live", "ok", SOON));
        assert_true(ear_await_link(ear, CLIENT_UP, SOON));
        ear_close(ear);
        liar_stop(liar);
    }
}

static void a_silent_broker_is_given_up(void **state)
{
    (void)state;
    static const struct lie silence = {.mute = true};
    struct liar *liar = liar_start(&silence);
    struct client_settings settings = settings_for(liar_port(liar), 5);
    struct ear *ear = ear_open(&settings);
    await_clients(liar, 2);
    liar_tell(liar, &truth);
    assert_true(ear_await(ear, "t/live", "ok", SOON));
    ear_close(ear);
    liar_stop(liar);
}

static void what_the_broker_refuses_has_a_reason(void **state)
{
    (void)state;
    static const struct {
        struct lie lie;
        int version;
        enum client_link link;
        const char *reason;
    } cases[] = {
        {{BYTES("\x20\x03\x00\x87\x00"), .at_once = true}, 5, CLIENT_REFUSED, "Not authorized"},
        {{BYTES("\x20\x03\x00\x86\x00"), .at_once = true}, 5, CLIENT_REFUSED, "(0x86)"},
        {{BYTES("\x20\x03\x00\x89\x00"), .at_once = true}, 5, CLIENT_CONNECTING, "busy"},
        {{BYTES("\x20\x02\x00\x05"), .at_once = true}, 3, CLIENT_REFUSED, "not authorised"},
        {{BYTES("\x20\x02\x00\x03"), .at_once = true}, 3, CLIENT_CONNECTING, "unavailable"},
        {{BYTES("\xe0\x01\x8e")}, 5, CLIENT_TAKEN_OVER, "Session taken over"},
        {{BYTES("\xe0\x01\x8b")}, 5, CLIENT_LOST, "Server shutting down"},
        {{BYTES(""), .suback = 0x87}, 5, CLIENT_REFUSED, "subscription t/#"},
        {{BYTES(""), .suback = 0x80, .version_3 = true}, 3, CLIENT_REFUSED, "subscription t/#"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct liar *liar = liar_start(&cases[i].lie);
        struct client_settings settings = settings_for(liar_port(liar), cases[i].version);
        struct ear *ear = ear_open(&settings);
        for (int n = 0; n < 2000; n++) {
            struct client_status now = client_status(ear_client(ear));
            if (now.link == cases[i].link && strstr(now.reason, cases[i].reason) != NULL) {
                break;
            }
            nap(10);
        }
        struct client_status status = client_status(ear_client(ear));
        assert_non_null(strstr(status.reason, cases[i].reason));
        assert_int_equal(status.link, cases[i].link);
        liar_tell(liar, cases[i].version == 3 ? &old_truth : &truth);
        assert_true(ear_await(ear, "t/live", "ok", SOON));
        assert_true(ear_await_link(ear, CLIENT_UP, SOON));
        ear_close(ear);
        liar_stop(liar);
    }
}

static size_t resident_kib(const char *field)
{
    char line[200];
    size_t kib = 0;
    FILE *file = fopen("/proc/self/status", "re");
    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        if (strncmp(line, field, strlen(field)) == 0) {
            kib = strtoul(line + strlen(field), NULL, 10);
        }
    }
    fclose(file);
    return kib;
}

/* The library would take 200 MB; it is cut off long before. */
static void a_packet_without_end_is_cut_off(void **state)
{
    (void)state;
    static const struct lie endless = {BYTES("\x30\xff\xff\xff\x5f\x00\x01t\x00"),
                                       .zeros = 200000000};
    struct liar *liar = liar_start(&endless);
    struct client_settings settings = settings_for(liar_port(liar), 5);
    struct ear *ear = ear_open(&settings);
    size_t before = resident_kib("VmHWM:");
    await_clients(liar, 4);
    liar_tell(liar, &truth);
    assert_true(ear_await(ear, "t/live", "ok", SOON));
    size_t grown = resident_kib("VmHWM:") - before;
    print_message("    peak of resident memory grown by %zu KiB\n", grown);
    assert_in_range(grown, 0, 128 * 1024);
    ear_close(ear);
    liar_stop(liar);
}

static void publish_large_retained(const struct broker *broker, off_t size)
{
    char path[128], command[300];
    snprintf(path, sizeof path, "%s/large", broker_folder(broker));
    FILE *file = fopen(path, "we");
    assert_non_null(file);
    assert_int_equal(ftruncate(fileno(file), size), 0);
    fclose(file);
    snprintf(command, sizeof command, "mosquitto_pub -h 127.0.0.1 -p %d -t t/large -r -q 1 -f %s",
             broker_port(broker), path);
    assert_int_equal(system(command), 0); // NOLINT(bugprone-command-processor)
}

static void a_huge_retained_payload_stays_with_the_broker(void **state)
{
    (void)state;
    struct broker *broker = broker_start(&(struct broker_settings){0});
    publish_large_retained(broker, 200000000);
    size_t before = resident_kib("VmHWM:");
    struct ear *ear = ear_open_plain(broker_port(broker), "screen", "t/#");
    assert_true(ear_await_link(ear, CLIENT_UP, SOON));
    ear_say(ear, "t/live", "1", false);
    assert_true(ear_await(ear, "t/live", "1", SOON));
    assert_null(ear_heard(ear, "t/large"));
    assert_int_equal(client_status(ear_client(ear)).reconnects, 0);
    size_t grown = resident_kib("VmHWM:") - before;
    print_message("    peak of resident memory grown by %zu KiB\n", grown);
    assert_in_range(grown, 0, 8 * 1024);
    ear_close(ear);
    broker_stop(broker);
}

/*
 * The C library's, but for a machine so busy that the session is put to sleep each time before it
 * learns what is still unread.
 */
static atomic_bool busy;

int ioctl(int fd, unsigned long request, ...)
{
    va_list list;
    va_start(list, request);
    void *argument = va_arg(list, void *);
    va_end(list);
    if (request == SIOCINQ && atomic_load(&busy)) {
        nap(100);
    }
    return (int)syscall(SYS_ioctl, fd, request, argument);
}

/* What comes in between two questions to the kernel is no large packet. */
static void a_busy_machine_keeps_its_link(void **state)
{
    (void)state;
    struct broker *broker = broker_start(&(struct broker_settings){0});
    struct ear *author = ear_open_plain(broker_port(broker), "author", "none");
    struct ear *ear = ear_open_plain(broker_port(broker), "screen", "t/#");
    assert_true(ear_await_link(author, CLIENT_UP, SOON));
    assert_true(ear_await_link(ear, CLIENT_UP, SOON));
    atomic_store(&busy, true);
    for (int i = 0; i < 3; i++) {
        /* Two acknowledgements, and a message while the second one is pondered. */
        ear_say(ear, "x", "1", false);
        ear_say(ear, "x", "2", false);
        ear_say(author, "t/live", "the longer, the more it is ahead", false);
        assert_true(ear_await_count(ear, (size_t)i + 1, SOON));
    }
    atomic_store(&busy, false);
    assert_string_equal(client_status(ear_client(ear)).reason, "");
    assert_int_equal(client_status(ear_client(ear)).reconnects, 0);
    ear_close(ear);
    ear_close(author);
    broker_stop(broker);
}

/* Refused numbers are a fault of the link; requests are done without. */
static void a_broker_may_refuse_requests(void **state)
{
    (void)state;
    static const struct lie refusal = {BYTES("\x30\x0b\x00\x06t/live\x00ok"), .suback = 0x87};
    for (int requests = 0; requests < 2; requests++) {
        const struct client_subscription wanted = {
            .topic = "t/#", .qos = 1, .requests = requests != 0};
        struct liar *liar = liar_start(&refusal);
        struct client_settings settings = settings_for(liar_port(liar), 5);
        settings.subscriptions = &wanted;
        struct ear *ear = ear_open(&settings);
        assert_true(ear_await(ear, "t/live", "ok", SOON));
        assert_true(ear_await_link(ear, requests ? CLIENT_UP : CLIENT_REFUSED, SOON));
        ear_close(ear);
        liar_stop(liar);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(malformed_packets),
        cmocka_unit_test(a_silent_broker_is_given_up),
        cmocka_unit_test(what_the_broker_refuses_has_a_reason),
        cmocka_unit_test(a_packet_without_end_is_cut_off),
        cmocka_unit_test(a_huge_retained_payload_stays_with_the_broker),
        cmocka_unit_test(a_busy_machine_keeps_its_link),
        cmocka_unit_test(a_broker_may_refuse_requests),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
