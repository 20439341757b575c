#pragma once

/* What screens answer to a configuration that is pushed to them. */

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

#include "ctl/fleet.h"
#include "ctl/signing.h"
#include "mqtt/client.h"

struct rollout {
    struct fleet *fleet;
    json_t *reports;  /* {"<screen>": what it last said on config/reported} */
    json_t *fresh;    /* {"<screen>": true} since rollout_begin() */
    json_t *online;   /* {"<screen>": true} at rollout_begin(): one that leaves may come back */
    json_t *retained; /* {"<topic below the site>": the envelope that is there} */
    char layer[80];   /* "all", "group/<g>" or "screen" */
    int revision;
    char sha256[SHA256_TEXT_BYTES]; /* of what is pushed */
    bool confirm;                   /* a trial that waits for its confirmation has gone well */
    bool moved; /* one that tries it and has gone is at another broker, and not offline */
};

/* To be subscribed to: the topics of the fleet, what is answered and what is retained. */
#define ROLLOUT_TOPICS (FLEET_TOPICS + 4)
extern const char *const rollout_topics[ROLLOUT_TOPICS];

enum rollout_state {
    ROLLOUT_WAITS,
    ROLLOUT_WELL,
    ROLLOUT_LATER, /* it has it and waits for its not_before */
    ROLLOUT_GONE,  /* to the other broker, and not back: what came of it is told there */
    ROLLOUT_REFUSED,
    ROLLOUT_OFFLINE,
};

void rollout_init(struct rollout *rollout);
void rollout_finish(struct rollout *rollout);

/* A connection_sink; the context is the rollout. */
void rollout_take(void *context, const char *below, const struct client_message *message);

/* From here on answers count, to this revision of this layer, sent as `payload`; 0: it is taken
 * away. */
void rollout_begin(struct rollout *rollout, const char *layer, int revision, const char *payload,
                   bool confirm);

enum rollout_state rollout_of(const struct rollout *rollout, const char *screen);

/* What a screen says of the layer; NULL: nothing that is about this push. */
const json_t *rollout_told(const struct rollout *rollout, const char *screen);

/* Why it cannot be relied on: "offline", "cut off", "dark" or "reverted"; NULL: it can. */
const char *rollout_trouble(const struct rollout *rollout, const char *screen);

/* The revision of the layer that is in force there; 0: none, -1: it was never heard of. */
int rollout_in_force(const struct rollout *rollout, const char *screen, const char *layer);

/* The highest revision of the layer that the screen ever tried or was offered; 0: none. */
int rollout_highest(const struct rollout *rollout, const char *screen, const char *layer);

/* Of an envelope that is retained on the topic; 0: none. */
int rollout_retained(const struct rollout *rollout, const char *topic);

/* All that came of it, for people: a line for each screen of the list. */
void rollout_print(const struct rollout *rollout, const json_t *screens);

/* [{"screen","result","moved","errors"}]; a new reference. */
json_t *rollout_json(const struct rollout *rollout, const json_t *screens);
