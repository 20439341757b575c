#pragma once

/* A fixed set of texts, each with an index: finds the place of a topic without walking the board.
 */

#include <stddef.h>

#define LOOKUP_NONE ((size_t)-1)

struct lookup;

/* Room for `count` texts. Running out of memory aborts. */
struct lookup *lookup_create(size_t count);
void lookup_destroy(struct lookup *lookup);

/* `text` is borrowed. Of two equal texts the first is found. */
void lookup_add(struct lookup *lookup, const char *text, size_t index);

/* LOOKUP_NONE when `text` is not in it. */
size_t lookup_find(const struct lookup *lookup, const char *text);
