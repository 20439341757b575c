#pragma once

/* The screen's own link to its broker: who it is there, what it asks for, how it fares. */

#include "config/device_config.h"
#include "kpi/spec.h"
#include "mqtt/client.h"
#include "view/view.h"

/* Before jitter: the second attempt of a broker that is tried in turn. The first is at once; more
 * of them would not be polite to a broker that comes back to hundreds of screens. */
#define LINK_IN_TURN_MS 7000

/*
 * Starts the client of this screen at that broker, subscribed to the KPIs of the board's businesses
 * and to what is asked of the screen. `session` tells one run of the program from the next. NULL
 * with the reason logged and copied to `notice`: the password file cannot be read. `in_turn`: the
 * broker is one of two that are tried for a short time each.
 */
struct client *link_create(const struct device_config *device, const struct broker_config *broker,
                           const struct board_spec *spec, const char *session, bool in_turn,
                           char *notice, size_t notice_size);

/* The link in the words of the header. */
enum link_state link_state_of(const struct client_status *status);

/* Our own status or availability, come back from the broker. `topic` is below the root. */
bool link_is_own(const char *topic, const char *screen, const char *leaf);

/*
 * Another screen goes by our name: somebody else's session speaks on our own status topic. What the
 * broker kept may be of our own earlier run, unless we have spoken there since: `heard` learns that
 * from what comes back. So are two of one client id recognised, which never are there together.
 */
bool link_is_twin(const struct client_message *status, const char *session, bool *heard);

/*
 * Says again that we are here, where somebody has said that we are not: the late will of an earlier
 * connection, which was another client, or a twin that leaves.
 */
void link_contradict(struct client *client, const struct client_message *availability);
