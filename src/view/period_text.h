#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "kpi/board.h"

/*
 * What a KPI's value sums up: "本日", "直近30分", "先月"; with its threshold where it has one and
 * that is wanted: "本日 20秒以内".
 */
void period_text(char *to, size_t size, const struct kpi *kpi, bool with_threshold,
                 enum language language);
