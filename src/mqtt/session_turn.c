/* One turn of a session: sleep, then do what is to be done. */

#include "mqtt/session_state.h"

#include <errno.h>
#include <linux/sockios.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>

#include <mqtt_protocol.h>

#include "base/log.h"
#include "mqtt/dial.h"
#include "mqtt/ticks.h"
#include "mqtt/wake.h"

/* A broker that accepts the connection has this long for handshake, CONNACK and every SUBACK. */
#define ANSWER_MS 10000
/* Packets handled before the reader is woken: 0.3 ms at most, and a poll() for each 64. */
#define BURST 64
/* The life sign of the thread, whatever the keepalive is. */
#define LONGEST_SLEEP_MS 60000
/* See deliver(). */
#define DELIVERY_GAP_US 250
/* See may_write(). */
#define HANDSHAKE_STEP_MS 50

/*
 * During a TLS handshake library 2.0.21 wants to write all the time though only a packet from the
 * broker can help; asking poll() for that would spin until the broker answers.
 */
static bool may_write(const struct session *session)
{
    return mosquitto_want_write(session->mosquitto) &&
           (session->accepted || !session->write_in_vain);
}

/*
 * When mosquitto_loop_misc() must be called. The library pings when it has sent, or heard, nothing
 * for a keepalive, and gives up when another keepalive has brought no answer; it looks at this only
 * in that call. Called once a second as its documentation proposes it would wake us for nothing 14
 * times out of 15. We know every turn in which it reads or may write, so one call a keepalive after
 * the older of the two is enough; a second more, because it counts in whole seconds. An idle link
 * costs one wake-up for the ping and one for its answer; a broker that stands still is given up
 * after two keepalives. In 2.0.11 and 2.0.21 alike.
 */
static int64_t keepalive_due_ms(const struct session *session)
{
    int64_t quiet_since_ms = earlier(session->heard_ms, session->wrote_ms);
    return session->keepalive_ms > 0 ? quiet_since_ms + session->keepalive_ms + 1000 : NEVER;
}

static bool is_drained(const struct session *session)
{
    return outbox_pending(session->parts.outbox) == 0;
}

/* When take_leave() has something to do. */
static int64_t leave_due_ms(const struct session *session)
{
    bool at_once = !session_is_up(session) || is_drained(session);
    if (session->leave_until_ms == NEVER || session->leave_mid != 0) {
        return session->leave_until_ms;
    }
    return at_once ? session->now_ms : session->leave_at_ms;
}

static int64_t wake_up_ms(const struct session *session)
{
    int64_t until_ms = session->now_ms + LONGEST_SLEEP_MS;
    until_ms = earlier(until_ms, keepalive_due_ms(session));
    until_ms = earlier(until_ms, session->ask_again_ms);
    until_ms = earlier(until_ms, leave_due_ms(session));
    if (!session_is_up(session)) {
        until_ms = earlier(until_ms, session->opened_ms + ANSWER_MS);
    }
    if (!session->accepted && session->write_in_vain) {
        until_ms = earlier(until_ms, session->now_ms + HANDSHAKE_STEP_MS);
    }
    return until_ms;
}

/*
 * Wakes the reader. To be woken for every packet of a burst, he and we, takes the processor from
 * the broker that sends it: what follows a delivery closely waits for its companions, and meanwhile
 * we let them gather in the socket. A message after quiet is delivered at once.
 */
static void deliver(struct session *session)
{
    int64_t now_us = session->undelivered ? ticks_us() : 0;
    if (session->undelivered && now_us - session->delivered_us >= DELIVERY_GAP_US) {
        session->undelivered = false;
        session->delivered_us = now_us;
        inbox_deliver(session->parts.inbox);
    }
}

static struct timespec sleep_time(const struct session *session)
{
    int64_t wait_ms = wake_up_ms(session) - session->now_ms;
    if (session->undelivered) {
        return (struct timespec){.tv_nsec = DELIVERY_GAP_US * 1000L};
    }
    if (wait_ms <= 0) {
        return (struct timespec){0};
    }
    return (struct timespec){.tv_sec = wait_ms / 1000, .tv_nsec = wait_ms % 1000 * 1000000L};
}

