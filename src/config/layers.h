#pragma once

/*
 * The layers of a board: the file, then what was pushed to all screens, to each group and to the
 * screen itself, merged in this order (RFC 7396). The merge is judged as a whole; what is wrong in
 * it is booked on the layer that brought it, and the others are tried without that.
 */

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/fault.h"

/* Which of its states a layer has in the merge. */
enum layer_choice { LAYER_NONE, LAYER_KEPT, LAYER_OFFERED };

struct layer {
    const json_t *kept;       /* in force until now; NULL: nothing */
    const json_t *offered;    /* to take its place; NULL: nothing new */
    bool removed;             /* nothing shall take its place; `offered` is NULL */
    bool doubted;             /* of the file: by itself it is no board */
    struct faults *faults;    /* in: an empty list; out: why `offered` was not taken, else `kept` */
    enum layer_choice choice; /* out */
    bool guilty;              /* meanwhile */
};

/* Adds the faults of a merged board. */
typedef void layers_verdict(void *context, const json_t *merged, struct faults *faults);

/*
 * The merge of the layers that go together, as a new reference. The first layer is the file, which
 * has nothing to fall back on and is blamed last, unless it is doubted and alone has set what is
 * wrong. A layer that was good is not blamed for a fault
 * that came with one that is new. When nothing goes, the merge is NULL.
 */
json_t *layers_choose(struct layer *layers, size_t count, layers_verdict *judge, void *context);

/*
 * How much of a JSON Pointer's path `patch` sets: the number of its tokens, as far as they stand
 * there. A null takes away all below it, and so sets it.
 */
size_t layer_sets(const json_t *patch, const char *pointer);
