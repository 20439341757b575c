#pragma once

/* What is said of points, and of an assessment, wherever it stands. */

#include "kpi/points.h"
#include "view/status.h"

/* Rounded down, so that 99.6 of 100 never pass for all of them: "82", "1,420", "78.5". */
void standing_points(char *to, size_t size, double value, int decimals);

/* "350/400"; "–" while nothing is counted. `decimals` of what is finest among the items. */
void standing_sum(char *to, size_t size, const struct points *points, int decimals);

/*
 * Whether the sum is one of all items, and all of them are known to be so still: shape, what is
 * said in `detail` and, of one that is not, how many there are in `less`.
 */
struct status standing_sum_status(const struct points *points, enum language language);

/* "85/100" of an item; "–/100" where its value may not be shown. */
void standing_item(char *to, size_t size, const struct kpi *kpi);

/* "前回比 +6.5", "no earlier one"; "" where the day of the reading is not known. */
void standing_distance(char *to, size_t size, const struct kpi *kpi, enum language language);

/* "2026/9/14 実施"; that it is not known. "" without a value. */
void standing_day(char *to, size_t size, const struct kpi *kpi, const struct status_context *now);

/* "前回 2025/9/10"; "" when there is none. */
void standing_last_day(char *to, size_t size, const struct kpi *kpi,
                       const struct status_context *now);
