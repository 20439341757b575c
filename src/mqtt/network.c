#include "mqtt/network.h"

#include <poll.h>
#include <sys/random.h>

#include "base/log.h"
#include "base/moment.h"
#include "mqtt/backoff.h"
#include "mqtt/ticks.h"
#include "mqtt/wake.h"

#define BACKOFF_LEAST_MS 1000
#define BACKOFF_MOST_MS 30000
/* A session that lasts this long has proved that the link is well. */
#define STABLE_MS 60000
/* So many short sessions in a row, cut without a word and followed by a connect that works. */
#define CUTS_OF_A_RIVAL 3

/* What is remembered from one session to the next. */
struct memory {
    struct backoff backoff;
    int cuts; /* see CUTS_OF_A_RIVAL */
    bool was_up;
};

void network_init(struct network *network, const struct session_parts *parts, struct report *report)
{
    network->parts = *parts;
    network->parts.report = report;
    network->report = report;
    atomic_init(&network->leave_until_ms, NEVER);
}

void network_leave(struct network *network, int64_t until_ms)
{
    atomic_store(&network->leave_until_ms, until_ms);
    inbox_close(network->parts.inbox);
    wake_ring(network->parts.wake_fd);
}

static bool is_leaving(const struct network *network)
{
    return atomic_load(&network->leave_until_ms) != NEVER;
}

static void tell(struct network *network, enum client_link link, const char *reason)
{
    if (report_link(network->report, link, reason)) {
        log_line(LOG_WARNING, "mqtt", "%s", reason);
        inbox_call(network->parts.inbox);
    }
}

static void tell_up(struct network *network, const struct session *session, bool again)
{
    const struct ending *refusal = session_refusal(session);
    if (refusal != NULL) {
        tell(network, refusal->link, refusal->reason);
    } else if (report_up(network->report, again)) {
        const struct broker_config *broker = &network->parts.settings->broker;
        log_line(LOG_INFO, "mqtt", "connected to %s:%d", broker->host, broker->port);
        inbox_call(network->parts.inbox);
    }
}

/* Turns a session until it is over; how long it was up, 0 when it never was. */
static int64_t live(struct network *network, struct session *session, struct memory *memory)
{
    int64_t up_since_ms = NEVER;
    bool told = false, leaving = false;
    do {
        report_turned(network->report);
        bool up = session_is_up(session);
        if (up && up_since_ms == NEVER) {
            up_since_ms = ticks_ms();
        }
        /* It is not up for a moment when refused subscriptions are asked for again. */
        if (up && (!told || session_refusal(session) != NULL)) {
            tell_up(network, session, memory->was_up);
            memory->was_up = true;
        }
        told = up;
        if (!leaving && is_leaving(network)) {
            leaving = true;
            session_leave(session, atomic_load(&network->leave_until_ms));
        }
    } while (session_turn(session));
    return up_since_ms == NEVER ? 0 : ticks_ms() - up_since_ms;
}

/*
 * Two clients of one id take the session from each other for ever. MQTT 5 has a reason code for it
 * that not every broker sends; without it the sign is a broker that always lets us in and always
 * cuts us off.
 */
static enum client_link judge(struct memory *memory, const struct ending *ending, int64_t lived_ms)
{
    if (lived_ms >= STABLE_MS) {
        backoff_reset(&memory->backoff);
        memory->cuts = 0;
    }
    memory->cuts = ending->cut ? memory->cuts + 1 : 0;
    if (memory->cuts >= CUTS_OF_A_RIVAL) {
        return CLIENT_TAKEN_OVER;
    }
    return ending->link == CLIENT_LOST && !memory->was_up ? CLIENT_CONNECTING : ending->link;
}

static void attempt(struct network *network, struct memory *memory)
{
    struct ending ending = {0};
    int64_t lived_ms = 0;
    report_turned(network->report);
    struct session *session = session_create(&network->parts, &ending);
    if (session != NULL) {
        lived_ms = live(network, session, memory);
        ending = *session_ending(session);
        session_destroy(session);
    }
    enum client_link link = judge(memory, &ending, lived_ms);
    if (!is_leaving(network)) {
        bool rival = link == CLIENT_TAKEN_OVER && ending.link != CLIENT_TAKEN_OVER;
        tell(network, link,
             rival ? "cut off again and again, as by another client of this id" : ending.reason);
    }
}

/* Until `wait_ms` are over or the thread is to leave. */
static void rest(struct network *network, int wait_ms)
{
    struct pollfd source = {.fd = network->parts.wake_fd, .events = POLLIN};
    int64_t until_ms = ticks_ms() + wait_ms, left_ms = wait_ms;
    while (left_ms > 0 && !is_leaving(network)) {
        report_turned(network->report);
        if (poll(&source, 1, (int)left_ms) > 0) {
            wake_clear(network->parts.wake_fd);
        }
        left_ms = until_ms - ticks_ms();
    }
}

static uint32_t random_bits(void)
{
    uint32_t bits;
    /* Early after boot the pool may be empty; then the jitter comes from the clock. */
    if (getrandom(&bits, sizeof bits, GRND_NONBLOCK) != sizeof bits) {
        bits = (uint32_t)ticks_ms() * 2654435761u;
    }
    return bits;
}

void network_run(struct network *network)
{
    const struct client_settings *settings = network->parts.settings;
    struct memory memory = {0};
    backoff_init(&memory.backoff,
                 settings->backoff_least_ms > 0 ? settings->backoff_least_ms : BACKOFF_LEAST_MS,
                 settings->backoff_most_ms > 0 ? settings->backoff_most_ms : BACKOFF_MOST_MS);
    while (!is_leaving(network)) {
        attempt(network, &memory);
        rest(network, backoff_take_ms(&memory.backoff, random_bits()));
    }
}
