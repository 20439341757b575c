#include "kpi/number.h"

#include <stdint.h>

/*
 * Up to 15 digits are an exact double, and so are the powers of ten up to 22: one multiplication or
 * division then gives the correctly rounded result. W. D. Clinger, How to Read Floating Point
 * Numbers Accurately, 1990.
 */
#define DIGITS_EXACT 15
#define POWER_EXACT 22

static const double powers[POWER_EXACT + 1] = {
    1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
};

struct input {
    const char *at, *end;
};

static void skip_space(struct input *input)
{
    while (input->at < input->end &&
           (*input->at == ' ' || *input->at == '\t' || *input->at == '\n' || *input->at == '\r')) {
        input->at++;
    }
}

static bool take(struct input *input, char wanted)
{
    if (input->at == input->end || *input->at != wanted) {
        return false;
    }
    input->at++;
    return true;
}

/* Adds a run of digits to *mantissa and gives their count; -1 when there are too many or none. */
static int take_digits(struct input *input, uint64_t *mantissa)
{
    int count = 0;
    while (input->at < input->end && *input->at >= '0' && *input->at <= '9') {
        if (++count > DIGITS_EXACT) {
            return -1;
        }
        *mantissa = *mantissa * 10 + (uint64_t)(*input->at++ - '0');
    }
    return count > 0 ? count : -1;
}

/* The exponent behind an "e"; false when what stands there is not one of at most 15 digits. */
static bool take_exponent(struct input *input, int64_t *exponent)
{
    if (!take(input, 'e') && !take(input, 'E')) {
        return true;
    }
    bool negative = take(input, '-');
    if (!negative) {
        take(input, '+');
    }
    uint64_t size = 0;
    if (take_digits(input, &size) < 0) {
        return false;
    }
    *exponent += negative ? -(int64_t)size : (int64_t)size;
    return true;
}

bool number_parse(const char *bytes, size_t length, double *value)
{
    struct input input = {bytes, bytes + length};
    skip_space(&input);
    bool negative = take(&input, '-');
    uint64_t mantissa = 0;
    bool leading_zero = input.at < input.end && *input.at == '0';
    int whole = take_digits(&input, &mantissa);
    if (whole < 0 || (leading_zero && whole > 1)) {
        return false;
    }
    int fraction = 0;
    if (take(&input, '.') && (fraction = take_digits(&input, &mantissa)) < 0) {
        return false;
    }
    int64_t exponent = -fraction;
    if (whole + fraction > DIGITS_EXACT || !take_exponent(&input, &exponent) ||
        exponent < -POWER_EXACT || exponent > POWER_EXACT) {
        return false;
    }
    skip_space(&input);
    if (input.at != input.end) {
        return false;
    }
    double size =
        exponent < 0 ? (double)mantissa / powers[-exponent] : (double)mantissa * powers[exponent];
    *value = negative ? -size : size;
    return true;
}
