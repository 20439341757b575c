#pragma once

/* Random numbers, the same for the same seed (xorshift64). */

#include <stdbool.h>
#include <stdint.h>

#define CHANCE_SEED UINT64_C(88172645463325252)

struct chance {
    uint64_t state;
};

static inline uint64_t chance_bits(struct chance *chance)
{
    chance->state ^= chance->state << 13;
    chance->state ^= chance->state >> 7;
    chance->state ^= chance->state << 17;
    return chance->state;
}

static inline unsigned pick(struct chance *chance, unsigned below)
{
    return (unsigned)(chance_bits(chance) >> 33) % below;
}

static inline bool one_in(struct chance *chance, unsigned of)
{
    return pick(chance, of) == 0;
}
