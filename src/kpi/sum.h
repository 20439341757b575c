#pragma once

/*
 * A result over several values. Numerators and denominators are added; where only the number of
 * cases is known, each value weighs as many. Percentages are never averaged: with one value of
 * which neither is known there is no result.
 */

#include "kpi/finals.h"

struct sum {
    double numerators, denominators; /* of fractions */
    double weighted, weight;         /* values by their cases */
    bool not_fractions, not_weights; /* some value so far has none */
};

/* To begin with, a sum is all zero. Of `final` the value and its weight count. */
void sum_add(struct sum *sum, const struct final *final);

/* `percent`: values are shares, a hundred times their fraction. NAN where there is none. */
double sum_result(const struct sum *sum, bool percent);
