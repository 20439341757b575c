#pragma once

/* The inside of pushed.h, for the files that make it up: pushed.c what is offered,
 * pushed_open.c who has signed it, pushed_settle.c which layers go together, pushed_trial.c the
 * trial, pushed_move.c that of a connection, pushed_store.c what survives, pushed_report.c what is
 * told. */

#include "config/envelope.h"
#include "pushed.h"
#include "status.h"

#define LAYER_NAME_BYTES 80
#define ID_BYTES 65

/* In place of the number of a key. */
#define UNSIGNED 0
#define NOBODY ((size_t)-1)

struct pushed_key {
    char id[ID_BYTES];
    unsigned char bytes[PUBLIC_KEY_BYTES];
    bool revoked;
};

/* A payload as it was received. */
struct push {
    bool set;                  /* there is one; also an empty one, which takes the layer away */
    char *text;                /* NULL of an empty one */
    struct envelope *envelope; /* likewise */
    size_t signer;             /* the number of the key, from 1; UNSIGNED */
    char sha256[SHA256_HEX_BYTES];
};

/* How far the revisions of a layer have come, by one key or unsigned. */
struct push_count {
    int revision;                  /* the highest that ever was on trial; 0: none was */
    char sha256[SHA256_HEX_BYTES]; /* of that; "" once it was taken away */
    bool refused;                  /* that one never comes back */
};

#define PUSH_WHY_BYTES 192

struct pushed_layer {
    char name[LAYER_NAME_BYTES];
    struct push before;        /* what `kept` was before the last trial that was kept */
    struct push kept;          /* proven */
    struct push trial;         /* in force on trial */
    struct push offered;       /* to be judged, or found wanting, which other layers may change */
    bool waits;                /* `offered` was not judged yet with all that is here now */
    struct push_count *counts; /* UNSIGNED, then of every key */
    size_t last;               /* whose was on trial last */
    char why[PUSH_WHY_BYTES];  /* and why that was refused for good, if it was */

    /* What is told of it. */
    enum push_result result;
    int told_revision; /* 0: none */
    char told_sha256[SHA256_HEX_BYTES];
    json_t *errors; /* NULL: none */
};

/* Who must answer, where a connection is on trial. */
enum move_stage {
    MOVE_NONE,  /* no connection is */
    MOVE_THERE, /* the new broker */
    MOVE_BACK,  /* that has failed: the one before, which then is told */
};

#define MOVE_WHY_BYTES 160
#define MOVE_WHERE_BYTES 240

/* How the broker is reached, as far as that was pushed. */
struct moving {
    struct push kept;   /* whose connection is proven; one without: that of the device file */
    struct push before; /* what `kept` was before the last trial that was kept */
    bool moved;         /* that trial has moved it: `before` holds */
    enum move_stage stage;
    int64_t began_ms; /* monotonic: of the stage; NEVER: it has had no turn yet */
    int64_t heard_ms; /* when its broker was last there, else when it began */
    int patience_ms;  /* how long that one may be silent before the other is asked */
    bool linked;      /* at the last turn */
    int chances;
    bool ordered;                 /* IT has rolled it back */
    bool full;                    /* the new one had all of its time, and not only a turn */
    bool silent;                  /* it is not there, or takes nothing */
    char why[MOVE_WHY_BYTES];     /* the new one has failed, */
    char where[MOVE_WHERE_BYTES]; /* and which that is */

    struct arena *arena;         /* of `broker` */
    struct broker_config broker; /* to be used now, if `given` */
    bool given;
    unsigned number; /* of the connection that is to be used */

    char device_sha256[SHA256_HEX_BYTES]; /* of the device file; "": not known */
    bool device_tls;
};

struct pushed {
    pushed_judge *judge;
    char *path; /* NULL: nothing is remembered */
    char site[ID_BYTES], screen[ID_BYTES];
    struct pushed_key *keys;
    size_t key_count;
    json_t *file;
    struct pushed_layer *layers; /* all, the groups, the screen */
    size_t count;
    struct moving moving;

    int64_t gather_until_ms; /* monotonic; NEVER: there is no link */
    int64_t gather_most_ms;

