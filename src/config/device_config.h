#pragma once

/* The device file: who this screen is and which broker it asks. Read once at start and on SIGHUP.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/base64.h"
#include "base/fault.h"

enum clock_trust {
    CLOCK_AUTO,    /* ask the kernel whether the clock is synchronised */
    CLOCK_TRUSTED, /* a site without time service, whose clock is known to be right */
    CLOCK_DOUBTED, /* never believe the wall clock */
};

struct broker_config {
    const char *host;
    int port;                      /* default 8883 with `ca`, else 1883 */
    const char *ca;                /* file; NULL: no TLS. TLS is never without it */
    const char *certificate, *key; /* client certificate, files; both or neither */
    const char *username, *password_file;
    int version; /* MQTT: 5, or 3 for 3.1.1 */
    int keepalive_s;
    bool pushed;          /* `ca`, `certificate` and `key` are no names of files but PEM texts */
    const char *password; /* of a pushed one, in place of its file */
};

/* How long SubjectPublicKeyInfo is of Ed25519: the key itself are the last bytes of it. */
#define PUBLIC_KEY_DER_BYTES 44
#define PUBLIC_KEY_BYTES 32

struct signing_key {
    const char *id;
    struct octets public_key; /* of PUBLIC_KEY_BYTES, once the file was judged */
    bool revoked;
};

/* Whether they are of Ed25519; leaves of each the key alone. Pointers begin with "/keys". */
void signing_keys_judge(struct signing_key *keys, size_t count, struct faults *faults);

struct device_config {
    struct arena *arena; /* owns everything below */
    struct broker_config broker;
    const char *site, *screen;
    const char *const *groups;
    size_t group_count;
    const char *zone; /* of a board that names none; NULL: not told */
    enum clock_trust clock;
    const struct signing_key *keys; /* who may sign what is pushed */
    size_t key_count;               /* 0: what is pushed need not be signed */
};

/*
 * File names inside are made absolute against `directory` (that of the file). NULL when a fault was
 * added. Secrets are not read here: only the name of their file passes.
 */
struct device_config *device_config_read(const char *bytes, size_t length, const char *directory,
                                         struct faults *faults);
void device_config_destroy(struct device_config *config);

/* Whether its zone is one that the machine knows, or none; else a fault. */
bool device_zone_judge(const struct device_config *config, bool (*zone_known)(const char *zone),
                       struct faults *faults);
