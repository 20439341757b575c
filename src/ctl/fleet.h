#pragma once

/*
 * The screens of a site as far as retained messages tell of them: availability and status. Nothing
 * here asks a screen. At headquarters they come over the site's bridge; while that is down one that
 * was online is cut off, and nobody knows how it fares.
 */

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum presence { PRESENCE_UNKNOWN, PRESENCE_OFFLINE, PRESENCE_CUT_OFF, PRESENCE_ONLINE };

/* "unknown", "offline", "cut off", "online". */
const char *presence_word(enum presence presence);

struct fleet;

struct fleet *fleet_create(void);
void fleet_destroy(struct fleet *fleet);

/* What a fleet is learnt from, below the site: to be subscribed to. */
enum { FLEET_AVAILABILITY, FLEET_STATUS, FLEET_BRIDGE, FLEET_FAR_SIDE, FLEET_TOPICS };
extern const char *const fleet_topics[FLEET_TOPICS];

/* Takes a message over; `below` is its topic below the site. False when it tells nothing. */
bool fleet_take(struct fleet *fleet, const char *below, const void *payload, size_t length);

size_t fleet_count(const struct fleet *fleet);

/* What is known of the site came over a bridge that is down now. */
bool fleet_is_cut_off(const struct fleet *fleet);

enum presence fleet_presence(const struct fleet *fleet, const char *screen);

/* What it last said of itself; NULL: nothing. */
const json_t *fleet_status(const struct fleet *fleet, const char *screen);
/* Where it went, "host:port", when it left this broker for another and has not come back; else
 * NULL. What it makes of that it tells there. */
const char *fleet_moved(const struct fleet *fleet, const char *screen);

/* Whether it is online and another screen goes by its name, as one of them last said. */
bool fleet_is_twice(const struct fleet *fleet, const char *screen);

/* Whether its panel shows nothing, and not on purpose, as it last said. */
bool fleet_is_dark(const struct fleet *fleet, const char *screen);

/* It runs from an image that lets people log in. */
bool fleet_is_debug(const struct fleet *fleet, const char *screen);

/* Whether its status names the group; -1 when it does not tell its groups. */
int fleet_in_group(const struct fleet *fleet, const char *screen, const char *group);

/* The groups that its status names, from 0; NULL behind the last. */
const char *fleet_group_at(const struct fleet *fleet, const char *screen, size_t index);

/* The names in any order, NULL behind the last; `before` NULL: the first. */
const char *fleet_next(const struct fleet *fleet, const char *before);

/* The screen of the id in a topic screen/<id>/<leaf>; NULL: none, `screen` has 65 bytes. */
const char *screen_leaf(const char *below, char *screen);

/* A table of all, the worst first: who is offline or cut off, is dark, lacks figures, is off
 * target. */
void fleet_print(const struct fleet *fleet, FILE *to);

/* The same as JSON: [{"screen","presence","moved","availability","status"}]; a new reference. */
json_t *fleet_json(const struct fleet *fleet);
