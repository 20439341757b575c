#include "status.h"

#include <jansson.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/moment.h"

#define SOONEST_MS 1000
#define LATEST_MS 60000

static void to_hex(char to[SHA256_HEX_BYTES], const unsigned char *digest)
{
    for (int i = 0; i < 32; i++) {
        snprintf(to + (size_t)i * 2, 3, "%02x", digest[i]);
    }
}

void status_sha256(char to[SHA256_HEX_BYTES], const void *bytes, size_t length)
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    EVP_Digest(bytes, length, digest, NULL, EVP_sha256(), NULL);
    to_hex(to, digest);
}

/* Of the commands as they lie in memory: the recorder clears all that it does not set. */
static void hash_scene(char to[SHA256_HEX_BYTES], const struct scene *scene)
{
    unsigned char digest[EVP_MAX_MD_SIZE] = {0};
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    if (context != NULL && EVP_DigestInit_ex(context, EVP_sha256(), NULL) == 1) {
        for (size_t i = 0; i < scene_cells(scene); i++) {
            const struct cell *cell = scene_cell(scene, i);
            EVP_DigestUpdate(context, &cell->bounds, sizeof cell->bounds);
            EVP_DigestUpdate(context, &cell->background, sizeof cell->background);
            EVP_DigestUpdate(context, cell->commands,
                             (size_t)cell->count * sizeof cell->commands[0]);
        }
        EVP_DigestFinal_ex(context, digest, NULL);
    }
    EVP_MD_CTX_free(context);
    to_hex(to, digest);
}

static int64_t resident_bytes(void)
{
    long pages = 0;
    FILE *file = fopen("/proc/self/statm", "re");
    if (file != NULL) {
        if (fscanf(file, "%*s %ld", &pages) != 1) {
            pages = 0;
        }
        fclose(file);
    }
    return (int64_t)pages * sysconf(_SC_PAGESIZE);
}

static json_t *counts(const unsigned *values, int count, const char *(*word)(int))
{
    json_t *object = json_object();
    for (int i = 0; i < count; i++) {
        json_object_set_new(object, word(i), json_integer(values[i]));
    }
    return object;
}

static const char *verdict_at(int i)
{
    return verdict_word((enum verdict)i);
}

static const char *quality_at(int i)
{
    return quality_word((enum quality)i);
}

static json_t *refusals(const struct counters *counters)
{
    json_t *object = json_object();
    for (int i = REFUSED_NOTHING + 1; i < REFUSAL_COUNT; i++) {
        json_object_set_new(object, refusal_word((enum refusal)i),
                            json_integer((json_int_t)counters->refused[i]));
    }
    return object;
}

static json_t *group_names(const struct status_facts *facts)
{
    json_t *list = json_array();
    for (size_t i = 0; i < facts->group_count; i++) {
        json_array_append_new(list, json_string(facts->groups[i]));
    }
    return list;
}

static json_t *config_json(const struct status_facts *facts)
{
    json_t *object = json_pack("{s:s}", "sha256", facts->config_sha256);
    if (facts->push != NULL) {
        json_object_update(object, facts->push);
    }
    return object;
}

/* What is told at once when it changes. */
static json_t *facts_json(const struct status_facts *facts)
{
    char scene[SHA256_HEX_BYTES] = "";
    if (facts->scene != NULL) {
        hash_scene(scene, facts->scene);
    }
    const struct summary *summary = board_summary(facts->board);
    json_t *json = json_pack(
        "{s:s, s:s, s:b, s:o, s:s, s:{s:s, s:i, s:i, s:b, s:b, s:s, s:s}, s:I, s:o, s:o, s:o}",
        "version", WALLBOARD_VERSION, "session", facts->session, "twin", facts->twin, "groups",
        group_names(facts), "scene_sha256", scene, "panel", "driver", facts->driver, "width",
        facts->width, "height", facts->height, "on", facts->on, "off_on_purpose", facts->resting,
        "backlight", facts->backlight, "cec", facts->cec, "page", (json_int_t)facts->page,
        "verdicts", counts(summary->verdicts, VERDICT_COUNT, verdict_at), "qualities",
        counts(summary->qualities, QUALITY_COUNT, quality_at), "config", config_json(facts));
    if (facts->debug) {
        json_object_set_new(json, "debug", json_true());
    }
    if (facts->connection != NULL) {
        json_object_set(json, "connection", facts->connection);
    }
    if (facts->update != NULL) {
        json_object_set(json, "update", facts->update);
    }
    if (facts->moved != NULL) {
        json_object_set_new(json, "moved", json_string(facts->moved));
    }
    if (facts->certificates != NULL) {
        json_object_set(json, "certificates", facts->certificates);
    }
    return json;
}

static void add_counters(json_t *status, const struct status_facts *facts)
{
    const struct counters *counters = board_counters(facts->board);
    uint64_t ignored = counters->ignored + facts->link->retained_requests;
    json_object_set_new(status, "uptime_s", json_integer(facts->uptime_s));
    json_object_set_new(status, "rss_bytes", json_integer(resident_bytes()));
    json_object_set_new(status, "frames", json_integer((json_int_t)facts->frames));
    json_object_set_new(status, "refused", refusals(counters));
    json_object_set_new(status, "ignored", json_integer((json_int_t)ignored));
    json_object_set_new(status, "flaps", json_integer((json_int_t)counters->flaps));
    json_object_set_new(status, "reconnects", json_integer((json_int_t)facts->link->reconnects));
}

void status_init(struct status *status)
{
    *status = (struct status){.told_ms = NEVER};
}

char *status_due(struct status *status, const struct status_facts *facts, int64_t mono_ms)
{
    bool first = status->told_ms == NEVER;
    if (!first && mono_ms - status->told_ms < SOONEST_MS) {
        return NULL;
    }
    json_t *json = facts_json(facts);
    char *text = json_dumps(json, JSON_COMPACT);
    char hash[SHA256_HEX_BYTES];
    status_sha256(hash, text, strlen(text));
    free(text);
    text = NULL;
    if (first || strcmp(hash, status->told) != 0 || mono_ms - status->told_ms >= LATEST_MS) {
        add_counters(json, facts);
        text = json_dumps(json, JSON_COMPACT);
        memcpy(status->told, hash, sizeof hash);
        status->told_ms = mono_ms;
    }
    json_decref(json);
    return text;
}

int64_t status_next(const struct status *status, bool changed)
{
    if (status->told_ms == NEVER) {
        return 0;
    }
    return status->told_ms + (changed ? SOONEST_MS : LATEST_MS);
}
