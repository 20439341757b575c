#pragma once

/*
 * What a tile has to say about its KPI beside the figure: one shape, one word, one detail and a
 * tone. Every verdict and every quality has a shape and word of its own, so that they are told
 * apart without colour.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/moment.h"
#include "kpi/board.h"
#include "view/scene.h"

enum tone {
    TONE_CALM,    /* met, untargeted */
    TONE_NEAR,    /* outlined */
    TONE_MISSED,  /* a filled field */
    TONE_IN_HAND, /* missed, but somebody has it in hand: outlined, its words on a field */
    TONE_OLD,     /* last-known: dimmed and hatched */
    TONE_DIM,     /* a number, if any, that is not judged */
};

struct status {
    enum tone tone;
    enum shape shape;
    enum shape sign; /* beside it: a warning, or a verdict that is held; SHAPE_KINDS for none */
    const char *word;
    const char *short_word; /* where `word` has no room; may be the same */
    char detail[96];     /* streak, time, sample, next opening; who has it in hand; "" for none */
    char less[3][48];    /* the same in less and less room; "" when it has no such form */
    char time[24];       /* of who has it in hand: since when, where the least does not say it */
    const char *reason;  /* for a closure, as it was sent; NULL when there is none */
    bool detail_matters; /* it explains why there is no verdict: it goes before the target */
};

/* What a status depends on besides the KPI. */
struct status_context {
    enum language language;
    const struct zone *zone;
    int64_t wall_ms;   /* now */
    int64_t minute_ms; /* monotonic ms at which the present wall-clock minute began */
};

struct status status_of(const struct kpi *kpi, const struct opening *opening,
                        const struct status_context *context);

/* The shape that stands for a verdict in counts, chips and tiles. */
enum shape status_shape(enum verdict verdict);

/* Whole minutes since `mono_ms`, as of the last tick of the clock; never negative. */
int64_t status_minutes(const struct status_context *context, int64_t mono_ms);

/* Whether somebody has in hand what the status tells. */
bool status_in_hand(const struct kpi *kpi);

/* "次回 9:00", "until Mon 9:00"; "" when it never opens. */
void status_opening(char *to, size_t size, int64_t next_ms, const struct status_context *context);

/* "9:05"; the date "11/17" instead when it is not today's. */
void status_time(char *to, int size, int64_t wall_ms, const struct status_context *context);
