#pragma once

/* The KPI that somebody names by its topic. */

#include "base/fault.h"
#include "kpi/board.h"

/*
 * Its index; SIZE_MAX after a fault at `pointer`, which names what is allowed and the nearest. With
 * `allowed` NULL that is as many of the board's as have room.
 */
size_t find_kpi(const struct board *board, const char *path, const char *pointer,
                const char *allowed, struct faults *faults);

/* "main/phone/service-level, ..." behind what `to` holds: as many as have room. */
void list_kpis(char *to, size_t size, const struct board *board, const size_t *indices,
               size_t count);
