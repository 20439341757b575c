#include "ctl/fleet.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "kpi/reading.h"

/* See firmware/broker/bridge.conf: whether the bridge is there, on both of its sides, and that this
 * is the far one. */
#define BRIDGE "bridge"
#define FAR_SIDE "bridged"

const char *const fleet_topics[FLEET_TOPICS] = {
    [FLEET_AVAILABILITY] = "screen/+/availability",
    [FLEET_STATUS] = "screen/+/status",
    [FLEET_BRIDGE] = BRIDGE,
    [FLEET_FAR_SIDE] = FAR_SIDE,
};

struct fleet {
    json_t *screens; /* {"<screen>": {"availability", "status"}} */
    bool bridge_down, far_side;
};

struct fleet *fleet_create(void)
{
    struct fleet *fleet = calloc(1, sizeof *fleet);
    if (fleet != NULL) {
        fleet->screens = json_object();
    }
    return fleet;
}

void fleet_destroy(struct fleet *fleet)
{
    if (fleet != NULL) {
        json_decref(fleet->screens);
        free(fleet);
    }
}

const char *screen_leaf(const char *below, char *screen)
{
    static const char before[] = "screen/";
    const char *name = below + strlen(before);
    const char *end = strncmp(below, before, strlen(before)) == 0 ? strchr(name, '/') : NULL;
    if (end == NULL || end - name >= ID_BYTES) {
        return NULL;
    }
    memcpy(screen, name, (size_t)(end - name));
    screen[end - name] = '\0';
    return text_is_id(screen) ? end + 1 : NULL;
}

static void put(struct fleet *fleet, const char *screen, const char *key, json_t *value)
{
    json_t *entry = json_object_get(fleet->screens, screen);
    if (entry == NULL) {
        entry = json_object();
        json_object_set_new(fleet->screens, screen, entry);
    }
    json_object_set_new(entry, key, value);
}

/* An empty message clears what was retained. */
static void remove_from(struct fleet *fleet, const char *screen, const char *key)
{
    json_t *entry = json_object_get(fleet->screens, screen);
    json_object_del(entry, key);
    if (json_object_size(entry) == 0) {
        json_object_del(fleet->screens, screen);
    }
}

static bool take_bridge(struct fleet *fleet, const char *below, const char *payload, size_t length)
{
    if (strcmp(below, BRIDGE) == 0) {
        fleet->bridge_down = length == 1 && payload[0] == '0';
    } else if (strcmp(below, FAR_SIDE) == 0) {
        fleet->far_side = length > 0;
    } else {
        return false;
    }
    return true;
}

bool fleet_take(struct fleet *fleet, const char *below, const void *payload, size_t length)
{
    char screen[ID_BYTES];
    if (take_bridge(fleet, below, payload, length)) {
        return true;
    }
    const char *leaf = screen_leaf(below, screen);
    bool available = leaf != NULL && strcmp(leaf, "availability") == 0;
    if (leaf == NULL || (!available && strcmp(leaf, "status") != 0)) {
        return false;
    }
    json_t *value = available ? json_stringn(payload, length)
                              : json_loadb(payload, length, JSON_REJECT_DUPLICATES, NULL);
    if (length == 0) {
        remove_from(fleet, screen, leaf);
    } else if (value != NULL) {
        put(fleet, screen, leaf, json_incref(value));
    }
    json_decref(value);
    return true;
}

size_t fleet_count(const struct fleet *fleet)
{
    return json_object_size(fleet->screens);
}

bool fleet_is_cut_off(const struct fleet *fleet)
{
    return fleet->far_side && fleet->bridge_down;
}

const char *presence_word(enum presence presence)
{
    static const char *const words[] = {[PRESENCE_UNKNOWN] = "unknown",
                                        [PRESENCE_OFFLINE] = "offline",
                                        [PRESENCE_CUT_OFF] = "cut off",
                                        [PRESENCE_ONLINE] = "online"};
    return words[presence];
}

enum presence fleet_presence(const struct fleet *fleet, const char *screen)
{
    const json_t *entry = json_object_get(fleet->screens, screen);
    const char *word = json_string_value(json_object_get(entry, "availability"));
    if (word == NULL) {
        return PRESENCE_UNKNOWN;
    }
    if (strcmp(word, "online") != 0) {
        return PRESENCE_OFFLINE;
    }
    return fleet_is_cut_off(fleet) ? PRESENCE_CUT_OFF : PRESENCE_ONLINE;
}

const json_t *fleet_status(const struct fleet *fleet, const char *screen)
{
    return json_object_get(json_object_get(fleet->screens, screen), "status");
}

const char *fleet_moved(const struct fleet *fleet, const char *screen)
{
    bool away = fleet_presence(fleet, screen) == PRESENCE_OFFLINE;
    return away ? json_string_value(json_object_get(fleet_status(fleet, screen), "moved")) : NULL;
}

bool fleet_is_twice(const struct fleet *fleet, const char *screen)
{
    return fleet_presence(fleet, screen) == PRESENCE_ONLINE &&
           json_is_true(json_object_get(fleet_status(fleet, screen), "twin"));
}

bool fleet_is_dark(const struct fleet *fleet, const char *screen)
{
    const json_t *panel = json_object_get(fleet_status(fleet, screen), "panel");
    return json_is_false(json_object_get(panel, "on")) &&
           !json_is_true(json_object_get(panel, "off_on_purpose"));
}

bool fleet_is_debug(const struct fleet *fleet, const char *screen)
{
    const json_t *status = json_object_get(json_object_get(fleet->screens, screen), "status");
    return json_is_true(json_object_get(status, "debug"));
}

static const json_t *groups_of(const struct fleet *fleet, const char *screen)
{
    return json_object_get(fleet_status(fleet, screen), "groups");
}

const char *fleet_group_at(const struct fleet *fleet, const char *screen, size_t index)
{
    return json_string_value(json_array_get(groups_of(fleet, screen), index));
}

int fleet_in_group(const struct fleet *fleet, const char *screen, const char *group)
{
    const char *name;
    for (size_t i = 0; (name = fleet_group_at(fleet, screen, i)) != NULL; i++) {
        if (strcmp(name, group) == 0) {
            return 1;
        }
    }
    return json_is_array(groups_of(fleet, screen)) ? 0 : -1;
}

const char *fleet_next(const struct fleet *fleet, const char *before)
{
    json_t *screens = fleet->screens;
    void *at = before == NULL
                   ? json_object_iter(screens)
                   : json_object_iter_next(screens, json_object_iter_at(screens, before));
    return json_object_iter_key(at);
}

json_t *fleet_json(const struct fleet *fleet)
{
    const char *name;
    json_t *entry, *list = json_array();
    json_object_foreach(fleet->screens, name, entry)
    {
        json_t *screen = json_pack("{s:s, s:s, s:s*}", "screen", name, "presence",
                                   presence_word(fleet_presence(fleet, name)), "moved",
                                   fleet_moved(fleet, name));
        json_object_update(screen, entry);
        json_array_append_new(list, screen);
    }
    return list;
}
