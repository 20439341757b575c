#pragma once

/*
 * What is pushed on a config topic: a layer of the board in an envelope. Bytes in; the envelope
 * out, or the whole list of what is wrong with it. The board inside is not judged here: only with
 * all layers it is whole.
 */

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/fault.h"
#include "config/keys.h"

/* Where the board stands in it: the pointers of its faults begin so. */
#define ENVELOPE_CONFIG "/config"

/* What a signature is for, so that it is for nothing else. */
#define ENVELOPE_PURPOSE "wallboard-config"

struct envelope {
    struct arena *arena;      /* owns the texts */
    json_t *root;             /* owns `config` and `connection` */
    int purpose;              /* 0: ENVELOPE_PURPOSE; ABSENT: not said */
    const char *target;       /* whom it is for, "<site>/<topic without /config>"; NULL: not said */
    int revision;             /* from 1 */
    const json_t *config;     /* an object; NULL: null, which takes the layer away */
    const json_t *connection; /* an object, for broker_read_pushed(); NULL: it says none */
    bool moves_back;          /* its connection is null: that of the device file */
    const char *author, *note; /* NULL: not said */
    bool confirm;              /* a trial is kept only when somebody confirms it */
    const char *not_before, *not_after;
    int64_t not_before_ms, not_after_ms; /* Unix ms; NO_TIME: not said */
};

extern const struct section section_envelope;

/* NULL when a fault was added. */
struct envelope *envelope_read(const void *bytes, size_t length, struct faults *faults);
/* The same of what document_read() gave; takes the reference. */
struct envelope *envelope_from(json_t *root, struct faults *faults);
void envelope_destroy(struct envelope *envelope);
