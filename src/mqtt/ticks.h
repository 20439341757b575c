#pragma once

/* The monotonic clock in milliseconds: the one that the ages of readings are counted on. */

#include <stdint.h>

int64_t ticks_ms(void);
