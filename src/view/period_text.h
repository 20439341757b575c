#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "kpi/board.h"
#include "view/status.h"

/*
 * What a KPI's value sums up: "本日", "直近30分", "先月"; with its threshold where it has one and
 * that is wanted: "本日 20秒以内". Where the reading tells when a period of a day or more began,
 * its name follows from that: "先月" is the month before this one, and an older one "9月".
 */
void period_text(char *to, size_t size, const struct kpi *kpi, bool with_threshold,
                 const struct status_context *now);

/* The same in the least room: a month or a day by its own name, "10月"; "" when there is no less.
 */
void period_text_short(char *to, size_t size, const struct kpi *kpi,
                       const struct status_context *now);
