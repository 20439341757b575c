#include "sim/random.h"

#include <math.h>

/* The output function of splitmix64 (Steele, Lea, Flood 2014): every bit depends on every bit. */
static uint64_t mix(uint64_t x)
{
    x = (x ^ (x >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94D049BB133111EB);
    return x ^ (x >> 31);
}

static uint64_t next(struct random *random)
{
    random->state += UINT64_C(0x9E3779B97F4A7C15);
    return mix(random->state);
}

void random_start(struct random *random, uint64_t seed, const char *stream)
{
    uint64_t hash = UINT64_C(0xCBF29CE484222325); /* FNV-1a */
    for (const char *c = stream; *c != '\0'; c++) {
        hash = (hash ^ (uint64_t)(unsigned char)*c) * UINT64_C(0x100000001B3);
    }
    random->state = mix(seed) ^ hash;
    (void)next(random);
}

double random_unit(struct random *random)
{
    /* 52 bits and a half step: neither end can occur, so that log() is always finite. */
    return ((double)(next(random) >> 12) + 0.5) * 0x1p-52;
}

bool random_chance(struct random *random, double probability)
{
    return random_unit(random) < probability;
}

double random_exponential(struct random *random, double mean)
{
    return -mean * log(random_unit(random));
}

/* Marsaglia's polar method, which needs no trigonometry; the second value is not kept. */
static double standard_normal(struct random *random)
{
    double x, square;
    do {
        x = 2.0 * random_unit(random) - 1.0;
        double y = 2.0 * random_unit(random) - 1.0;
        square = x * x + y * y;
    } while (square >= 1.0);
    return x * sqrt(-2.0 * log(square) / square);
}

double random_lognormal(struct random *random, double mean, double deviation)
{
    double ratio = deviation / mean;
    double variance = log(1.0 + ratio * ratio);
    return exp(log(mean) - variance / 2.0 + sqrt(variance) * standard_normal(random));
}

/* Knuth's product of uniforms; the limit stays far from underflow for a mean up to 30. */
static int poisson_small(struct random *random, double mean)
{
    double limit = exp(-mean);
    double product = random_unit(random);
    int count = 0;
    while (product > limit) {
        product *= random_unit(random);
        count++;
    }
    return count;
}

int random_poisson(struct random *random, double mean)
{
    /* A Poisson number is the sum of Poisson numbers with the parts of its mean. */
    int count = 0;
    while (mean > 30.0) {
        count += poisson_small(random, 30.0);
        mean -= 30.0;
    }
    return mean > 0.0 ? count + poisson_small(random, mean) : count;
}
