#include "ctl/rollout.h"

#include <string.h>

#include "ctl/answers.h"
#include "kpi/reading.h"

const char *const rollout_topics[ROLLOUT_TOPICS] = {"screen/+/availability",    "screen/+/status",
                                                    "screen/+/config/reported", "all/config",
                                                    "group/+/config",           "screen/+/config"};

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
        json_object_set(rollout->retained, below, value);
    } else if (ends_with(below, "/config")) {
        json_object_del(rollout->retained, below);
    }
    json_decref(value);
}

void rollout_begin(struct rollout *rollout, const char *layer, int revision, bool confirm)
{
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

static const char *result_of(const json_t *told)
{
    const char *text = json_string_value(json_object_get(told, "result"));
    return text != NULL ? text : "";
}

const json_t *rollout_told(const struct rollout *rollout, const char *screen)
{
    const json_t *told = layer_of(rollout, screen, rollout->layer);
    json_int_t revision = json_integer_value(json_object_get(told, "revision"));
    bool ours = json_object_get(rollout->fresh, screen) != NULL &&
                (rollout->revision == 0 || revision == rollout->revision);
    return ours ? told : NULL;
}

enum rollout_state rollout_of(const struct rollout *rollout, const char *screen)
{
    const char *result = result_of(rollout_told(rollout, screen));
    bool trial = strcmp(result, "trial") == 0;
    if (strcmp(result, "applied") == 0 || strcmp(result, "already") == 0 ||
        (trial && rollout->confirm)) {
        return ROLLOUT_WELL;
    }
    if (result[0] != '\0' && !trial && strcmp(result, "busy") != 0) {
        return ROLLOUT_REFUSED;
    }
    /* To show another business a screen connects anew. */
    return json_object_get(rollout->online, screen) != NULL ? ROLLOUT_WAITS : ROLLOUT_OFFLINE;
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
    const char *result = result_of(rollout_told(rollout, screen));
    if (result[0] != '\0') {
        return result;
    }
    return fleet_presence(rollout->fleet, screen) == PRESENCE_ONLINE ? "silent" : "offline";
}

void rollout_print(const struct rollout *rollout, const json_t *screens)
{
    size_t i;
    json_t *name;
    json_array_foreach(screens, i, name)
    {
        const char *screen = json_string_value(name);
        const json_t *told = rollout_told(rollout, screen);
        answers_print_errors(screen, word_of(rollout, screen), json_object_get(told, "errors"));
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
        json_array_append_new(list, json_pack("{s:s, s:s, s:O?}", "screen", screen, "result",
                                              word_of(rollout, screen), "errors", errors));
    }
    return list;
}
