#pragma once

/* Two KPIs that bear the same name on the wall are a lie waiting to be read. */

#include "base/fault.h"
#include "kpi/spec.h"
#include "kpi/words.h"

/*
 * Adds a fault for each KPI of a channel, channel of a business and business of the board whose
 * name, full or short, is that of one before it, as far as `language` shows. Names are compared as
 * eyes do: by NFKC, without what is never drawn, white space counting as one space, letters of
 * other scripts that look alike (Cyrillic А, Latin A; kana カ, kanji 力) as one.
 */
void names_check(struct faults *faults, const struct board_spec *spec, enum language language);
