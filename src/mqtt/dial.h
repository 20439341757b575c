#pragma once

/*
 * Makes a mosquitto object ready to connect: identity, limits, TLS, will. A new one is made for
 * every attempt, so that nothing the library holds on to can outlive a fault, and certificates are
 * read from their files each time: a mended file heals by itself.
 */

#include <mosquitto.h>

#include "mqtt/client.h"
#include "mqtt/ending.h"

/*
 * The largest packet we let a broker send us (MQTT 5), and take from one that does not ask, unless
 * the settings say otherwise.
 */
#define PACKET_BYTES 262144u

/* Of these settings. */
static inline uint32_t dial_packet_bytes(const struct client_settings *settings)
{
    return settings->packet_bytes != 0 ? (uint32_t)settings->packet_bytes : PACKET_BYTES;
}

/* NULL with the reason in `ending`. `session` comes back in every callback. */
struct mosquitto *dial_prepare(const struct client_settings *settings, void *session,
                               struct ending *ending);

/* Connects; blocks for the name look-up and the connect. A code of the library. */
int dial_connect(struct mosquitto *mosquitto, const struct client_settings *settings);

/* What birth, will and leave carry: to be freed with mosquitto_property_free_all(). */
mosquitto_property *dial_session_property(const struct client_settings *settings);
