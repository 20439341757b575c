#include "ctl/rollout.h"

#include <string.h>

#include "config/sealed.h"
#include "ctl/answers.h"
#include "kpi/reading.h"

const char *const rollout_topics[ROLLOUT_TOPICS] = {
    "screen/+/availability",    "screen/+/status", "bridge",         "bridged",
    "screen/+/config/reported", "all/config",      "group/+/config", "screen/+/config"};

void rollout_init(struct rollout *rollout)
{
    *rollout = (struct rollout){.fleet = fleet_create(),
                                .reports = json_object(),
                                .fresh = json_object(),
                                .online = json_object(),
                                .retained = json_object()};
}

void rollout_finish(struct rollout *rollout)
{
    fleet_destroy(rollout->fleet);
    json_decref(rollout->reports);
    json_decref(rollout->fresh);
    json_decref(rollout->online);
    json_decref(rollout->retained);
}

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);
    return length >= tail && strcmp(text + length - tail, end) == 0;
}

/* What is retained, without its signature; a new reference. */
static json_t *unsealed(const json_t *value)
{
    struct sealed sealed;
    json_t *envelope = NULL;
    struct arena *arena = arena_create();
    struct faults *faults = faults_create();
    if (!sealed_is(value)) {
        envelope = json_incref((json_t *)value);
    } else if (sealed_read(&sealed, value, arena, faults)) {
        envelope = json_loadb((const char *)sealed.envelope.bytes, sealed.envelope.length, 0, NULL);
    }
    faults_destroy(faults);
    arena_destroy(arena);
    return envelope;
}

void rollout_take(void *context, const char *below, const struct client_message *message)
{
    struct rollout *rollout = context;
    char screen[ID_BYTES];
    const char *leaf = screen_leaf(below, screen);
    if (fleet_take(rollout->fleet, below, message->payload, message->length)) {
        return;
    }
    json_t *value = json_loadb(message->payload, message->length, 0, NULL);
    if (leaf != NULL && strcmp(leaf, "config/reported") == 0) {
        json_object_set(rollout->reports, screen, value);
        if (!message->retained) {
            json_object_set_new(rollout->fresh, screen, json_true());
        }
    } else if (ends_with(below, "/config") && value != NULL) {
        json_object_set_new(rollout->retained, below, unsealed(value));
    } else if (ends_with(below, "/config")) {
        json_object_del(rollout->retained, below);
    }
    json_decref(value);
}

void rollout_begin(struct rollout *rollout, const char *layer, int revision, const char *payload,
                   bool confirm)
{
    signing_sha256(rollout->sha256, payload, strlen(payload));
    snprintf(rollout->layer, sizeof rollout->layer, "%s", layer);
    rollout->revision = revision;
    rollout->confirm = confirm;
    json_object_clear(rollout->fresh);
    json_object_clear(rollout->online);
    for (const char *screen = NULL; (screen = fleet_next(rollout->fleet, screen)) != NULL;) {
        if (fleet_presence(rollout->fleet, screen) == PRESENCE_ONLINE) {
            json_object_set_new(rollout->online, screen, json_true());
        }
    }
}

static const json_t *layer_of(const struct rollout *rollout, const char *screen, const char *layer)
{
    const json_t *report = json_object_get(rollout->reports, screen);
    return json_object_get(json_object_get(report, "layers"), layer);
}

const json_t *rollout_told(const struct rollout *rollout, const char *screen)
{
    const json_t *told = layer_of(rollout, screen, rollout->layer);
    json_int_t revision = json_integer_value(json_object_get(told, "revision"));
    /* One who does not trust the signature does not know the revision. */
    const char *sha256 = json_string_value(json_object_get(told, "sha256"));
    bool same = sha256 != NULL && strcmp(sha256, rollout->sha256) == 0;
    bool ours = json_object_get(rollout->fresh, screen) != NULL &&
                (rollout->revision == 0 || revision == rollout->revision || same);
    return ours ? told : NULL;
}

/* It is there and has nothing that could be taken away, and so nothing to say. */
static bool has_none(const struct rollout *rollout, const char *screen)
{
    const json_t *told = layer_of(rollout, screen, rollout->layer);
    return rollout->revision == 0 && json_object_get(rollout->reports, screen) != NULL &&
           fleet_presence(rollout->fleet, screen) == PRESENCE_ONLINE &&
           !json_is_integer(json_object_get(told, "in_force"));
}

int rollout_in_force(const struct rollout *rollout, const char *screen, const char *layer)
{
    if (json_object_get(rollout->reports, screen) == NULL) {
        return -1;
    }
    const json_t *told = layer_of(rollout, screen, layer);
    return (int)json_integer_value(json_object_get(told, "in_force"));
}

/* To the broker that it was sent to, and it did not come back. */
static bool has_gone(const struct rollout *rollout, const char *screen)
{
    return rollout->moved &&
           strcmp(answer_text(rollout_told(rollout, screen), "result"), "trial") == 0 &&
           fleet_presence(rollout->fleet, screen) != PRESENCE_ONLINE;
}

static bool waits_for_its_time(const json_t *told)
{
    const json_t *error = json_array_get(json_object_get(told, "errors"), 0);
    return strcmp(answer_text(error, "code"), "not-before") == 0;
}

