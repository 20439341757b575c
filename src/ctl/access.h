#pragma once

/*
 * Who is there at a site: its screens, its publishers and IT, as somebody has listed them; and what
 * follows from that for the broker: an access list for mosquitto. Names are user names at the
 * broker; that of a screen is its id, and that of a publisher is its source.
 */

#include <stdio.h>

#include "base/arena.h"
#include "base/fault.h"
#include "config/entries.h"

/* A topic of others, as in the sources of a board. */
struct access_source {
    const char *id;
    const char *topic; /* filter */
};

struct access_screen {
    const char *id;
    struct id_list businesses; /* whose figures it may read */
    struct entry_list sources; /* struct access_source: what it may read beside them */
    struct id_list groups;
    const char *serial; /* of its board; NULL: it cannot be reached by that */
};

struct access_business {
    const char *id;
    struct id_list channels; /* that the publisher writes */
};

struct access_publisher {
    const char *id;
    struct entry_list businesses; /* struct access_business */
    struct entry_list sources;    /* struct access_source: what it writes in its own form */
};

struct access {
    const char *site;
    struct entry_list screens;    /* struct access_screen */
    struct entry_list publishers; /* struct access_publisher */
    struct id_list it;
};

/* NULL when a fault was added. All is taken from `arena`. */
const struct access *access_read(const char *bytes, size_t length, struct arena *arena,
                                 struct faults *faults);

void access_write(const struct access *access, FILE *to);
