/* What is pushed to the wall: from the topics to the layers, and from there to the picture. */

#include "wall.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "config/answer.h"
#include "config/envelope.h"
#include "device/files.h"
#include "legibility.h"
#include "load.h"
#include "mqtt/topics.h"

#define STORE "pushed.json"

/* Of a file that the device file names. */
#define DEVICE_MAX_BYTES ((size_t)4 * 1024 * 1024)

/* How long a link that is not up may take to be given up, while the picture waits. */
#define GIVE_UP_MS 200

/* ---- Beginning ------------------------------------------------------------------------------ */

static bool same_groups(const struct device_config *a, const struct device_config *b)
{
    bool same = a->group_count == b->group_count;
    for (size_t i = 0; same && i < a->group_count; i++) {
        same = strcmp(a->groups[i], b->groups[i]) == 0;
    }
    return same;
}

static bool same_keys(const struct device_config *a, const struct device_config *b)
{
    bool same = a->key_count == b->key_count;
    for (size_t i = 0; same && i < a->key_count; i++) {
        const struct signing_key *one = &a->keys[i], *other = &b->keys[i];
        same = strcmp(one->id, other->id) == 0 && one->revoked == other->revoked &&
               memcmp(one->public_key.bytes, other->public_key.bytes, PUBLIC_KEY_BYTES) == 0;
    }
    return same;
}

static bool same_screen(const struct device_config *a, const struct device_config *b)
{
    return strcmp(a->site, b->site) == 0 && strcmp(a->screen, b->screen) == 0 &&
           same_groups(a, b) && same_keys(a, b);
}

/* Of the device file and of what its connection stands in; false when that cannot be told now. The
 * screen's own certificate is left out: machines renew it by themselves. */
static bool device_sha256(const struct setup *setup, char to[SHA256_HEX_BYTES])
{
    enum { files = 2 };
    const struct broker_config *broker = &setup->device->broker;
    const char *const paths[files] = {broker->ca, broker->password_file};
    char parts[(files + 1) * SHA256_HEX_BYTES] = "";
    size_t used = (size_t)snprintf(parts, sizeof parts, "%s", setup->device_sha256);
    for (size_t i = 0; i < files; i++) {
        size_t length;
        char one[SHA256_HEX_BYTES];
        char *bytes = paths[i] != NULL ? file_read(paths[i], DEVICE_MAX_BYTES, &length) : NULL;
        if (paths[i] != NULL && bytes == NULL) {
            return false;
        }
        status_sha256(one, bytes != NULL ? bytes : "", bytes != NULL ? length : 0);
        free(bytes);
        used += (size_t)snprintf(parts + used, sizeof parts - used, "%s", one);
    }
    status_sha256(to, parts, used);
    return true;
}

struct board_config *wall_renew_push(struct wallboard *wall, const struct device_config *before)
{
    struct setup *setup = &wall->setup;
    const struct device_config *device = setup->device;
    if (before != NULL && device != NULL && before != device && !same_screen(before, device)) {
        pushed_destroy(wall->pushed);
        wall->pushed = NULL;
    }
    if (wall->pushed == NULL && device != NULL) {
        char path[PATH_MAX];
        wall->pushed = pushed_create(device, wall_state_path(path, STORE), load_merged_board);
    }
    if (wall->pushed == NULL || device == NULL) {
        return NULL;
    }
    char sha256[SHA256_HEX_BYTES];
    bool known = device_sha256(setup, sha256);
    pushed_set_device(wall->pushed, known ? sha256 : NULL, device->broker.ca != NULL);
    pushed_set_file(wall->pushed, setup->file, setup->file_sha256[0] != '\0');
    struct board_config *board = pushed_renew(wall->pushed);
    if (wall->safe) {
        board_config_destroy(board);
        return NULL;
    }
    return board != NULL ? setup_show(setup, board, pushed_sha256(wall->pushed)) : NULL;
}

/* ---- The connection ------------------------------------------------------------------------- */

const struct broker_config *wall_broker(const struct wallboard *wall)
{
    const struct broker_config *pushed =
        wall->pushed != NULL ? pushed_connection(wall->pushed) : NULL;
    return pushed != NULL ? pushed : &wall->setup.device->broker;
}

json_t *wall_connection_facts(const struct wallboard *wall)
{
    json_t *facts = pushed_connection_facts(wall->pushed);
    const struct broker_config *broker = wall_broker(wall);
    return facts != NULL ? facts
                         : json_pack("{s:s, s:s, s:i, s:b}", "from", "device", "host", broker->host,
                                     "port", broker->port, "tls", broker->ca != NULL);
}

/* Leaves in order where there is somebody to be told, and goes to the other broker. */
static void follow_connection(struct wallboard *wall)
{
    if (pushed_connection_number(wall->pushed) == wall->connection) {
        return;
    }
    wall_tell_move(wall);
    wall_drop_client(wall, wall->link.link == CLIENT_UP ? LEAVE_MS : GIVE_UP_MS);
    wall_make_client(wall);
    wall->certificates_ms = wall->now.mono_ms;
    wall_make_placard(wall);
    wall_mark_dirty(wall);
}

/* ---- Coming in ------------------------------------------------------------------------------ */

