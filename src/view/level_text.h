#pragma once

/* What is said of a level, wherever it stands. */

#include "config/board_config.h"
#include "kpi/board.h"
#include "view/figure.h"
#include "view/status.h"

/* The level of a KPI as it may be told: of too few people nothing is. */
struct level level_of_kpi(const struct kpi *kpi);

/*
 * Shape, word and, with too few periods, how many there are. A level without a judged one is for
 * reference only where the KPI has no target.
 */
struct status level_status(const struct kpi *kpi, const struct level *level,
                           enum language language);

/* A share is rounded down, so that 74.9 % never passes for 75 %. Some period must be judged. */
struct figure level_share_figure(const struct level *level);

/* "10/12か月"; what is not known to be any of these are periods. */
void level_met_text(char *to, size_t size, const struct level *level, int period,
                    enum language language);
void level_count_text(char *to, size_t size, const char *count, int period, enum language language);

/* In the digits of the KPI, never rounded across the target; "–" where it cannot be told. */
struct figure level_result(const struct kpi *kpi, const struct level *level,
                           enum language language);
void level_result_text(char *to, size_t size, const struct figure *figure, enum language language);
