#include "sim/random.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define DRAWS 200000

struct moments {
    double mean, deviation;
};

static struct moments moments_of(double (*draw)(struct random *), uint64_t seed)
{
    struct random random;
    random_start(&random, seed, "test");
    double sum = 0.0, squares = 0.0;
    for (int i = 0; i < DRAWS; i++) {
        double value = draw(&random);
        sum += value;
        squares += value * value;
    }
    double mean = sum / DRAWS;
    return (struct moments){mean, sqrt(squares / DRAWS - mean * mean)};
}

static double draw_unit(struct random *random)
{
    double value = random_unit(random);
    assert_true(value > 0.0 && value < 1.0);
    return value;
}

static double draw_exponential(struct random *random)
{
    return random_exponential(random, 150.0);
}

static double draw_lognormal(struct random *random)
{
    return random_lognormal(random, 240.0, 150.0);
}

static double draw_poisson_small(struct random *random)
{
    return random_poisson(random, 3.5);
}

static double draw_poisson_large(struct random *random)
{
    return random_poisson(random, 90.0);
}

static double draw_chance(struct random *random)
{
    return random_chance(random, 0.3) ? 1.0 : 0.0;
}

/*
 * The tolerance is five standard errors of a mean (deviation / sqrt(draws)), and 2 % of the
 * deviation, which is more than five of its standard errors for all of these but the lognormal,
 * whose fourth moment is large: 4 % there.
 */
static void test_moments(void **state)
{
    (void)state;
    static const struct {
        double (*draw)(struct random *);
        double mean, deviation, tolerance;
    } cases[] = {
        {draw_unit, 0.5, 0.288675, 0.02},           {draw_exponential, 150.0, 150.0, 0.02},
        {draw_lognormal, 240.0, 150.0, 0.04},       {draw_poisson_small, 3.5, 1.870829, 0.02},
        {draw_poisson_large, 90.0, 9.486833, 0.02}, {draw_chance, 0.3, 0.458258, 0.02},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        for (uint64_t seed = 1; seed <= 2; seed++) {
            const struct moments got = moments_of(cases[i].draw, seed);
            double error = 5.0 * cases[i].deviation / sqrt(DRAWS);
            assert_true(fabs(got.mean - cases[i].mean) < error);
            assert_true(fabs(got.deviation / cases[i].deviation - 1.0) < cases[i].tolerance);
        }
    }
}

/* Half of the lognormal draws lie under exp(mu): the median is mean / sqrt(1 + (d/m)^2). */
static void test_lognormal_median(void **state)
{
    (void)state;
    struct random random;
    random_start(&random, 3, "median");
    double median = 240.0 / sqrt(1.0 + (150.0 / 240.0) * (150.0 / 240.0));
    int under = 0;
    for (int i = 0; i < DRAWS; i++) {
        under += random_lognormal(&random, 240.0, 150.0) < median;
    }
    assert_true(fabs((double)under / DRAWS - 0.5) < 5.0 * 0.5 / sqrt(DRAWS));
}

static void test_poisson_edges(void **state)
{
    (void)state;
    struct random random;
    random_start(&random, 1, "edges");
    assert_int_equal(random_poisson(&random, 0.0), 0);
    assert_int_equal(random_poisson(&random, -4.0), 0);
    double zeros = 0.0;
    for (int i = 0; i < DRAWS; i++) {
        zeros += random_poisson(&random, 1.0) == 0;
    }
    assert_true(fabs(zeros / DRAWS - exp(-1.0)) < 5.0 * 0.4822 / sqrt(DRAWS));
}

/* The bits are part of the contract: worked out apart, in exact integers, by the definition. */
static void test_same_on_every_machine(void **state)
{
    (void)state;
    struct random random;
    random_start(&random, 1, "main/phone/arrivals");
    assert_true(random.state == UINT64_C(0x50D72D7D4748EE1C));
    assert_true(random_unit(&random) == (double)UINT64_C(4197258951254831) / 0x1p53);
}

static void test_streams_differ(void **state)
{
    (void)state;
    static const struct {
        uint64_t seed;
        const char *stream;
    } cases[] = {{1, "main/phone"}, {2, "main/phone"}, {1, "main/chat"}, {0, "main/phone"}};
    double first[4];
    for (size_t i = 0; i < 4; i++) {
        struct random random;
        random_start(&random, cases[i].seed, cases[i].stream);
        first[i] = random_unit(&random);
        for (size_t k = 0; k < i; k++) {
            assert_true(first[i] != first[k]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_moments),        cmocka_unit_test(test_lognormal_median),
        cmocka_unit_test(test_poisson_edges),  cmocka_unit_test(test_same_on_every_machine),
        cmocka_unit_test(test_streams_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
