#pragma once

/*
 * What of a board outlives the program: the final periods that it has collected itself, and since
 * when a KPI is off target. A text of JSON, for whoever has a file.
 *
 * What a history topic publishes is not in it, as the broker has that; nor is anything of a KPI
 * that is held back for the sake of few people. A text that would be too long drops the oldest
 * period of those KPIs that have most, again and again, so that twelve months of one outlast a
 * day's half hours of another; then since when what is off target.
 *
 * A streak goes on after a restart when all of this is so, else it begins anew: the first verdict
 * is the one that it had; no more than KEEP_GAP_MS have passed since the text was written, which is
 * a usual interval and the time to start; by its hours the channel has been open since the streak
 * began, and it does not open anew before that verdict. What was between nobody has seen: a target
 * that was met in that gap and lost again does not end it.
 */

#include "kpi/board.h"

#define KEEP_MAX_BYTES ((size_t)64 * 1024)
#define KEEP_GAP_MS INT64_C(2100000)

enum recalled {
    RECALLED,
    RECALL_BROKEN, /* not the text of a board: nothing was taken */
    RECALL_FOREIGN /* of another screen or version: nothing was taken */
};

/* What came back. */
struct recall {
    int finals, streaks;
    int doubted; /* of a time that cannot be: they stayed behind */
};

/*
 * To be freed; NULL when there is nothing to keep. `owner` is a text of one's own that needs no
 * escape in JSON. A good clock must have been known.
 */
char *board_keep(const struct board *board, const char *owner, const struct moment *now);

/*
 * Takes back what was kept; `now` must have a good clock. Where a history topic was heard already
 * that stays, and a period the board has collected since goes before the same one of the text.
 * Values that a KPI can no longer have, and KPIs that are no longer there, stay behind, as do
 * periods that begin after `now` or long before any that can count: 31 days and twice FINALS_KEPT
 * periods ago.
 */
enum recalled board_recall(struct board *board, const char *text, size_t length, const char *owner,
                           const struct moment *now, struct recall *recall);

/* How often a period was closed or a final one came that is to be kept. */
uint64_t board_periods_kept(const struct board *board);
