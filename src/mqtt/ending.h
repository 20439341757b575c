#pragma once

/* Why a session ended, in our words, from what library and broker said. */

#include <stdbool.h>

#include "mqtt/client.h"

struct ending {
    enum client_link link; /* CLIENT_LOST for whatever has no word of its own */
    bool cut;              /* the broker closed a session that had come up, and did not say why */
    char reason[96];
};

/* A return code of the library. `error` is errno behind it. */
void ending_from_code(struct ending *ending, int code, int error);

/* A CONNACK that refuses; `version` is that of the protocol, 5 or 3. */
void ending_from_connack(struct ending *ending, int code, int version);

/* A DISCONNECT of the broker (MQTT 5). */
void ending_from_disconnect(struct ending *ending, int code);

/* A SUBACK that refuses `topic`. */
void ending_from_suback(struct ending *ending, int code, const char *topic);

void ending_set(struct ending *ending, enum client_link link, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
