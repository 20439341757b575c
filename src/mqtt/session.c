#include "mqtt/session.h"

#include <errno.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "mqtt/dial.h"
#include "mqtt/session_state.h"
#include "mqtt/ticks.h"

void session_end(struct session *session, int code)
{
    int error = errno;
    bool tls = session->parts.settings->broker.ca != NULL;
    /* Every TLS read that fails has this errno, also when the broker has merely gone. */
    bool tls_fault = tls && (code == MOSQ_ERR_TLS || (code == MOSQ_ERR_ERRNO && error == EPROTO));
    if (session->over) {
        return;
    }
    session->over = true;
    if (session->ending.reason[0] != '\0') {
        return; /* the broker said why */
    }
    ending_from_code(&session->ending, tls_fault ? MOSQ_ERR_TLS : code, error);
    if (tls_fault && session->accepted) {
        ending_from_code(&session->ending, MOSQ_ERR_CONN_LOST, 0);
    } else if (tls_fault && session->library_said[0] != '\0') {
        ending_set(&session->ending, CLIENT_TLS, "TLS: %s", session->library_said);
    }
    session->ending.cut = session->ending.cut && session_is_up(session);
}

void session_check(struct session *session, int code)
{
    if (code != MOSQ_ERR_SUCCESS || mosquitto_socket(session->mosquitto) < 0) {
        session_end(session, code == MOSQ_ERR_SUCCESS ? MOSQ_ERR_CONN_LOST : code);
    }
}

void session_publish_state(struct session *session, const char *payload, int *mid)
{
    const struct client_settings *settings = session->parts.settings;
    mosquitto_property *properties = dial_session_property(settings);
    int code = mosquitto_publish_v5(session->mosquitto, mid, settings->will_topic,
                                    (int)strlen(payload), payload, 1, true, properties);
    mosquitto_property_free_all(&properties);
    session->wrote = true;
    session_check(session, code);
}

static bool connect_session(struct session *session)
{
    const struct client_settings *settings = session->parts.settings;
    session->mosquitto = dial_prepare(settings, session, &session->ending);
    if (session->mosquitto == NULL) {
        return false;
    }
    session_listen(session);
    session_check(session, dial_connect(session->mosquitto, settings));
    if (session->over) {
        return false;
    }
    /* A broker whose machine is gone acknowledges nothing: without this, the kernel tries on. */
    unsigned timeout_ms = (unsigned)settings->broker.keepalive_s * 1000;
    setsockopt(mosquitto_socket(session->mosquitto), IPPROTO_TCP, TCP_USER_TIMEOUT, &timeout_ms,
               sizeof timeout_ms);
    return true;
}

struct session *session_create(const struct session_parts *parts, struct ending *ending)
{
    struct session *session = calloc(1, sizeof *session);
    const struct client_settings *settings = parts->settings;
    if (session == NULL) {
        ending_set(ending, CLIENT_LOST, "no memory");
        return NULL;
    }
    session->parts = *parts;
    session->leave_at_ms = session->leave_until_ms = session->ask_again_ms = NEVER;
    gate_init(&session->gate);
    session->keepalive_ms = settings->broker.keepalive_s * 1000LL;
    if (!subscriptions_init(&session->subscriptions, settings->subscriptions,
                            settings->subscription_count, settings->broker.version != 3) ||
        !connect_session(session)) {
        *ending = session->ending;
        session_destroy(session);
        return NULL;
    }
    session->now_ms = session->opened_ms = ticks_ms();
    session->heard_ms = session->wrote_ms = session->opened_ms;
    return session;
}

void session_destroy(struct session *session)
{
    if (session == NULL) {
        return;
    }
    inbox_deliver(session->parts.inbox);
    outbox_set_online(session->parts.outbox, false);
    mosquitto_destroy(session->mosquitto);
    subscriptions_finish(&session->subscriptions);
    free(session);
}

bool session_is_up(const struct session *session)
{
    return session->accepted && session->subscriptions.open == 0;
}

const struct ending *session_refusal(const struct session *session)
{
    return session->subscriptions.refused > 0 ? &session->refusal : NULL;
}

const struct ending *session_ending(const struct session *session)
{
    return &session->ending;
}

void session_leave(struct session *session, int64_t until_ms)
{
    int64_t now_ms = ticks_ms();
    session->leave_until_ms = until_ms;
    /* What is in the outbox goes first, but must not eat up the time. */
    session->leave_at_ms = now_ms + (until_ms - now_ms) / 2;
}
