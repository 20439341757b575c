#pragma once

/* What screens tell of an update that they were asked for: their answers, then their status. */

#include <jansson.h>
#include <stdbool.h>

#include "ctl/answers.h"
#include "ctl/fleet.h"
#include "mqtt/client.h"

struct installs {
    struct fleet *fleet;
    struct answers answers;
    json_t *asked; /* {"<screen>": true} */
};

/* To be subscribed to. */
#define INSTALLS_TOPICS (FLEET_TOPICS + 1)
extern const char *const installs_topics[INSTALLS_TOPICS];

enum install_state {
    INSTALL_UNASKED,
    INSTALL_SILENT, /* asked, and it has not answered */
    INSTALL_WAITS,  /* it is at it */
    INSTALL_WELL,
    INSTALL_REFUSED, /* it did not begin, or it runs again what it ran before */
};

void installs_init(struct installs *installs, const struct recipient *recipient,
                   const char *transaction);
void installs_finish(struct installs *installs);

/* A connection_sink; the context is the installs. */
void installs_take(void *context, const char *below, const struct client_message *message);

/* From here on an answer is awaited. */
void installs_ask(struct installs *installs, const char *screen);

enum install_state installs_of(const struct installs *installs, const char *screen);

/* How far it is, 0 to 100. */
int installs_percent(const struct installs *installs, const char *screen);

/* A line for each screen of the list. */
void installs_print(const struct installs *installs, const json_t *screens);

/* [{"screen","result","version","reason","errors"}]; a new reference. */
json_t *installs_json(const struct installs *installs, const json_t *screens);
