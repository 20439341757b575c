#pragma once

/* The status that a screen publishes: what it is and what it shows, proven by what it painted. */

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kpi/board.h"
#include "mqtt/client.h"
#include "view/scene.h"

#define SHA256_HEX_BYTES 65

struct status_facts {
    const char *session;
    bool twin;                 /* another screen goes by our name */
    bool debug;                /* the image lets people log in */
    const char *const *groups; /* group_count of them */
    size_t group_count;
    int64_t uptime_s;
    uint64_t frames; /* that were presented */
    const char *driver;
    int width, height;
    bool on;      /* the panel took the last frame, is lit as far as it is known, and not black on
                     purpose */
    bool resting; /* off on purpose */
    const char *backlight; /* light_word() */
    const char *cec;       /* television_word() */
    size_t page;           /* from 1; 0: there is no screen */
    const struct board *board;
    const struct scene *scene; /* NULL: nothing was ever drawn */
    const struct client_status *link;
    const char *config_sha256;
    json_t *push;         /* of the last layer that was pushed, as pushed_facts(); NULL: none was */
    json_t *connection;   /* how the broker is reached, without secrets */
    json_t *update;       /* as in updates.h; NULL: nobody updates this machine */
    const char *moved;    /* "host:port" of another broker, to which it leaves; NULL: it stays */
    json_t *certificates; /* as certificates_json(); NULL: there are none */
};

struct status {
    char told[SHA256_HEX_BYTES]; /* hash of what the last one said, without its counters */
    int64_t told_ms;             /* monotonic ms of the last one; NEVER before the first */
};

void status_init(struct status *status);

/*
 * The JSON to publish now, to be freed; NULL when there is nothing to tell yet: nothing but
 * counters changed and a minute has not passed, or the last one is less than a second old.
 */
char *status_due(struct status *status, const struct status_facts *facts, int64_t mono_ms);

/* The monotonic ms at which status_due() must be asked again; `changed`: something may be new. */
int64_t status_next(const struct status *status, bool changed);

/* 64 hex digits and a NUL. */
void status_sha256(char to[SHA256_HEX_BYTES], const void *bytes, size_t length);
