#pragma once

/* What the files of the board share: its state, and how one KPI is brought up to date. */

#include "base/arena.h"
#include "kpi/board.h"
#include "kpi/changes.h"
#include "kpi/closures.h"
#include "kpi/damping.h"
#include "kpi/deadlines.h"
#include "kpi/lookup.h"
#include "kpi/refused.h"
#include "kpi/standing.h"

#define SOURCES_OFFLINE_KEPT 128

/* A streak from before a restart, until the first verdict tells whether it goes on; see keep.h. */
struct kept_streak {
    bool stands;
    enum verdict verdict;
    int64_t streak_ms; /* monotonic instant since which; may lie before the machine's start */
    int64_t until_ms;  /* monotonic: a later verdict does not belong to it */
};

/* What the board knows of a KPI beyond what it shows. */
struct track {
    const char *topic;                /* <business>/<channel>/<metric> */
    const struct dated_target *dated; /* in force now; NULL: the spec's own target is */
    struct evidence evidence;
    struct damping damping;
    struct trend_samples trend;
    struct in_hand in_hand;
    struct kept_streak kept;
    int64_t period_start_ms; /* of the reading, stated or derived; NO_TIME */
    struct changes changes;
    struct refused refused; /* the last that was its own */
};

struct channel_state {
    const char *topic; /* <business>/<channel> */
    struct opening opening;
    uint64_t closure_serial; /* of opening.closure; 0: none */
    int64_t opened_ms;       /* monotonic instant of the last opening */
    size_t drain_kpi;        /* the one that counts work waiting; SIZE_MAX: none */
    bool left_over; /* it has closed under our eyes, and has not been seen without work since */
    bool draining;
    size_t group_kpi; /* the one that counts its people; SIZE_MAX: none */
    struct group group;
    bool moved; /* some figure has moved: the next two are set */
    int64_t moved_ms;
    int64_t moved_wall_ms;  /* NO_TIME while the clock was not good */
    size_t stuck_count;     /* KPIs held because the channel is stuck */
    struct refused refused; /* the last message of the whole channel that was */
};

struct board {
    const struct board_spec *spec;
    const struct zone *zone;
    struct arena *names;
    struct lookup *kpis_by_topic, *channels_by_topic;
    struct kpi *kpis;
    struct track *tracks;
    struct channel_state *channels;
    struct deadlines *deadlines; /* of the KPIs; a stored one may be too early, never too late */
    struct summary summary;
    struct counters counters;
    uint64_t
        *off_target[VERDICT_COUNT]; /* bit sets of live KPIs: [VERDICT_NEAR], [VERDICT_MISSED] */
    uint64_t *in_hand;              /* and of those among them that somebody has in hand */
    uint64_t changes;               /* how often any revision has changed */
    struct moment last;             /* of the last call that let time pass */
    int64_t wall_ahead_ms;          /* wall minus monotonic, at the last good clock */
    bool clock_good;                /* at the last board_advance() */
    uint64_t periods_kept;          /* how often own final periods have become others */
    bool unsettled;                 /* some age is still to be fixed by a good clock */
    int64_t openings_ms;            /* wall ms for which the openings were computed; NO_TIME */
    int64_t openings_change_ms;     /* wall ms at which one of them changes; NEVER */
    int64_t targets_ms;             /* wall ms for which the targets were chosen; NO_TIME */
    int64_t targets_change_ms;      /* wall ms at which one of them changes; NEVER */
    struct announcements announcements;
    struct closures closures;
    glyph_test *drawable; /* NULL: not asked */
    char offline[SOURCES_OFFLINE_KEPT][ID_BYTES];
    size_t offline_count;
};

/* Why a KPI is settled, beyond that time has passed. */
enum news {
    NEWS_NONE = 0,
    NEWS_ARRIVED = 1, /* a reading was taken */
    NEWS_SEEN = 2,    /* something of it that can be seen is another */
};

/* Brings a KPI up to `mono_ms`: quality, verdict, summary and deadline. */
void board_settle(struct board *board, size_t index, int64_t mono_ms, unsigned news);

/* The damping in force for a reading. */
struct damping_rule board_damping_rule(const struct kpi_spec *spec, const struct target *target,
                                       const struct reading *reading);

/* Settles what has become due by `now`. */
void board_catch_up(struct board *board, const struct moment *now);

/* Makes the first deadline exact; to be called when a message or time has done its work. */
void board_tidy(struct board *board);

/* A figure of the channel has moved. */
void board_channel_moved(struct board *board, size_t channel, const struct moment *now);

/* Renews the lifetime of a reading after its arrival or period became better known. */
void board_renew_lifetime(struct board *board, size_t index);

/*
 * The target in force for the reading at hand: its own, else the board's. That of now, but of a
 * final reading that of the period's beginning.
 */
struct target board_target(const struct board *board, size_t index);

/* The board's target for a period that began then; of now with NO_TIME. */
struct target board_target_then(const struct board *board, size_t index, int64_t start_ms);

/* Chooses the targets that are in force at `now`, where others are since the last time. */
void board_judge_targets(struct board *board, const struct moment *now);

/* Learns anew how many people a channel has. */
void board_count_group(struct board *board, size_t channel);

/* Settles all KPIs of a channel whose opening changed. */
void board_settle_channel(struct board *board, size_t channel, int64_t mono_ms);

/* Makes the openings right for `now`; anew also where only the closures have changed. */
void board_judge_openings(struct board *board, const struct moment *now);
void board_judge_openings_anew(struct board *board, const struct moment *now);

/* Counts a change of the summary that is not one of a KPI. */
void board_summary_changed(struct board *board);

/* The source a KPI hangs on, "" for none. */
const char *board_source(const struct board *board, size_t index);
bool board_source_offline(const struct board *board, const char *source);

/* What its topic said. */
void board_source_online(struct board *board, const char *source);
void board_source_lost(struct board *board, const char *source, const struct moment *now);

/*
 * The start of the period that `reading` belongs to: as stated; of an interval else the half hour,
 * of today the local day, of its time, or of its arrival at a known wall-clock time. NO_TIME when
 * there is none.
 */
int64_t board_period_start(const struct board *board, size_t index, const struct reading *reading,
                           const struct arrival *arrival);

/*
 * Keeps the reading at hand as final when one of `next_start_ms` and the same period is about to
 * replace it; after that, board_keep_final() keeps a reading that itself says that it is final.
 */
void board_close_period(struct board *board, size_t index, const struct reading *next,
                        int64_t next_start_ms);
void board_keep_final(struct board *board, size_t index);

/* Whether both tell when their period began, and that of `reading` did so before the one at hand.
 */
bool board_is_earlier_period(const struct board *board, size_t index,
                             const struct reading *reading);

/* Keeps such a one, if it is final, among the periods that are over; true when those changed. */
bool board_keep_earlier(struct board *board, size_t index, const struct reading *reading);
