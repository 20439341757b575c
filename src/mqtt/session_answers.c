/* What the library tells a session: its callbacks. */

#include "mqtt/session_state.h"

#include <errno.h>
#include <string.h>

#include <mqtt_protocol.h>

#include "base/log.h"
#include "base/text.h"
#include "mqtt/topics.h"

/* A refused subscription is asked for again: rights may be mended while we are connected. */
#define ASK_AGAIN_MS 30000

static void on_log(struct mosquitto *mosquitto, void *context, int level, const char *text)
{
    (void)mosquitto;
    struct session *session = context;
    if (level != MOSQ_LOG_ERR || session->library_said[0] != '\0') {
        return;
    }
    /* "OpenSSL Error[0]: error:0A000086:SSL routines::certificate verify failed", "Error: ..." */
    const char *said = text;
    if (strncmp(text, "OpenSSL", strlen("OpenSSL")) == 0 && strrchr(text, ':') != NULL) {
        said = strrchr(text, ':') + 1;
    } else if (strncmp(text, "Error: ", strlen("Error: ")) == 0) {
        said = text + strlen("Error: ");
    }
    text_copy_clean(session->library_said, sizeof session->library_said, said);
}

static void on_connect(struct mosquitto *mosquitto, void *context, int code, int flags,
                       const mosquitto_property *properties)
{
    (void)flags;
    struct session *session = context;
    const struct client_settings *settings = session->parts.settings;
    uint16_t keepalive_s;
    if (code != 0) {
        ending_from_connack(&session->ending, code, settings->broker.version == 3 ? 3 : 5);
        return;
    }
    session->accepted = true;
    /* The library obeys it too. */
    if (mosquitto_property_read_int16(properties, MQTT_PROP_SERVER_KEEP_ALIVE, &keepalive_s,
                                      false) != NULL) {
        session->keepalive_ms = keepalive_s * 1000LL;
    }
    if (settings->will_topic != NULL && settings->birth_payload != NULL) {
        session_publish_state(session, settings->birth_payload, NULL);
    }
    session_check(session, subscriptions_ask(&session->subscriptions, mosquitto));
    session->wrote = true;
}

static void on_disconnect(struct mosquitto *mosquitto, void *context, int code,
                          const mosquitto_property *properties)
{
    (void)mosquitto;
    (void)properties;
    struct session *session = context;
    /* A code of the library is smaller, and comes as the result of the call as well. */
    if (code >= MQTT_RC_UNSPECIFIED) {
        ending_from_disconnect(&session->ending, code);
    }
}

static void on_subscribe(struct mosquitto *mosquitto, void *context, int mid, int count,
                         const int *granted, const mosquitto_property *properties)
{
    (void)mosquitto;
    (void)properties;
    struct session *session = context;
    int answer = count > 0 ? granted[0] : MQTT_RC_UNSPECIFIED;
    if (!subscriptions_answered(&session->subscriptions, mid, answer, &session->refusal)) {
        session->ask_again_ms = session->now_ms + ASK_AGAIN_MS;
    }
}

static void on_publish(struct mosquitto *mosquitto, void *context, int mid, int code,
                       const mosquitto_property *properties)
{
    (void)mosquitto;
    (void)properties;
    struct session *session = context;
    if (code >= MQTT_RC_UNSPECIFIED) {
        log_line(LOG_WARNING, "mqtt", "publication refused: %s", mosquitto_reason_string(code));
        report_refused_publication(session->parts.report);
    }
    session->left = session->left || (session->leave_mid != 0 && mid == session->leave_mid);
    outbox_acknowledged(session->parts.outbox, mid);
    if (report_acknowledged(session->parts.report)) {
        inbox_call(session->parts.inbox);
    }
}

static void on_message(struct mosquitto *mosquitto, void *context,
                       const struct mosquitto_message *message,
                       const mosquitto_property *properties)
{
    (void)mosquitto;
    struct session *session = context;
    session->arrived++;
    session->wrote = session->wrote || message->qos > 0;
    const struct client_message mail = {.topic = message->topic,
                                        .payload = message->payload,
                                        .length = (size_t)message->payloadlen,
                                        .retained = message->retain,
                                        .mono_ms = session->now_ms};
    if (session->parts.settings->screen != NULL && topic_request_verb(mail.topic) != NULL) {
        session_take_request(session, &mail, properties);
    } else {
        inbox_put(session->parts.inbox, &mail);
    }
}

void session_listen(struct session *session)
{
    struct mosquitto *mosquitto = session->mosquitto;
    mosquitto_log_callback_set(mosquitto, on_log);
    mosquitto_connect_v5_callback_set(mosquitto, on_connect);
    mosquitto_disconnect_v5_callback_set(mosquitto, on_disconnect);
    mosquitto_subscribe_v5_callback_set(mosquitto, on_subscribe);
    mosquitto_publish_v5_callback_set(mosquitto, on_publish);
    mosquitto_message_v5_callback_set(mosquitto, on_message);
}
