#pragma once

/* The inside of the command push: push.c what is pushed and told, push_waves.c a few screens first.
 */

#include <jansson.h>

#include "ctl/call.h"
#include "ctl/connection.h"
#include "ctl/recipient.h"
#include "ctl/rollout.h"
#include "ctl/signing.h"

struct pushing {
    const struct call *call;
    struct connection *connection;
    struct recipient recipient;
    struct rollout rollout;
    const struct signer *signer;   /* NULL: it is not signed */
    const json_t *config;          /* NULL: the layer is taken away, or what is there stays */
    const json_t *connection_said; /* that goes with it; NULL: none */
    json_t *screens;               /* whom it reaches: names in order */
    bool waited_out;               /* as long as a move may take until the screen is back */
};

/* One more than any that the screens, or the broker on that topic, know of the layer. */
int push_next_revision(const struct pushing *pushing, const json_t *screens, const char *layer,
                       const char *topic);

/*
 * Publishes an envelope, which is taken over, and waits until the screens have said what came of
 * it. An exit code; EXIT_INVALID after what is wrong was said. NULL takes the layer away: an empty
 * message does, but only from those that hear it. Where one does not, or where it must be signed,
 * an envelope that takes it away stays there.
 */
int push_layer(struct pushing *pushing, const char *layer, const char *topic, json_t *envelope,
               int revision, const json_t *screens);

/* {"layer","revision","stopped","screens"}, or a line for each and a sum. `stopped` NULL: it went
 * to all. */
void push_tell(const struct pushing *pushing, const json_t *screens, const char *stopped);

/*
 * The first few screens have it as their own layer, on top of what they have there. An exit code:
 * EXIT_DONE when all of them do well; else that was told. `before` learns what stood there.
 */
int waves_run(struct pushing *pushing, const char *waves, json_t *before);

/* They get it back. A signal that came meanwhile then ends the program. */
void waves_give_back(struct pushing *pushing, const json_t *before);
