#include "support/asker.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <mosquitto.h>
#include <mqtt_protocol.h>

struct heard_answer {
    char *topic, *payload, *correlation;
    size_t length;
    json_t *json;
};

struct asker {
    struct mosquitto *mosquitto;
    struct heard_answer *answers;
    size_t count, room;
    int granted;
};

static void on_subscribe(struct mosquitto *mosquitto, void *context, int mid, int count,
                         const int *granted)
{
    (void)mosquitto;
    (void)mid;
    (void)count;
    (void)granted;
    ((struct asker *)context)->granted++;
}

static void on_message(struct mosquitto *mosquitto, void *context,
                       const struct mosquitto_message *message,
                       const mosquitto_property *properties)
{
    (void)mosquitto;
    struct asker *asker = context;
    if (asker->count == asker->room) {
        asker->room = asker->room * 2 + 64;
        asker->answers = realloc(asker->answers, asker->room * sizeof *asker->answers);
    }
    struct heard_answer *answer = &asker->answers[asker->count++];
    void *correlation = NULL;
    uint16_t length = 0;
    mosquitto_property_read_binary(properties, MQTT_PROP_CORRELATION_DATA, &correlation, &length,
                                   false);
    *answer = (struct heard_answer){
        .topic = strdup(message->topic),
        .payload = malloc((size_t)message->payloadlen + 1),
        .correlation = strndup(correlation != NULL ? correlation : "", length),
        .length = (size_t)message->payloadlen,
        .json = json_loadb(message->payload, (size_t)message->payloadlen, 0, NULL),
    };
    if (answer->length > 0) {
        memcpy(answer->payload, message->payload, answer->length);
    }
    answer->payload[answer->length] = '\0';
    free(correlation);
}

struct asker *asker_open(int port, const char *site)
{
    struct asker *asker = calloc(1, sizeof *asker);
    char id[64], topics[2][128];
    snprintf(id, sizeof id, "asker-%ld-%p", (long)getpid(), (void *)asker);
    mosquitto_lib_init();
    asker->mosquitto = mosquitto_new(id, true, asker);
    mosquitto_int_option(asker->mosquitto, MOSQ_OPT_PROTOCOL_VERSION, MQTT_PROTOCOL_V5);
    mosquitto_subscribe_callback_set(asker->mosquitto, on_subscribe);
    mosquitto_message_v5_callback_set(asker->mosquitto, on_message);
    snprintf(topics[0], sizeof topics[0], "wallboard/1/%s/screen/+/response/+", site);
    snprintf(topics[1], sizeof topics[1], "wallboard/1/%s/screen/+/screenshot", site);
    if (mosquitto_connect(asker->mosquitto, "127.0.0.1", port, 30) != MOSQ_ERR_SUCCESS ||
        mosquitto_subscribe(asker->mosquitto, NULL, topics[0], 1) != MOSQ_ERR_SUCCESS ||
        mosquitto_subscribe(asker->mosquitto, NULL, topics[1], 1) != MOSQ_ERR_SUCCESS ||
        mosquitto_subscribe(asker->mosquitto, NULL, "answers/#", 1) != MOSQ_ERR_SUCCESS) {
        abort();
    }
    for (int i = 0; i < 1000 && asker->granted < 3; i++) {
        mosquitto_loop(asker->mosquitto, 10, 1);
    }
    if (asker->granted < 3) {
        abort();
    }
    return asker;
}

void asker_forget(struct asker *asker)
{
    for (size_t i = 0; i < asker->count; i++) {
        free(asker->answers[i].topic);
        free(asker->answers[i].payload);
        free(asker->answers[i].correlation);
        json_decref(asker->answers[i].json);
    }
    asker->count = 0;
}

void asker_close(struct asker *asker)
{
    mosquitto_disconnect(asker->mosquitto);
    mosquitto_destroy(asker->mosquitto);
    asker_forget(asker);
    free(asker->answers);
    free(asker);
    mosquitto_lib_cleanup();
}

void asker_ask(struct asker *asker, const struct question *question)
{
    mosquitto_property *properties = NULL;
    if (question->response_topic != NULL) {
        mosquitto_property_add_string(&properties, MQTT_PROP_RESPONSE_TOPIC,
                                      question->response_topic);
    }
    if (question->correlation != NULL) {
        mosquitto_property_add_binary(&properties, MQTT_PROP_CORRELATION_DATA,
                                      question->correlation,
                                      (uint16_t)strlen(question->correlation));
    }
    if (mosquitto_publish_v5(asker->mosquitto, NULL, question->topic, (int)question->length,
                             question->payload, 1, question->retain,
                             properties) != MOSQ_ERR_SUCCESS) {
        abort();
    }
    mosquitto_property_free_all(&properties);
}

bool asker_await(struct asker *asker, size_t answers, int seconds)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    for (time_t until = now.tv_sec + seconds; now.tv_sec <= until && asker->count < answers;) {
        mosquitto_loop(asker->mosquitto, 10, 100);
        clock_gettime(CLOCK_MONOTONIC, &now);
    }
    if (asker->count < answers) {
        fprintf(stderr, "%zu answers and not %zu\n", asker->count, answers);
    }
    return asker->count >= answers;
}

void asker_listen(struct asker *asker, int milliseconds)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    int64_t until_ms = now.tv_sec * INT64_C(1000) + now.tv_nsec / 1000000 + milliseconds;
    do {
        mosquitto_loop(asker->mosquitto, 10, 100);
        clock_gettime(CLOCK_MONOTONIC, &now);
    } while (now.tv_sec * INT64_C(1000) + now.tv_nsec / 1000000 < until_ms);
}

size_t asker_count(const struct asker *asker)
{
    return asker->count;
}

const char *asker_topic(const struct asker *asker, size_t n)
{
    return asker->answers[n].topic;
}

const char *asker_correlation(const struct asker *asker, size_t n)
{
    return asker->answers[n].correlation;
}

const char *asker_payload(const struct asker *asker, size_t n, size_t *length)
{
    *length = asker->answers[n].length;
    return asker->answers[n].payload;
}

const json_t *asker_json(const struct asker *asker, size_t n)
{
    return asker->answers[n].json;
}

size_t asker_count_of(const struct asker *asker, const char *status, const char *code)
{
    size_t count = 0;
    for (size_t i = 0; i < asker->count; i++) {
        const json_t *json = asker->answers[i].json;
        const char *is = json_string_value(json_object_get(json, "status"));
        const json_t *first = json_array_get(json_object_get(json, "errors"), 0);
        const char *why = json_string_value(json_object_get(first, "code"));
        count += is != NULL && strcmp(is, status) == 0 &&
                 (code == NULL || (why != NULL && strcmp(why, code) == 0));
    }
    return count;
}
