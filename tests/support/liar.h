#pragma once

/*
 * A broker that lies: a thread that accepts clients one after the other on a loopback port, answers
 * their CONNECT properly and each SUBSCRIBE as told, and then plays what it was given, byte for
 * byte. It understands no more of MQTT than that.
 */

#include <stdbool.h>
#include <stddef.h>

struct lie {
    const void *bytes; /* sent after the first SUBSCRIBE (or CONNECT, see at_once) */
    size_t length;
    size_t zeros;         /* then so many zero bytes more */
    bool at_once;         /* instead of a CONNACK */
    bool mute;            /* answers nothing at all */
    bool hang_up_at_once; /* closes on the first byte */
    bool hang_up;         /* closes after the bytes */
    unsigned suback;      /* the reason code of every SUBACK */
    bool suback_empty;    /* a SUBACK without codes */
    bool version_3;       /* the client speaks MQTT 3.1.1 */
};

struct liar;

/* Aborts the test when it cannot be started. The lie is borrowed. */
struct liar *liar_start(const struct lie *lie);
void liar_stop(struct liar *liar);

int liar_port(const struct liar *liar);

/* Another lie from the next client on; who is connected is cut off. */
void liar_tell(struct liar *liar, const struct lie *lie);

/* How many clients came, and how many bytes the last of them sent. */
unsigned liar_clients(struct liar *liar);
size_t liar_bytes(struct liar *liar);