bool wall_take_push(struct wallboard *wall, const char *topic, const struct client_message *message)
{
    static const char leaf[] = "/config";
    char layer[TOPIC_BYTES], own[TOPIC_BYTES];
    size_t length = strlen(topic), end = strlen(leaf);
    if (wall->pushed == NULL || length <= end || length >= sizeof layer ||
        strcmp(topic + length - end, leaf) != 0) {
        return false;
    }
    snprintf(layer, sizeof layer, "%.*s", (int)(length - end), topic);
    snprintf(own, sizeof own, "screen/%s", wall->setup.device->screen);
    return pushed_offer(wall->pushed, strcmp(layer, own) == 0 ? "screen" : layer, message->payload,
                        message->length, &wall->now);
}

/* ---- Showing and telling -------------------------------------------------------------------- */

static void publish_report(struct wallboard *wall)
{
    const struct device_config *device = wall->setup.device;
    char topic[TOPIC_BYTES];
    char *text = pushed_report(wall->pushed, wall->setup.file_sha256, &wall->now);
    if (text == NULL) {
        return;
    }
    topic_screen(topic, device->site, device->screen, "config/reported");
    if (!client_publish(wall->client, topic, text, strlen(text), 1, true)) {
        log_line(LOG_WARNING, "push", "no room for the answer");
    }
    free(text);
    wall->news = true;
}

/* While nothing is tried nobody asks. */
static uint64_t acknowledged(const struct wallboard *wall)
{
    if (wall->client == NULL || !pushed_tries(wall->pushed)) {
        return 0;
    }
    /* In this order: what is acknowledged after the look wakes us. */
    client_await_acknowledgement(wall->client);
    struct client_status status = client_status(wall->client);
    return status.acknowledged - (pushed_moves(wall->pushed) ? status.refused_publications : 0);
}

void wall_pass_push(struct wallboard *wall)
{
    struct board_config *board;
    if (wall->pushed == NULL) {
        return;
    }
    const struct pushed_proof proof = {.link = wall->link.link == CLIENT_UP,
                                       .screen = wall->screen != NULL,
                                       .frames = wall->frames,
                                       .acknowledged = acknowledged(wall),
                                       .reason = wall->link.reason};
    bool other = pushed_turn(wall->pushed, &proof, &wall->now, &board);
    /* First, as the broker that is told may be the one that is left. */
    if (wall->client != NULL && wall->link.link == CLIENT_UP) {
        publish_report(wall);
    }
    if (other) {
        wall_show_board(wall, board, pushed_sha256(wall->pushed));
    }
    follow_connection(wall);
}

/* ---- Requests ------------------------------------------------------------------------------- */

bool wall_confirm(struct wallboard *wall, const struct request *request, json_t *facts,
                  struct faults *faults)
{
    (void)request;
    (void)facts;
    return pushed_confirm(wall->pushed, faults);
}

bool wall_roll_back(struct wallboard *wall, const struct request *request, json_t *facts,
                    struct faults *faults)
{
    (void)request;
    (void)facts;
    return pushed_roll_back(wall->pushed, faults);
}

/* Into what was sent, as those of a push. */
static void add_fault(struct faults *faults, const struct fault *fault)
{
    char pointer[PATH_MAX];
    bool config = strcmp(fault->code, "unknown-layer") != 0;
    snprintf(pointer, sizeof pointer, "%s%s", config ? ENVELOPE_CONFIG : "", fault->pointer);
    faults_add(faults, fault->severity, pointer, fault->code, fault->read, fault->allowed, "%s",
               fault->message);
}

static json_t *warnings_of(const struct faults *found)
{
    json_t *list = json_array();
    struct faults *told = faults_create();
    for (size_t i = 0; i < faults_count(found); i++) {
        add_fault(told, faults_at(found, i));
        json_array_append_new(list, fault_json(faults_at(told, i)));
    }
    faults_destroy(told);
    return list;
}

static bool validate_connection(const struct wallboard *wall, const struct request *request,
                                const char *layer, struct faults *faults)
{
    size_t fatal = faults_fatal(faults);
    if (request->connection != NULL) {
        json_t *connection = json_loads(request->connection, 0, NULL);
        pushed_validate_connection(wall->pushed, layer, connection, &wall->now, faults);
        json_decref(connection);
    }
    return faults_fatal(faults) == fatal;
}

/* On the fonts and the size of this very wall. */
bool wall_validate(struct wallboard *wall, const struct request *request, json_t *facts,
                   struct faults *faults)
{
    const char *layer = request->layer != NULL ? request->layer : "screen";
    json_t *config = json_loads(request->config, 0, NULL);
    struct faults *found = faults_create();
    struct board_config *board = pushed_validate(wall->pushed, layer, config, found);
    if (board != NULL && wall->screen != NULL) {
        legibility_warn(board, screen_width(wall->screen), screen_height(wall->screen), found);
    }
    for (size_t i = 0; i < faults_count(found) && board == NULL; i++) {
        if (faults_at(found, i)->severity == SEVERITY_FAULT) {
            add_fault(faults, faults_at(found, i));
        }
    }
    bool good = validate_connection(wall, request, layer, faults) && board != NULL;
    if (good) {
        json_object_set_new(facts, "warnings", warnings_of(found));
    }
    board_config_destroy(board);
    faults_destroy(found);
    json_decref(config);
    return good;
}
