#pragma once

/* The monotonic clock: the one that the ages of readings are counted on. */

#include <stdint.h>

int64_t ticks_ms(void);
int64_t ticks_us(void);
