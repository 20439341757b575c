#pragma once

/*
 * How the verdict of a KPI came about: all that it hangs on at an instant, in one structure from
 * which the page, the answer to a request and the text on a terminal are made. Whoever makes them
 * judges nothing anew. Wall-clock times are Unix ms; NO_TIME while the clock was never good.
 */

#include "kpi/board.h"
#include "kpi/changes.h"
#include "kpi/damping.h"
#include "kpi/refused.h"

/* Where the target in force comes from. The catalogue has none. */
enum why_target { WHY_TARGET_NONE, WHY_TARGET_CONFIG, WHY_TARGET_DATED, WHY_TARGET_READING };

/* What makes a KPI thin. */
enum why_thin {
    WHY_NOT_THIN,
    WHY_NO_SAMPLE,   /* the site demands one and the reading tells none */
    WHY_NO_CASES,    /* 0 of 0 */
    WHY_FEW_CASES,   /* fewer than the minimum */
    WHY_FEW_PEOPLE,  /* or nobody tells of how many it is */
    WHY_JUST_OPENED, /* off target, and the day has just begun */
};

/* What damping does to the verdict. */
enum why_damping {
    WHY_DAMPS_NOTHING,
    WHY_DAMPS_WORSE,  /* the value is worse than what is shown */
    WHY_DAMPS_BETTER, /* it is better */
    WHY_DAMPS_FIRST,  /* off target just after an opening: there is no verdict yet */
};

struct why {
    const char *path;      /* <business>/<channel>/<metric> */
    const struct kpi *kpi; /* as it stands: reading, quality, verdict, target */
    const struct channel_spec *channel;
    const struct business_spec *business;
    const struct opening *opening; /* of its channel */
    bool received;
    bool tells_value;   /* there is one, and it may be told */
    enum verdict plain; /* of the value alone, when it is told */
    enum why_target origin;
    enum why_thin thin;
    const struct dated_target *dated; /* with WHY_TARGET_DATED */
    int64_t group;                    /* with WHY_FEW_PEOPLE: how many people; -1: nobody tells */
    int min_group;
    enum why_damping damping;
    struct damping_rule rule;      /* in force for this reading */
    int64_t since_ms, due_ms;      /* the value is so since; the verdict follows at; NO_TIME */
    int64_t figure_ms;             /* the figure is of; NO_TIME */
    int64_t age_ms;                /* NO_TIME: unknown */
    int64_t fresh_ms, drop_ms;     /* live until, shown until; NO_TIME: never, not received */
    const char *source;            /* "": hangs on none */
    const struct refused *refused; /* the last message that was; NULL: none was */
    int64_t refused_ms, refused_first_ms; /* NO_TIME */
    bool by_period; /* until when it is live follows from its period, which is over, and not from
                       its age */
    bool source_offline;
    bool refused_last; /* and no figure was taken after it */
    bool refused_told; /* what was read may be told: it is of no few people */
    int change_count;
    struct why_change {
        struct change change;
        int64_t wall_ms;
    } changes[CHANGES_KEPT]; /* newest first */
};

/* As of the last board_advance(). All pointers are the board's, until it changes. */
struct why board_why(const struct board *board, size_t index);

/* "config", "dated", "reading"; "none". */
const char *why_target_word(enum why_target origin);
