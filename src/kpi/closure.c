#include "kpi/closure.h"

#include <string.h>

#include "kpi/json_input.h"

static enum refusal take_from(const json_t *json, struct closure *closure)
{
    return json_take_time(json, &closure->from_ms);
}

static enum refusal take_until(const json_t *json, struct closure *closure)
{
    closure->until_ms = NEVER;
    return json_is_null(json) ? REFUSED_NOTHING : json_take_time(json, &closure->until_ms);
}

static enum refusal take_business(const json_t *json, struct closure *closure)
{
    return json_take_id(json, closure->business);
}

static enum refusal take_channel(const json_t *json, struct closure *closure)
{
    return json_take_id(json, closure->channel);
}

static enum refusal take_reason(const json_t *json, struct closure *closure)
{
    char *const texts[LANGUAGE_COUNT] = {closure->reason[LANGUAGE_JA],
                                         closure->reason[LANGUAGE_EN]};
    return sent_text_read(json, CLOSURE_REASON_CHARACTERS, texts);
}

static const struct {
    const char *name;
    enum refusal (*take)(const json_t *json, struct closure *closure);
} keys[] = {
    {"from", take_from},       {"until", take_until},   {"business", take_business},
    {"channel", take_channel}, {"reason", take_reason},
};

static enum refusal take_key(const char *name, const json_t *json, struct closure *closure)
{
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (strcmp(keys[i].name, name) == 0) {
            return keys[i].take(json, closure);
        }
    }
    return REFUSED_TYPE;
}

static enum refusal take_object(json_t *object, struct closure *closure)
{
    const char *name;
    json_t *value;
    if (!json_object_get(object, "until")) {
        return REFUSED_TYPE;
    }
    json_object_foreach(object, name, value)
    {
        enum refusal refusal = take_key(name, value, closure);
        if (refusal) {
            return refusal;
        }
    }
    return closure->until_ms > closure->from_ms ? REFUSED_NOTHING : REFUSED_RANGE;
}

enum refusal closure_read(const void *bytes, size_t length, struct closure *closure)
{
    json_t *json;
    *closure = (struct closure){.from_ms = NO_TIME, .until_ms = NEVER};
    enum refusal refusal = json_read(bytes, length, CLOSURE_MAX_BYTES, &json);
    if (!refusal) {
        refusal = take_object(json, closure);
        json_decref(json);
    }
    return refusal;
}

bool closure_equal(const struct closure *a, const struct closure *b)
{
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        if (strcmp(a->reason[i], b->reason[i]) != 0) {
            return false;
        }
    }
    return strcmp(a->business, b->business) == 0 && strcmp(a->channel, b->channel) == 0 &&
           a->from_ms == b->from_ms && a->until_ms == b->until_ms;
}

/* "" stands for all. */
static bool means(const char *closed, const char *id)
{
    return closed[0] == '\0' || strcmp(closed, id) == 0;
}

bool closure_covers(const struct closure *closure, const char *business, const char *channel,
                    int64_t wall_ms)
{
    if (!means(closure->business, business) || !means(closure->channel, channel)) {
        return false;
    }
    if (wall_ms == NO_TIME) {
        return closure->from_ms == NO_TIME && closure->until_ms == NEVER;
    }
    return closure->from_ms <= wall_ms && wall_ms < closure->until_ms;
}
