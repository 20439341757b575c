#pragma once

/*
 * One who asks walls for something, as mosquitto_rr does: MQTT 5 with a response topic and
 * correlation data, or without either. It hears all that is answered.
 */

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

struct asker;

struct question {
    const char *topic; /* whole */
    const void *payload;
    size_t length;
    const char *response_topic; /* NULL: none */
    const char *correlation;    /* NULL: none */
    bool retain;
};

/* Subscribed to every answer and screenshot of the site and to "answers/#". Aborts the test when it
 * cannot connect. */
struct asker *asker_open(int port, const char *site);
void asker_close(struct asker *asker);

/* Hands the question to the library; asker_await() sends it. */
void asker_ask(struct asker *asker, const struct question *question);

/* Waits until so many answers were heard; false after `seconds`. */
bool asker_await(struct asker *asker, size_t answers, int seconds);

/* Takes in what comes for so long. */
void asker_listen(struct asker *asker, int milliseconds);

size_t asker_count(const struct asker *asker);

/* Of the n-th that was heard, from 0. JSON is NULL for what is none. */
const char *asker_topic(const struct asker *asker, size_t n);
const char *asker_correlation(const struct asker *asker, size_t n); /* "" for none */
const char *asker_payload(const struct asker *asker, size_t n, size_t *length);
const json_t *asker_json(const struct asker *asker, size_t n);

/* How many answers have that status and, when it is not NULL, that code of their first error. */
size_t asker_count_of(const struct asker *asker, const char *status, const char *code);

void asker_forget(struct asker *asker);
