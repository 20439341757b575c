#pragma once

/*
 * A tile of the level: what a KPI's last final periods were, and nothing of now.
 *
 *   name
 *   SHARE %            met/judged and what they are
 *   shape word         the weighted result
 *   shape variation    of walls on which that is told, with a chart where there is room
 *   shape since when it calls for corrective action, where the site counts that
 *
 * Nothing of it is ever dropped. Off level is outlined and not filled: it calls for a plan and not
 * for a run. Above all tiles of a page stands a caption that says of how many periods they tell.
 */

#include "kpi/level.h"
#include "view/look.h"
#include "view/name.h"
#include "view/tile_style.h"

struct tile_size level_tile_least(const struct type *type, const struct board_spec *spec,
                                  const size_t *kpis, size_t count);
struct tile_style level_tile_style(const struct type *type, struct tile_size size,
                                   struct tile_size smallest, const struct board_spec *spec,
                                   const size_t *kpis, size_t count);

void level_tile_record(struct cell *cell, struct rect bounds, const struct tile_style *style,
                       const struct kpi *kpi, const struct look *look);
