#pragma once

/* A bar of what is done, for eyes alone: on a terminal, on standard error, gone when it is over. */

#include <stddef.h>

#include "ctl/call.h"

/* Draws `done` of `all`, and what a line says beside it. */
void bar_draw(const struct call *call, size_t done, size_t all, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void bar_clear(const struct call *call);