/* What the socket is ready for; 0 when it is for nothing. */
static short await(struct session *session)
{
    struct pollfd sources[] = {
        {.fd = mosquitto_socket(session->mosquitto),
         .events = session->undelivered ? 0 : POLLIN | POLLRDHUP},
        {.fd = session->parts.wake_fd, .events = POLLIN},
    };
    if (may_write(session)) {
        sources[0].events |= POLLOUT;
    }
    struct timespec wait = sleep_time(session);
    int ready = ppoll(sources, 2, &wait, NULL);
    session->now_ms = ticks_ms();
    session->size_known = session->size_known && (ready != 0 || session->undelivered);
    if (ready <= 0) {
        return session->undelivered ? POLLIN : 0;
    }
    if (sources[1].revents != 0) {
        wake_clear(session->parts.wake_fd);
    }
    return sources[0].revents;
}

/*
 * The library takes packets of any size from a broker that does not keep to our Maximum Packet
 * Size, or speaks MQTT 3.1.1. When more than a packet's worth of bytes has come in and no message
 * out, in turns that follow each other, one is being put together that we do not want. The library
 * comes back to us only when it has read all there is: from a sender who is faster than we can read
 * it takes more before we can tell.
 *
 * More may come in between the two questions to the kernel, and then what is unread exceeds what
 * was said to have come in: so what was taken is never too much, and it is compared with all that
 * had come in at the beginning. Nothing is subtracted.
 */
static void watch_size(struct session *session, bool silent)
{
    struct tcp_info info = {0};
    socklen_t size = sizeof info;
    int fd = mosquitto_socket(session->mosquitto), unread = 0;
    if (!silent || fd < 0) {
        session->size_known = false;
        return;
    }
    if (getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &size) < 0 ||
        ioctl(fd, SIOCINQ, &unread) < 0) {
        return;
    }
    uint32_t most = dial_packet_bytes(session->parts.settings);
    if (!session->size_known) {
        session->size_known = true;
        session->size_base = info.tcpi_bytes_received;
    } else if (info.tcpi_bytes_received >
               session->size_base + (uint64_t)unread + UINT64_C(2) * most) {
        ending_set(&session->ending, CLIENT_LOST, "a packet of more than %u bytes", most);
        session_end(session, MOSQ_ERR_OVERSIZE_PACKET);
    }
}

