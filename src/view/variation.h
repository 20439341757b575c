#pragma once

/*
 * What supervisors and management see of a KPI's final periods beside its level: whether its
 * variation is in control (kpi/control.h), with a small chart where there is room for one, and
 * whether it calls for corrective action (kpi/corrective.h). Neither is told on any other wall: the
 * board has it in no KPI then.
 */

#include "kpi/control.h"
#include "kpi/corrective.h"
#include "view/look.h"
#include "view/pen.h"
#include "view/status.h"

/* Of too few people nothing is told, nor of periods of another kind than the level's. */
struct control control_of_kpi(const struct kpi *kpi);
struct corrective corrective_of_kpi(const struct kpi *kpi);

/* Shape and word, and the rule that is broken with when. SHAPE_KINDS: there is nothing to say. */
struct status variation_status(const struct kpi *kpi, const struct status_context *now);

/* "是正検討対象 8月〜"; the short form "是正検討 8月〜". "" when it is not due. */
void corrective_text(char *to, size_t size, const struct kpi *kpi, bool in_short,
                     const struct status_context *now);

/* How wide the texts of either can be, with a mark before it, in bold of that size. */
int variation_width(const struct type *type, int cap);
int corrective_width(const struct type *type, int cap);

/* The least room in which a chart can be read, for words of that size. */
bool chart_fits(struct rect room, int cap);

/*
 * The last periods as points between the lines of centre and limits, those beyond a limit and the
 * last one that breaks a rule as diamonds.
 */
void chart_record(struct pen *pen, struct rect room, int cap, const struct kpi *kpi,
                  const struct theme *theme);
