/*
 * Requests on their way into the inbox. What is too large, too much at once or finds no room is
 * answered here and now, so that a flood does not reach the wall.
 */

#include "mqtt/session_state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <mqtt_protocol.h>

#include "base/log.h"
#include "config/answer.h"
#include "config/request.h"
#include "mqtt/topics.h"

/* Refusals beyond these are not worth what they would push out of the outbox. */
#define REFUSALS_WAITING 512

/* The library allocates both; to be freed with free_reply(). */
static struct client_reply read_reply(const mosquitto_property *properties)
{
    char *topic = NULL;
    void *correlation = NULL;
    uint16_t length = 0;
    mosquitto_property_read_string(properties, MQTT_PROP_RESPONSE_TOPIC, &topic, false);
    mosquitto_property_read_binary(properties, MQTT_PROP_CORRELATION_DATA, &correlation, &length,
                                   false);
    return (struct client_reply){topic, correlation, length};
}

static void free_reply(struct client_reply *reply)
{
    free((char *)reply->topic);
    free((void *)reply->correlation);
}

static void refuse(struct session *session, const struct client_message *message,
                   struct faults *faults)
{
    const struct client_settings *settings = session->parts.settings;
    char to[TOPIC_BYTES], transaction[REQUEST_TRANSACTION_BYTES];
    const char *topic =
        topic_answer(to, settings->site, settings->screen, message->topic, message->reply.topic);
    bool told = request_transaction(message->payload, message->length, transaction);
    char *text = answer_refusal(settings->screen, told ? transaction : NULL, faults);
    if (outbox_pending(session->parts.outbox) < REFUSALS_WAITING) {
        outbox_put(session->parts.outbox,
                   &(struct outbox_item){.topic = topic,
                                         .payload = text,
                                         .length = strlen(text),
                                         .qos = 1,
                                         .correlation = message->reply.correlation,
                                         .correlation_length = message->reply.correlation_length});
    }
    free(text);
}

static bool is_let_in(struct session *session, const struct client_message *message,
                      struct faults *faults)
{
    char read[32], allowed[64];
    size_t most = request_most_bytes(topic_request_verb(message->topic));
    if (message->length > most) {
        snprintf(read, sizeof read, "%zu bytes", message->length);
        snprintf(allowed, sizeof allowed, "at most %zu bytes", most);
        faults_add(faults, SEVERITY_FAULT, "", "too-large", read, allowed,
                   "The request is too large.");
    } else if (!gate_pass(&session->gate, session->now_ms)) {
        snprintf(allowed, sizeof allowed, "%d at once, then %d a second", GATE_BURST,
                 1000 / GATE_EVERY_MS);
        faults_add(faults, SEVERITY_FAULT, "", "rate", "", allowed, "Too many requests at a time.");
    } else if (!inbox_put(session->parts.inbox, message)) {
        snprintf(allowed, sizeof allowed, "at most %d waiting", INBOX_REQUESTS);
        faults_add(faults, SEVERITY_FAULT, "", "busy", "", allowed,
                   "The wall has not yet come to earlier requests.");
    }
    return faults_fatal(faults) == 0;
}

void session_take_request(struct session *session, const struct client_message *message,
                          const mosquitto_property *properties)
{
    if (message->retained) {
        report_retained_request(session->parts.report);
        log_line(LOG_DEBUG, "mqtt", "retained and therefore ignored: %s", message->topic);
        return;
    }
    struct client_message request = *message;
    struct faults *faults = faults_create();
    request.reply = read_reply(properties);
    if (!is_let_in(session, &request, faults)) {
        refuse(session, &request, faults);
    }
    free_reply(&request.reply);
    faults_destroy(faults);
}
