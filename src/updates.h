#pragma once

/*
 * Updates of the whole card. The wall may do next to nothing on its machine, so somebody else
 * carries them out (firmware/root/usr/lib/wallboard/update): the wall asks for one, and later says
 * that it is well, by a file each in $RUNTIME_DIRECTORY, and reads in another, which
 * $WALLBOARD_UPDATES names, what became of it. Where nobody carries out updates it names none.
 */

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/fault.h"
#include "mqtt/client.h"

enum update_state {
    UPDATE_NONE,
    UPDATE_ASKED,      /* for, and not yet begun */
    UPDATE_INSTALLING, /* into the other slot */
    UPDATE_RESTARTING,
    UPDATE_TRIAL,    /* the other slot runs, and must prove itself */
    UPDATE_APPLIED,  /* it did */
    UPDATE_REJECTED, /* nothing was changed */
    UPDATE_REVERTED, /* the other slot runs no more */
    UPDATE_STATES
};

const char *update_state_word(enum update_state state);

/* What a picture at the broker proves: seen, and something acknowledged after it. */
struct update_proof {
    uint64_t acknowledged; /* when there was a picture first in this session */
    bool presented, proven;
};

struct updates {
    const char *path, *folder; /* NULL: there are none */
    int fd;                    /* tells that the state was replaced; -1 */
    enum update_state state;
    json_t *told; /* {"state","slot","bundle",...} for status; NULL: nothing is known */
    struct update_proof proof;
};

void updates_open(struct updates *updates);
void updates_close(struct updates *updates);

/* To be called when the descriptor is readable. True when the state is another. */
bool updates_take_news(struct updates *updates);

/* Asks for an update with this bundle; `transaction` NULL: none. False after a fault. */
bool updates_ask(struct updates *updates, const char *bundle, const char *transaction,
                 struct faults *faults);

/* Whether the other slot runs on trial and waits for its proof: then there must be a picture. */
bool updates_await_proof(const struct updates *updates);

/*
 * To be called each turn: `lit` says that the panel took a picture, `link` that the broker is
 * there, which has acknowledged so many publications. True: something must be published, for its
 * acknowledgement is awaited.
 */
bool updates_prove(struct updates *updates, bool lit, bool link, uint64_t acknowledged);