static bool went_well(const struct rollout *rollout, const char *screen)
{
    const json_t *told = rollout_told(rollout, screen);
    const char *result = answer_text(told, "result");
    return strcmp(result, "applied") == 0 || strcmp(result, "already") == 0 ||
           (strcmp(result, "trial") == 0 && rollout->confirm) ||
           (result[0] == '\0' && has_none(rollout, screen));
}

enum rollout_state rollout_of(const struct rollout *rollout, const char *screen)
{
    const char *result = answer_text(rollout_told(rollout, screen), "result");
    if (went_well(rollout, screen)) {
        return ROLLOUT_WELL;
    }
    if (has_gone(rollout, screen)) {
        return ROLLOUT_GONE;
    }
    if (strcmp(result, "busy") == 0 && waits_for_its_time(rollout_told(rollout, screen))) {
        return ROLLOUT_LATER;
    }
    if (result[0] != '\0' && strcmp(result, "trial") != 0 && strcmp(result, "busy") != 0) {
        return ROLLOUT_REFUSED;
    }
    /* To show another business a screen connects anew. */
    return json_object_get(rollout->online, screen) != NULL ? ROLLOUT_WAITS : ROLLOUT_OFFLINE;
}

const char *rollout_trouble(const struct rollout *rollout, const char *screen)
{
    const char *result = answer_text(rollout_told(rollout, screen), "result");
    enum presence presence = fleet_presence(rollout->fleet, screen);
    return presence == PRESENCE_CUT_OFF            ? presence_word(presence)
           : presence != PRESENCE_ONLINE           ? presence_word(PRESENCE_OFFLINE)
           : fleet_is_dark(rollout->fleet, screen) ? "dark"
           : strcmp(result, "reverted") == 0       ? "reverted"
                                                   : NULL;
}

int rollout_highest(const struct rollout *rollout, const char *screen, const char *layer)
{
    const json_t *told = layer_of(rollout, screen, layer);
    json_int_t highest = json_integer_value(json_object_get(told, "highest"));
    json_int_t last = json_integer_value(json_object_get(told, "revision"));
    return (int)(highest > last ? highest : last);
}

int rollout_retained(const struct rollout *rollout, const char *topic)
{
    const json_t *envelope = json_object_get(rollout->retained, topic);
    return (int)json_integer_value(json_object_get(envelope, "revision"));
}

static const char *word_of(const struct rollout *rollout, const char *screen)
{
    const char *result = answer_text(rollout_told(rollout, screen), "result");
    const char *trouble = rollout_trouble(rollout, screen);
    if (result[0] == '\0' && has_none(rollout, screen)) {
        return "none";
    }
    if (has_gone(rollout, screen) || fleet_moved(rollout->fleet, screen) != NULL) {
        return "moved";
    }
    return trouble != NULL && rollout_of(rollout, screen) != ROLLOUT_REFUSED ? trouble
           : result[0] != '\0'                                               ? result
                                                                             : "silent";
}

#define PROSPECT_BYTES 400

/* What becomes of it where the screen itself says nothing of that. */
static const char *prospect_of(const struct rollout *rollout, const char *screen, const char *word,
                               char to[PROSPECT_BYTES])
{
    const char *where = fleet_moved(rollout->fleet, screen);
    if (strcmp(word, "moved") == 0) {
        snprintf(to, PROSPECT_BYTES, "to %s, where it %s", where != NULL ? where : "another broker",
                 has_gone(rollout, screen) ? "tells what came of it"
                                           : "is to be asked; here it hears nothing");
        return to;
    }
    return strcmp(word, "offline") == 0  ? "it judges it when it is back"
           : strcmp(word, "dark") == 0   ? "its panel shows nothing"
           : strcmp(word, "silent") == 0 ? "online, but no answer came"
           : strcmp(word, presence_word(PRESENCE_CUT_OFF)) == 0
               ? "the bridge of its site is down; it gets it when that is back"
               : "";
}

void rollout_print(const struct rollout *rollout, const json_t *screens)
{
    size_t i;
    json_t *name;
    json_array_foreach(screens, i, name)
    {
        const char *screen = json_string_value(name), *word = word_of(rollout, screen);
        const json_t *errors = json_object_get(rollout_told(rollout, screen), "errors");
        if (json_array_size(errors) > 0) {
            answers_print_errors(screen, word, errors);
        } else {
            char prospect[PROSPECT_BYTES];
            bool well = rollout_of(rollout, screen) == ROLLOUT_WELL;
            answers_print_line(screen, word,
                               well ? "" : prospect_of(rollout, screen, word, prospect));
        }
    }
}

json_t *rollout_json(const struct rollout *rollout, const json_t *screens)
{
    size_t i;
    json_t *name, *list = json_array();
    json_array_foreach(screens, i, name)
    {
        const char *screen = json_string_value(name);
        json_t *errors = json_object_get(rollout_told(rollout, screen), "errors");
        json_array_append_new(list,
                              json_pack("{s:s, s:s, s:s*, s:O*}", "screen", screen, "result",
                                        word_of(rollout, screen), "moved",
                                        fleet_moved(rollout->fleet, screen), "errors", errors));
    }
    return list;
}
