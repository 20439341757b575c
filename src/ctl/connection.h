#pragma once

/* One visit at the broker. */

#include "ctl/call.h"
#include "mqtt/client.h"

struct connection;

/*
 * Reads the settings, connects, and subscribes to `topics`, each below wallboard/1/<site>/. Waits
 * until the broker has answered, at most --wait. NULL with *code set after the reason was said.
 */
struct connection *connection_open(const struct call *call, const char *const *topics, size_t count,
                                   int *code);
void connection_close(struct connection *connection);

/* The building, by its id. */
const char *connection_site(const struct connection *connection);

/* The next message until then; false: none came, or the link is lost. `below` is the topic below
 * the site, `message` valid until the next call. */
bool connection_take(struct connection *connection, struct client_message *message,
                     const char **below, int64_t until_mono_ms);

/* Nothing has come for a moment: all that was retained is here. `take` gets each message; false:
 * the link was lost, which has been said. */
typedef void connection_sink(void *context, const char *below,
                             const struct client_message *message);
bool connection_gather(struct connection *connection, connection_sink *take, void *context);

/* Publishes below the site, QoS 1. */
bool connection_publish(struct connection *connection, const char *below, const char *payload,
                        bool retain);

/*
 * Waits until the broker has acknowledged all, at most --wait; what comes meanwhile goes to `take`,
 * which may be NULL. An exit code: EXIT_REFUSED when it refused one, EXIT_NO_BROKER when it did not
 * answer; said on standard error.
 */
int connection_settle(struct connection *connection, connection_sink *take, void *context);

int64_t connection_now_ms(void);

/* Whether the link is still there; else the reason has been said. */
bool connection_is_up(struct connection *connection);
