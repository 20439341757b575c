#pragma once

/*
 * A table that a spreadsheet has saved as CSV: rows of cells, as UTF-8.
 *
 * UTF-8 with or without a byte-order mark, else Shift_JIS as Windows writes it (CP932); lines end
 * in LF or CRLF; cells are parted by commas or semicolons, whichever the first line has more of,
 * and may stand in quotes (RFC 4180). Rows without any text are left out.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/fault.h"

#define SHEET_MAX_BYTES ((size_t)1024 * 1024)
#define SHEET_ROWS 10000
#define SHEET_CELLS 64 /* in a row */

struct sheet_row {
    size_t line; /* of the file, from 1: where the row begins */
    size_t count;
    const char *const *cells; /* without white space around them; "" where nothing stands */
};

struct sheet {
    const struct sheet_row *rows;
    size_t count;
};

/* All is taken from `arena`. False when a fault was added; its pointer is "/LINE". */
bool sheet_read(const char *bytes, size_t length, struct arena *arena, struct sheet *sheet,
                struct faults *faults);
