#pragma once

/*
 * An arena owns many small things that live and die together: all texts and lists of one parsed
 * configuration. Nothing in it is freed alone, so whoever holds the arena holds everything.
 */

#include <stddef.h>

struct arena;

/* Never NULL: running out of memory aborts. */
struct arena *arena_create(void);

/* Frees all that was taken from it. NULL is allowed. */
void arena_destroy(struct arena *arena);

/* Zeroed, aligned for any type, valid until arena_destroy(). */
void *arena_take(struct arena *arena, size_t size);

/* Zeroed room for `count` items of `size` bytes; aborts when the product overflows. */
void *arena_take_array(struct arena *arena, size_t count, size_t size);

/* A copy of `text`. NULL gives NULL. */
const char *arena_text(struct arena *arena, const char *text);
