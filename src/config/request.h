#pragma once

/*
 * What IT and supervisors can ask of a running wall: bytes in; what is asked, or the whole list of
 * what is wrong with it. One table of verbs, each with its keys, drives parser, dispatch, docs and
 * tests.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/fault.h"
#include "config/keys.h"
#include "kpi/glyphs.h"

#define REQUEST_MAX_BYTES 4096

/* The answer repeats it, so that its sender knows whose it is. */
#define REQUEST_TRANSACTION_BYTES (4 * TEXT_CHARACTERS + 1)

enum request_verb {
    REQUEST_PING,
    REQUEST_BLANK,
    REQUEST_WAKE,
    REQUEST_PAGE,
    REQUEST_IDENTIFY,
    REQUEST_TEST_CARD,
    REQUEST_SCREENSHOT,
    REQUEST_ACKNOWLEDGE,
    REQUEST_WHY,
    REQUEST_LOG,
    REQUEST_CONFIRM,
    REQUEST_ROLLBACK,
    REQUEST_VALIDATE,
    REQUEST_RESTART,
    REQUEST_UPDATE,
    REQUEST_VERBS
};

struct verb {
    const char *name;
    const char *help; /* one English sentence */
    struct section section;
};

/* The most that a payload of the verb may hold; of an unknown one REQUEST_MAX_BYTES. */
size_t request_most_bytes(const char *verb);

extern const struct verb verbs[REQUEST_VERBS];

/* What stands behind the keys; of the others of its verb zero or as in config/keys.h. */
struct request {
    enum request_verb verb;
    const char *transaction; /* NULL: none */
    int for_s;               /* ABSENT: not said */
    const char *until;       /* NULL: not said */
    int page;                /* from 1; ABSENT: not said */
    const char *id;          /* of a page; NULL: not said */
    int lines;
    const char *kpi;                 /* <business>/<channel>/<metric> */
    const char *by;                  /* NULL: not said */
    const char *bundle;              /* as in config/bundle.h */
    const char *layer;               /* "all", "group/<g>" or "screen"; NULL: not said */
    const char *config, *connection; /* JSON of an object each; NULL: not said */
    const struct json_t *config_read, *connection_read; /* meanwhile */
};

/*
 * `payload` is a JSON object, or empty: then every key has its default. False when a fault was
 * added. Texts are the arena's. `drawable` as in struct config_world.
 */
bool request_read(struct request *request, const char *verb, const void *payload, size_t length,
                  glyph_test *drawable, struct arena *arena, struct faults *faults);

/* The transaction of a payload of which nothing else need be right; false when it has none. */
bool request_transaction(const void *payload, size_t length, char to[REQUEST_TRANSACTION_BYTES]);