    int64_t trial_ms;      /* that the trial has run */
    int64_t counted_ms;    /* up to when it was counted; NEVER: it does not run */
    uint64_t frames;       /* presented before the trial began */
    uint64_t acknowledged; /* when its first frame had been presented */
    int attempts;          /* of the trial that runs; 0: none does */
    bool interrupted;      /* by a restart */
    bool presented;        /* `acknowledged` holds */
    bool confirmed, rolled_back;

    bool file_good;
    bool unwritable;
    bool news; /* something is to be reported */
    char sha256[SHA256_HEX_BYTES];
};

/* What is told of a layer; takes the errors, NULL for none. */
void pushed_tell(struct pushed *pushed, struct pushed_layer *layer, enum push_result result,
                 json_t *errors);

/* What is told of the layer is from here on about this push. */
void pushed_tell_about(struct pushed_layer *layer, const struct push *push);

json_t *pushed_one_error(const char *pointer, const char *code, const char *read,
                         const char *allowed, const char *message);

/* The faults as told: pointers into the envelope, behind `prefix`. */
json_t *pushed_errors(const char *prefix, const struct faults *faults);

/*
 * PUSH_NOTHING: it is there. Else what to tell of it, with faults; then `envelope` is there as far
 * as it could be read. To be cleared in any case. `length` 0 gives an empty one.
 */
enum push_result push_open(const struct pushed *pushed, const struct pushed_layer *layer,
                           struct push *push, const void *bytes, size_t length,
                           struct faults *faults);
void push_clear(struct push *push);
/* `from` is empty then. */
void push_move(struct push *to, struct push *from);
const json_t *push_config(const struct push *push);

/* Writes what must survive. A folder that cannot be written to is told once. */
void pushed_write(struct pushed *pushed);
/* Reads it; a file that is not ours gives nothing. */
void pushed_read(struct pushed *pushed);

struct push *pushed_in_force(struct pushed_layer *layer);
bool pushed_has_trial(const struct pushed *pushed);

/* Its time has not come, or nobody knows the time. */
bool push_is_early(const struct push *push, const struct moment *now);

/*
 * Judges what is in force, and with that what is offered: what goes is on trial then, what does not
 * is told. The board of it all; NULL when there is none. Without offers `now` may be NULL.
 */
struct board_config *pushed_settle(struct pushed *pushed, bool with_offered,
                                   const struct moment *now);

/* ---- pushed_trial.c -------------------------------------------------------------------------- */

void trial_begin(struct pushed *pushed, int attempts, uint64_t frames);

/* True when it was reverted. */
bool trial_turn(struct pushed *pushed, const struct pushed_proof *proof, const struct moment *now);
void trial_revert(struct pushed *pushed, const char *why);
void trial_revert_for(struct pushed *pushed, const struct fault *why);

bool trial_is_proven(struct pushed *pushed, const struct pushed_proof *proof);
bool trial_wants_confirmation(const struct pushed *pushed);
void trial_keep(struct pushed *pushed);

/* What the last trial has brought goes again. */
void trial_undo(struct pushed *pushed);

/* ---- pushed_move.c --------------------------------------------------------------------------- */

/* Whether what a push says of the connection is good; a layer that says nothing is. */
bool move_judge(const struct pushed *pushed, const struct pushed_layer *layer,
                const struct push *push, const struct moment *now, struct faults *faults);

/* A trial begins: if it brings another connection, that is used from now on. */
void move_begin(struct pushed *pushed);

/* In place of the trial's own turn where a connection is on trial. True when it was reverted. */
bool move_turn(struct pushed *pushed, const struct pushed_proof *proof, const struct moment *now);
int64_t move_next(const struct pushed *pushed, const struct moment *now);

/* The trial is kept, while its layers still stand there as such. What is to be told beside, or
 * NULL. */
json_t *move_keep(struct pushed *pushed);

/* It is not. */
void move_end(struct pushed *pushed);

/*
 * The trial that was kept last is to be undone, and has brought the connection: only the broker
 * before can decide that. It is on trial again, and that one is asked. False: it has brought none.
 */
bool move_reopen(struct pushed *pushed);

/* After what is used may have changed. */
void move_refresh(struct pushed *pushed);
