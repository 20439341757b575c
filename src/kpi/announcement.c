#include "kpi/announcement.h"

#include <string.h>

#include "kpi/json_input.h"

#define AUDIENCES 4
#define EVERYBODY ((1u << AUDIENCES) - 1)

static const char *const priorities[] = {[PRIORITY_INFO] = "info",
                                         [PRIORITY_NOTICE] = "notice",
                                         [PRIORITY_URGENT] = "urgent",
                                         [PRIORITY_EMERGENCY] = "emergency"};

static const char *const audiences[AUDIENCES] = {[AUDIENCE_AGENTS] = "agents",
                                                 [AUDIENCE_SUPERVISORS] = "supervisors",
                                                 [AUDIENCE_MANAGEMENT] = "management",
                                                 [AUDIENCE_CLIENT] = "client"};

/* Its place in the list; `count` when it is no string or not one of them. */
static size_t place_in(const char *const *words, size_t count, const json_t *json)
{
    size_t place = 0;
    const char *word = json_string_value(json);
    while (place < count && (!word || strcmp(words[place], word) != 0)) {
        place++;
    }
    return place;
}

static enum refusal take_priority(const json_t *json, enum priority *priority)
{
    const size_t count = sizeof priorities / sizeof *priorities;
    size_t place = json ? place_in(priorities, count, json) : PRIORITY_INFO;
    *priority = (enum priority)place;
    return place < count ? REFUSED_NOTHING : REFUSED_TYPE;
}

static enum refusal take_audiences(const json_t *json, unsigned *set)
{
    if (!json) {
        return REFUSED_NOTHING;
    }
    if (!json_is_array(json) || json_array_size(json) == 0) {
        return REFUSED_TYPE;
    }
    *set = 0;
    for (size_t i = 0; i < json_array_size(json); i++) {
        size_t place = place_in(audiences, AUDIENCES, json_array_get(json, i));
        if (place == AUDIENCES) {
            return REFUSED_TYPE;
        }
        *set |= 1u << place;
    }
    return REFUSED_NOTHING;
}

static enum refusal take_times(const json_t *json, struct announcement *announcement)
{
    const json_t *from = json_object_get(json, "from"), *until = json_object_get(json, "until");
    announcement->from_ms = NO_TIME;
    announcement->until_ms = NEVER;
    enum refusal refusal = from ? json_take_time(from, &announcement->from_ms) : REFUSED_NOTHING;
    if (!refusal && until) {
        refusal = json_take_time(until, &announcement->until_ms);
    }
    if (!refusal && announcement->until_ms <= announcement->from_ms) {
        refusal = REFUSED_RANGE;
    }
    return refusal;
}

enum refusal announcement_read(const void *bytes, size_t length, struct announcement *announcement)
{
    json_t *json;
    *announcement = (struct announcement){0};
    enum refusal refusal = json_read(bytes, length, ANNOUNCEMENT_MAX_BYTES, &json);
    if (refusal) {
        return refusal;
    }
    char *const texts[LANGUAGE_COUNT] = {announcement->text[LANGUAGE_JA],
                                         announcement->text[LANGUAGE_EN]};
    refusal = json_is_object(json)
                  ? sent_text_read(json_object_get(json, "text"), ANNOUNCEMENT_CHARACTERS, texts)
                  : REFUSED_TYPE;
    if (!refusal) {
        refusal = take_priority(json_object_get(json, "priority"), &announcement->priority);
    }
    const json_t *business = refusal ? NULL : json_object_get(json, "business");
    if (business) {
        refusal = json_take_id(business, announcement->business);
    }
    bool for_all = business || announcement->priority == PRIORITY_EMERGENCY;
    announcement->audiences = for_all ? EVERYBODY : EVERYBODY & ~(1u << AUDIENCE_CLIENT);
    if (!refusal) {
        refusal = take_audiences(json_object_get(json, "audience"), &announcement->audiences);
    }
    if (!refusal) {
        refusal = take_times(json, announcement);
    }
    json_decref(json);
    return refusal;
}

bool announcement_equal(const struct announcement *a, const struct announcement *b)
{
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        if (strcmp(a->text[i], b->text[i]) != 0) {
            return false;
        }
    }
    return strcmp(a->business, b->business) == 0 && a->priority == b->priority &&
           a->audiences == b->audiences && a->from_ms == b->from_ms && a->until_ms == b->until_ms;
}
