#pragma once

/*
 * What others publish in their own form: messages on topics outside our root, of which a board's
 * `sources` say where in them a KPI's value stands. Taken, refused and counted as readings are.
 *
 * A place is a JSON Pointer (RFC 6901; NULL is the whole payload). Where the order of a list is
 * not to be relied on, a part "name=text" takes its first object whose member `name` is that text;
 * "a.b=text" looks into the member's member. Before an object the same part demands it of the
 * object itself: a message of which it is not true is about something else, and is ignored.
 */

#include <stdbool.h>
#include <stddef.h>

#include "kpi/board.h"

/* Larger than a reading: a supplier's answer tells of much beside. */
#define FOREIGN_MAX_BYTES ((size_t)64 * 1024)

/* Of a place, between two slashes. */
#define FOREIGN_PART_BYTES 256

/*
 * One message; `topic` is whole. A message that several sources read is REFUSED only when none of
 * them took it. An empty payload is ignored: what was retained is gone, but no figure has changed.
 */
enum effect board_foreign_message(struct board *board, const char *topic, const void *payload,
                                  size_t length, bool retained, const struct moment *now);

/* Whether an MQTT topic filter with + and # takes in a topic. */
bool foreign_topic_matches(const char *filter, const char *topic);
