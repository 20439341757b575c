#pragma once

/*
 * Whether a figure gets better or worse, and the arrow that tells it: on a field where it gets
 * worse, bare where it gets better. Without a target neither is known: the arrow is bare and has no
 * word. In a band no move is better or worse until it is left.
 */

#include "kpi/board.h"
#include "view/pen.h"
#include "view/words.h"

enum course { COURSE_UNKNOWN, COURSE_STEADY, COURSE_BETTER, COURSE_WORSE };

/* Of a live KPI whose figure moves; COURSE_UNKNOWN otherwise. */
enum course course_of(const struct kpi *kpi);

/* "改善", "悪化"; "" where there is nothing to say. */
const char *course_word(enum course course, enum language language);

/* What the arrow takes of a line with capitals of `edge` px; 0 when there is none. */
int course_width(const struct kpi *kpi, int edge);

/* From x, standing on the baseline. `ground` is what the field lies on. */
void course_record(struct pen *pen, int x, int baseline, int edge, const struct kpi *kpi,
                   int stroke, colour ink, colour ground);
