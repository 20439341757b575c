#pragma once

/*
 * The layers of the board that were pushed: which are in force, which are tried, what became of
 * each. It decides and remembers; time, the link and frames are told to it, and who judges a board
 * is handed in.
 *
 * What is new is judged once together with all that is in force, written to the state folder, and
 * shown on trial. It is kept when a frame was presented and the broker acknowledged something after
 * that, or when IT confirms it where the push asks for that; else it is refused for good. A layer
 * that was refused comes back only with a higher revision. What was taken from a broker stays in
 * force when the broker forgets it: only an empty message takes a layer away.
 *
 * The screen's own layer may say how the broker is reached. Then the link is on trial, too, and the
 * answer is told where it can be heard; what was moved stays so until it is moved again, rolled
 * back, or the device file is changed.
 *
 * Where the device file names keys, only what one of them has signed is taken, to take a layer away
 * as well; it is verified before it is read, and again whenever it is read from the state folder.
 * Revisions count for each layer and key.
 */

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fault.h"
#include "base/moment.h"
#include "config/board_config.h"
#include "config/device_config.h"

/* How long a trial may take without its proof, of time with a link and a screen. */
#define PUSHED_TRIAL_MS 120000

/* How long a broker may take to answer, while a connection is on trial. */
#define PUSHED_MOVE_MS 45000

/* Where neither broker answers they take turns of this length. */
#define PUSHED_TURN_MS 15000

/* How long nothing may have come after a connect until all layers are taken to be here. */
#define PUSHED_GATHER_MS 300

enum push_result {
    PUSH_NOTHING, /* never pushed */
    PUSH_APPLIED,
    PUSH_ALREADY,
    PUSH_TRIAL,
    PUSH_REJECTED,
    PUSH_CONFLICT,
    PUSH_EXPIRED,
    PUSH_UNSIGNED,   /* no key of the device file has signed it */
    PUSH_NOT_FOR_ME, /* its target is another one */
    PUSH_REVERTED,
    PUSH_BUSY, /* it waits: for its time, for the end of a trial, or for the other layers */
};

/* The word of the contract; "" of PUSH_NOTHING. */
const char *push_result_word(enum push_result result);

/* The board that a merge gives; NULL after a fault. */
typedef struct board_config *pushed_judge(const json_t *merged, struct faults *faults);

struct pushed;

/*
 * For that screen, its groups and keys; nothing of `device` is kept. `path` is where it is
 * remembered, NULL: nowhere; what is there is read, if it is of the same screen. Never NULL.
 */
struct pushed *pushed_create(const struct device_config *device, const char *path,
                             pushed_judge *judge);
void pushed_destroy(struct pushed *pushed);

/* The file below all layers; NULL: there is none. `good`: by itself it is a board. */
void pushed_set_file(struct pushed *pushed, const json_t *file, bool good);

/*
 * The device file's connection, by the hash of all that it says; before pushed_renew(). When it was
 * another before, whoever changed it means it: what was pushed of a connection does not hold any
 * more. NULL: it is not known now.
 */
void pushed_set_device(struct pushed *pushed, const char *sha256, bool tls);

/*
 * Judges anew what is in force, after pushed_create() or another file. The board, which is the
 * caller's, or NULL when no layer is in force: then it is that of the file.
 */
struct board_config *pushed_renew(struct pushed *pushed);

/* A message on "all/config", "group/<g>/config" or "screen/config" (our own); false: none of it. */
bool pushed_offer(struct pushed *pushed, const char *layer, const void *bytes, size_t length,
                  const struct moment *now);

/* The link came up: what is retained is coming. */
void pushed_connected(struct pushed *pushed, const struct moment *now);

/* What the wall knows that a trial hangs on. */
struct pushed_proof {
    bool link;             /* it is up */
    bool screen;           /* there is one */
    uint64_t frames;       /* that were presented so far */
    uint64_t acknowledged; /* publications that the broker acknowledged in this session; while
                              pushed_moves() only those that it took */
    const char *reason;    /* why there is no link; "" or NULL: nobody knows */
};

/*
 * Lets time pass. True when another board is to be shown: *board is then the caller's, NULL for the
 * one of the file.
 */
bool pushed_turn(struct pushed *pushed, const struct pushed_proof *proof, const struct moment *now,
                 struct board_config **board);

/* The monotonic ms at which it must have another turn. */
int64_t pushed_next(const struct pushed *pushed, const struct moment *now);

/* A trial runs: tell it at once what it hangs on. */
bool pushed_tries(const struct pushed *pushed);

/*
 * How the broker is to be reached now, valid until the next call that changes anything; NULL: as
 * the device file says. The number changes with it: then the link is to be made anew, after what is
 * to be told was told.
 */
const struct broker_config *pushed_connection(const struct pushed *pushed);
unsigned pushed_connection_number(const struct pushed *pushed);

/* A connection is on trial. */
bool pushed_moves(const struct pushed *pushed);

/* Neither broker has answered, and they take turns: each is asked at once, and now and then. */
bool pushed_takes_turns(const struct pushed *pushed);

/* {"from","host","port","tls","revision","trial"} of the connection that is used, without secrets;
 * a new reference. NULL: it is that of the device file. */
json_t *pushed_connection_facts(const struct pushed *pushed);

/* IT's word. False after a fault. The next turn does it. */
bool pushed_confirm(struct pushed *pushed, struct faults *faults);
bool pushed_roll_back(struct pushed *pushed, struct faults *faults);

/*
 * Dry run: the board if `config` were the layer of that name, the caller's; NULL after faults,
 * whose pointers are into the envelope. Changes nothing.
 */
struct board_config *pushed_validate(const struct pushed *pushed, const char *name,
                                     const json_t *config, struct faults *faults);

/* The same of its connection, NULL for that of the device file: adds what is wrong with it, with
 * pointers into the envelope. */
void pushed_validate_connection(const struct pushed *pushed, const char *name,
                                const json_t *connection, const struct moment *now,
                                struct faults *faults);

/* Of what is in force: 64 hex digits of the merge; "" when no layer is in force. */
const char *pushed_sha256(const struct pushed *pushed);

/* The answer for config/reported, to be freed, once after each change; NULL: there is nothing to
 * tell, or not yet. */
char *pushed_report(struct pushed *pushed, const char *file_sha256, const struct moment *now);

/* Of the last layer that is in force, for people: {"revision","author","note","trial"}; NULL when
 * none is. A new reference. */
json_t *pushed_facts(const struct pushed *pushed);
