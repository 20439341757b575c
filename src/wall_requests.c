#include "wall.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "config/answer.h"
#include "load.h"
#include "mqtt/topics.h"

static const struct {
    wall_verb *serve;
    bool asks; /* and changes nothing: not worth a line in the log */
} servers[REQUEST_VERBS] = {
    [REQUEST_PING] = {.serve = wall_ping, .asks = true},
    [REQUEST_BLANK] = {.serve = wall_blank},
    [REQUEST_WAKE] = {.serve = wall_wake},
    [REQUEST_PAGE] = {.serve = wall_turn_to_page},
    [REQUEST_IDENTIFY] = {.serve = wall_identify},
    [REQUEST_TEST_CARD] = {.serve = wall_test_card},
    [REQUEST_SCREENSHOT] = {.serve = wall_send_screenshot, .asks = true},
    [REQUEST_ACKNOWLEDGE] = {.serve = wall_acknowledge},
    [REQUEST_CONFIRM] = {.serve = wall_confirm},
    [REQUEST_ROLLBACK] = {.serve = wall_roll_back},
    [REQUEST_VALIDATE] = {.serve = wall_validate, .asks = true},
    [REQUEST_WHY] = {.serve = wall_why, .asks = true},
    [REQUEST_UPDATE] = {.serve = wall_update},
    [REQUEST_RESTART] = {.serve = wall_leave_to_restart},
    [REQUEST_LOG] = {.serve = wall_send_log, .asks = true},
};

static char *refusal(const struct wallboard *wall, const struct client_message *message,
                     const struct faults *faults)
{
    char transaction[REQUEST_TRANSACTION_BYTES];
    bool told = request_transaction(message->payload, message->length, transaction);
    const struct fault *first = faults_at(faults, 0);
    log_line(LOG_INFO, "request", "%s is refused: %s: %s", message->topic, first->code,
             first->message);
    return answer_refusal(wall->setup.device->screen, told ? transaction : NULL, faults);
}

static char *serve(struct wallboard *wall, const struct client_message *message)
{
    char *text;
    struct request request;
    struct arena *arena = arena_create();
    struct faults *faults = faults_create();
    json_t *facts = json_object();
    const char *verb = topic_request_verb(message->topic);
    if (request_read(&request, verb, message->payload, message->length, load_drawable, arena,
                     faults) &&
        servers[request.verb].serve(wall, &request, facts, faults)) {
        text = answer_ok(wall->setup.device->screen, request.transaction, json_incref(facts));
        log_line(servers[request.verb].asks ? LOG_DEBUG : LOG_INFO, "request", "%s",
                 message->topic);
    } else {
        text = refusal(wall, message, faults);
    }
    json_decref(facts);
    faults_destroy(faults);
    arena_destroy(arena);
    return text;
}

void wall_take_request(struct wallboard *wall, const struct client_message *message)
{
    char to[TOPIC_BYTES];
    const struct device_config *device = wall->setup.device;
    const char *topic =
        topic_answer(to, device->site, device->screen, message->topic, message->reply.topic);
    char *text = serve(wall, message);
    client_answer(wall->client, topic, text, strlen(text), &message->reply);
    free(text);
}
