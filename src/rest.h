#pragma once

/*
 * The wall's rest: outside its schedule it shows black, its panel (device/light.h) is off where
 * the board has one, and nothing runs for the picture's sake until it wakes.
 *
 * Somebody may order it to be dark or to be awake. An order goes before the schedule until its time
 * is over; one without a time holds until the schedule next switches, so that a wall which somebody
 * forgot is on again in the morning.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/moment.h"
#include "config/board_config.h"
#include "view/scene.h"

enum order { ORDER_NONE, ORDER_BLANK, ORDER_WAKE };

struct rest {
    bool resting;
    bool scheduled; /* what the schedule alone would have it do */
    enum order order;
    bool order_found;   /* `scheduled` when the order was given */
    int64_t order_ms;   /* monotonic ms at which the order ends; NEVER: by the schedule */
    struct scene black; /* what a resting wall shows */
    int64_t judged_ms;  /* Unix ms for which it was judged; NO_TIME: it must be judged anew */
    int64_t change_ms;  /* Unix ms at which it changes; NEVER */
    int64_t mono_ms;    /* monotonic ms at which it must be asked again; NEVER */
};

/* At the start: to be judged. */
struct rest rest_anew(bool resting);

/* After the config changed: the same, and an order holds on. */
void rest_renew(struct rest *rest);

/* Until monotonic `until_ms`; NEVER: until the schedule next switches. To be followed by
 * rest_pass(). */
void rest_order(struct rest *rest, enum order order, int64_t until_ms);

/* What it would do if nothing kept it awake. */
bool rest_wanted(const struct rest *rest);

/* Unix ms at which the present state ends if nobody asks for another; NO_TIME when nobody knows. */
int64_t rest_until(const struct rest *rest, const struct moment *now);

/*
 * Lets time pass; true when the wall fell asleep or woke. While the clock is doubted it is awake:
 * nobody knows what time it is. An emergency wakes it and keeps it awake.
 */
bool rest_pass(struct rest *rest, const struct board_config *config, const struct zone *zone,
               bool emergency, const struct moment *now);

/* A black wall as large as the one that is given; lives as long as `rest`. */
const struct scene *rest_scene(struct rest *rest, const struct scene *wall);
