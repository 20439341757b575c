#pragma once

/*
 * Draws that are the same on every machine for the same seed: an own generator, and distributions
 * made of log(), exp() and sqrt() only. Each subject draws from a stream of its own, so that one
 * more draw in one place does not change the day elsewhere.
 */

#include <stdbool.h>
#include <stdint.h>

struct random {
    uint64_t state;
};

/* `stream` names the subject: "main/phone/arrivals". */
void random_start(struct random *random, uint64_t seed, const char *stream);

/* Uniform in the open interval (0, 1). */
double random_unit(struct random *random);

bool random_chance(struct random *random, double probability);

double random_exponential(struct random *random, double mean);

/* By mean and standard deviation of the value itself, not of its logarithm; both positive. */
double random_lognormal(struct random *random, double mean, double deviation);

/* 0 when the mean is not positive. */
int random_poisson(struct random *random, double mean);