/* Library 2.0.11 does not see that the broker hangs up during a TLS handshake. */
static void notice_hang_up(struct session *session)
{
    char byte;
    int fd = mosquitto_socket(session->mosquitto);
    ssize_t left = fd < 0 ? 0 : recv(fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    if (left == 0 || (left < 0 && errno != EAGAIN && errno != EINTR)) {
        session_end(session, MOSQ_ERR_CONN_LOST);
    }
}

/*
 * A packet after quiet is most likely alone: to ask for a second one would cost a system call for
 * every message. One that follows closely has companions, which are read all at once.
 */
static int packets_at_once(const struct session *session)
{
    return ticks_us() - session->delivered_us >= DELIVERY_GAP_US ? 1 : BURST;
}

static void read_burst(struct session *session, short ready)
{
    uint64_t first = session->arrived, before;
    int code, packets = 0, most = packets_at_once(session);
    do {
        before = session->arrived;
        errno = 0;
        code = mosquitto_loop_read(session->mosquitto, 1);
    } while (code == MOSQ_ERR_SUCCESS && session->arrived != before && ++packets < most);
    session_check(session, code);
    session->undelivered = session->undelivered || session->arrived != first;
    /* The clock again: a reader who is waited for makes a turn long. */
    session->heard_ms = ticks_ms();
    if (!session->over) {
        watch_size(session, session->arrived == first);
    }
    if (!session->over && session->arrived == first && (ready & (POLLRDHUP | POLLHUP | POLLERR))) {
        notice_hang_up(session);
    }
}

/* A publication that no broker will ever take: to try again would block all behind it. */
static bool is_hopeless(int code)
{
    return code == MOSQ_ERR_INVAL || code == MOSQ_ERR_MALFORMED_UTF8 ||
           code == MOSQ_ERR_PAYLOAD_SIZE || code == MOSQ_ERR_OVERSIZE_PACKET ||
           code == MOSQ_ERR_QOS_NOT_SUPPORTED || code == MOSQ_ERR_RETAIN_NOT_SUPPORTED ||
           code == MOSQ_ERR_NOT_SUPPORTED;
}

static void send_outbox(struct session *session)
{
    struct outbox *outbox = session->parts.outbox;
    struct outbox_item item;
    while (!session->over && !mosquitto_want_write(session->mosquitto) &&
           outbox_take(outbox, &item)) {
        int mid = 0;
        mosquitto_property *properties = NULL;
        if (item.correlation_length > 0) {
            mosquitto_property_add_binary(&properties, MQTT_PROP_CORRELATION_DATA, item.correlation,
                                          (uint16_t)item.correlation_length);
        }
        int code = mosquitto_publish_v5(session->mosquitto, &mid, item.topic, (int)item.length,
                                        item.payload, item.qos, item.retain, properties);
        mosquitto_property_free_all(&properties);
        session->wrote = true;
        if (code == MOSQ_ERR_SUCCESS) {
            outbox_sent(outbox, mid);
        } else if (is_hopeless(code)) {
            log_line(LOG_WARNING, "mqtt", "cannot publish %s: %s", item.topic,
                     mosquitto_strerror(code));
            outbox_forget(outbox);
        } else {
            session_end(session, code); /* it stays in the outbox */
        }
    }
}

static void write_packets(struct session *session)
{
    if (!session->over && mosquitto_want_write(session->mosquitto)) {
        errno = 0;
        session_check(session, mosquitto_loop_write(session->mosquitto, 1));
        session->wrote = true;
    }
    session->write_in_vain = !session->over && mosquitto_want_write(session->mosquitto);
}

/* The leave payload, then the farewell once it is acknowledged. */
static void take_leave(struct session *session)
{
    const struct client_settings *settings = session->parts.settings;
    const char *payload =
        settings->leave_payload != NULL ? settings->leave_payload : settings->will_payload;
    bool mute = settings->will_topic == NULL || payload == NULL || !session_is_up(session);
    bool due = session->now_ms >= leave_due_ms(session);
    if (session->over || session->leave_until_ms == NEVER) {
        return;
    }
    if (due && session->leave_mid == 0 && !mute) {
        session_publish_state(session, payload, &session->leave_mid);
    } else if (due || session->left) {
        mosquitto_disconnect_v5(session->mosquitto, 0, NULL);
        session_end(session, MOSQ_ERR_SUCCESS);
    }
}

static void do_what_is_due(struct session *session)
{
    if (session->over) {
        return;
    }
    if (session->now_ms >= keepalive_due_ms(session)) {
        session->heard_ms = session->wrote_ms = session->now_ms;
        session_check(session, mosquitto_loop_misc(session->mosquitto));
    }
    if (!session_is_up(session) && session->now_ms >= session->opened_ms + ANSWER_MS) {
        ending_set(&session->ending, CLIENT_LOST, "the broker does not answer");
        session_end(session, MOSQ_ERR_CONN_LOST);
    }
    if (session->now_ms >= session->ask_again_ms) {
        session->ask_again_ms = NEVER;
        session->opened_ms = session->now_ms;
        session->wrote = true;
        session_check(session, subscriptions_ask(&session->subscriptions, session->mosquitto));
    }
}

/* Once, when it has come up. */
static void greet(struct session *session)
{
    if (!session->greeted) {
        session->greeted = true;
        outbox_set_online(session->parts.outbox, true);
        /* From here on the library would put every packet into words. */
        mosquitto_log_callback_set(session->mosquitto, NULL);
    }
}

bool session_turn(struct session *session)
{
    short ready = await(session);
    session->wrote = false;
    if ((ready & ~POLLOUT) != 0 || (ready != 0 && !session->accepted)) {
        read_burst(session, ready);
    }
    deliver(session);
    do_what_is_due(session);
    if (!session->over && session_is_up(session)) {
        greet(session);
        send_outbox(session);
    }
    take_leave(session);
    write_packets(session);
    if (session->wrote) {
        session->wrote_ms = ticks_ms();
    }
    return !session->over;
}
