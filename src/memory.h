#pragma once

/*
 * What the wall remembers of its board over a restart and a power cut: one file in the state
 * folder, history.json (kpi/keep.h says what is in it).
 *
 * It is read once, as soon as the clock can be trusted: its times mean nothing before. Until then
 * nothing is written. What is broken, or of another screen or version, is set aside as
 * history.json.aside, and the board goes on without it. It is written whole, at once or not at all,
 * MEMORY_DELAY_MS after the first period that was closed since: publishers do not speak all in the
 * same instant, and a card does not live for ever. A folder that cannot be written is told once.
 */

#include <limits.h>

#include "config/device_config.h"
#include "kpi/keep.h"

#define MEMORY_DELAY_MS INT64_C(10000)

struct memory {
    char path[PATH_MAX]; /* "": there is no folder; nothing is read or written */
    bool read;           /* so it may be written */
    bool exists;         /* a file that is ours is there */
    bool unwritable;     /* and that was told */
    uint64_t kept;       /* board_periods_kept() of what the file has, or had to have */
    int64_t due_ms;      /* monotonic instant at which it must be written; NEVER */
};

/* `path` NULL: there is no folder. */
struct memory memory_new(const char *path);

/*
 * To be called each turn, with the board that shows: reads and writes when it is time. `device`
 * says whose it is. True when the board took something back.
 */
bool memory_pass(struct memory *memory, struct board *board, const struct device_config *device,
                 const struct moment *now);

/* The monotonic instant at which it must be called again; NEVER. */
int64_t memory_next(const struct memory *memory);

/* At a clean end: since when what is off target is kept, too. */
void memory_finish(struct memory *memory, const struct board *board,
                   const struct device_config *device, const struct moment *now);
