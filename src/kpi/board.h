#pragma once

/*
 * The board: the state of every KPI as one function of the messages so far and of time.
 *
 * It reads no clock and touches no file, network or pixel: each call brings its moment. Messages
 * change readings; board_advance() lets time pass (age, hours, damping); board_next_change() says
 * when time alone will next change something that can be seen. The cost of a message does not
 * depend on how many KPIs there are.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/moment.h"
#include "kpi/announcements.h"
#include "kpi/finals.h"
#include "kpi/in_hand.h"
#include "kpi/glyphs.h"
#include "kpi/reading.h"
#include "kpi/spec.h"
#include "kpi/standing.h"
#include "kpi/trend.h"

struct kpi {
    const struct kpi_spec *spec;
    struct target target;   /* in force now: the spec's, or the reading's */
    struct reading reading; /* the last taken; meaningless while waiting */
    enum quality quality;
    enum verdict verdict; /* damped; only to be shown while quality is live */
    bool warns;           /* met, but on the bad side of the warning */
    bool recovering;      /* damping holds a worse verdict than the value has now */
    bool worsening;       /* damping holds a better one */
    enum side side;       /* where the value lies when it is not met */
    enum held held;       /* while last-known */
    int64_t since_ms;     /* Unix ms: last-known since the figure of; no-data since; NO_TIME */
    int64_t streak_ms;    /* monotonic ms since which the verdict stands; NEVER without one, and of
                             slow figures */
    enum trend trend; /* against the value some 15 minutes ago, by more than the last digit shown */
    struct in_hand in_hand;
    bool shows_value; /* a figure may stand on the wall, live or not */
    bool early;       /* thin: off target, but perhaps only because the day has just begun */
    bool suppressed;  /* of too few people: neither reading nor finals may leave the board */
    struct finals finals;
    uint32_t revision; /* changes whenever anything above that can be seen changes */
};

struct summary {
    unsigned verdicts[VERDICT_COUNT];  /* live KPIs only */
    unsigned qualities[QUALITY_COUNT]; /* all KPIs */
    unsigned worsening;                /* live KPIs whose verdict is better than their value */
    unsigned early;                    /* thin ones that are so because of an opening */
    unsigned suppressed;               /* thin ones that are so for the sake of few people */
    uint32_t revision; /* changes with the verdicts, the qualities, the list of off-target ones,
                          what is in hand, an opening, and when the first begins or the last ceases
                          to worsen */
};

/* What a message did. */
enum effect {
    EFFECT_TAKEN,
    EFFECT_REDELIVERY, /* the same time and value again */
    EFFECT_IGNORED,    /* not a topic or KPI of this board */
    EFFECT_REFUSED,    /* counted by reason; nothing on the wall changed */
};

struct counters {
    uint64_t refused[REFUSAL_COUNT];
    uint64_t ignored; /* messages for no KPI of this board */
    uint64_t redelivered;
    uint64_t skewed; /* up to 120 s ahead of our clock, taken as now */
    uint64_t flaps;  /* verdict changes that were shown */
};

struct board;

/* `spec` and `zone` are borrowed and must outlive the board. Every KPI starts as waiting. */
struct board *board_create(const struct board_spec *spec, const struct zone *zone,
                           const struct moment *now);
void board_destroy(struct board *board);

/*
 * From now on an announcement must be drawable in whole, or it is refused; but an emergency is
 * taken all the same, for a box in its place does less harm than silence; and a closure without its
 * reason. What is missing is logged by name. Without this all characters count as drawable.
 */
void board_mind_glyphs(struct board *board, glyph_test *drawable);

/*
 * Takes over what `old` knows of the KPIs that both have: a changed config does not blank the wall.
 * Final periods keep the verdict they were given; live ones are judged by the new targets.
 */
void board_adopt(struct board *board, const struct board *old, const struct moment *now);

/*
 * One message. `topic` is what follows wallboard/1/<site>/: "kpi/main/phone/service-level",
 * "kpi/main/phone", "history/...", "source/<name>", "announce/<id>", "closure/<id>"; anything else
 * is EFFECT_IGNORED. The payload need not end with NUL. A whole-channel message is REFUSED only
 * when none of it was taken.
 */
enum effect board_message(struct board *board, const char *topic, const void *payload,
                          size_t length, bool retained, const struct moment *now);

/* Lets time pass up to `now`. Also call it after the wall clock was set. True when a revision
 * changed. */
bool board_advance(struct board *board, const struct moment *now);

/*
 * Somebody has a live KPI that is off target in hand, for so long; 0: no longer. False when it is
 * not off target; then nothing changes. `by` is cut to what fits and may be "".
 */
bool board_take_in_hand(struct board *board, size_t index, const char *by, int64_t for_ms,
                        const struct moment *now);

/* The KPI of <business>/<channel>/<metric>; its index, or SIZE_MAX. */
size_t board_find(const struct board *board, const char *path);
const char *board_path(const struct board *board, size_t index);

/* The monotonic ms at which time alone next changes a revision; NEVER when it will not. */
int64_t board_next_change(const struct board *board);

const struct board_spec *board_spec(const struct board *board);
const struct kpi *board_kpi(const struct board *board, size_t index);
const struct summary *board_summary(const struct board *board);
const struct counters *board_counters(const struct board *board);
const struct announcements *board_announcements(const struct board *board);

/*
 * The off-target KPIs (live, near or missed): missed first, then near, each in board order; those
 * that somebody has in hand behind all others, in the same order. Returns
 * how many there are; at most `room` indices are written.
 */
size_t board_off_target(const struct board *board, size_t *indices, size_t room);

/* Opening state of a channel at the last board_advance(); while the clock is not known good: open.
 */
const struct opening *board_opening(const struct board *board, size_t channel_index);
