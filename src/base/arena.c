#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_BYTES ((size_t)16 * 1024)

struct block {
    struct block *next;
    size_t size, used;
    _Alignas(max_align_t) unsigned char bytes[];
};

struct arena {
    struct block *newest;
};

struct arena *arena_create(void)
{
    struct arena *arena = calloc(1, sizeof *arena);
    if (!arena) {
        abort();
    }
    return arena;
}

void arena_destroy(struct arena *arena)
{
    if (!arena) {
        return;
    }
    struct block *block = arena->newest;
    while (block) {
        struct block *next = block->next;
        free(block);
        block = next;
    }
    free(arena);
}

static struct block *block_add(struct arena *arena, size_t size)
{
    if (size > SIZE_MAX - sizeof(struct block)) {
        abort();
    }
    struct block *block = calloc(1, sizeof *block + size);
    if (!block) {
        abort();
    }
    block->size = size;
    block->next = arena->newest;
    arena->newest = block;
    return block;
}

void *arena_take(struct arena *arena, size_t size)
{
    const size_t unit = _Alignof(max_align_t);
    if (size > SIZE_MAX - unit) {
        abort();
    }
    size_t room = size == 0 ? unit : (size + unit - 1) / unit * unit;
    struct block *block = arena->newest;
    if (!block || block->size - block->used < room) {
        block = block_add(arena, room > BLOCK_BYTES ? room : BLOCK_BYTES);
    }
    void *taken = block->bytes + block->used;
    block->used += room;
    return taken;
}

void *arena_take_array(struct arena *arena, size_t count, size_t size)
{
    size_t product;
    if (__builtin_mul_overflow(count, size, &product)) {
        abort();
    }
    return arena_take(arena, product);
}

const char *arena_text(struct arena *arena, const char *text)
{
    if (!text) {
        return NULL;
    }
    size_t size = strlen(text) + 1;
    return memcpy(arena_take(arena, size), text, size);
}
