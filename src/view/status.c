#include "view/status.h"

#include <stdio.h>

#include "kpi/closure.h"
#include "view/figure.h"
#include "view/words.h"

#define MINUTE_MS 60000

enum shape status_shape(enum verdict verdict)
{
    static const enum shape shapes[VERDICT_COUNT] = {
        [VERDICT_MET] = SHAPE_CIRCLE,
        [VERDICT_NEAR] = SHAPE_TRIANGLE,
        [VERDICT_MISSED] = SHAPE_SQUARE,
        [VERDICT_UNTARGETED] = SHAPE_DIAMOND,
    };
    return shapes[verdict];
}

int64_t status_minutes(const struct status_context *context, int64_t mono_ms)
{
    return mono_ms < context->minute_ms ? (context->minute_ms - mono_ms) / MINUTE_MS : 0;
}

static bool same_day(struct civil a, struct civil b)
{
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

/* From here on a day and a month could be those of another year. */
#define YEAR_TOLD_MS (INT64_C(180) * 24 * 60 * MINUTE_MS)

void status_time(char *to, int size, int64_t wall_ms, const struct status_context *context)
{
    struct civil then = civil_from(context->zone, wall_ms);
    struct civil now = civil_from(context->zone, context->wall_ms);
    if (same_day(then, now)) {
        snprintf(to, (size_t)size, "%d:%02d", then.hour, then.minute);
    } else if (then.year != now.year && context->wall_ms - wall_ms > YEAR_TOLD_MS) {
        snprintf(to, (size_t)size, "%d/%d/%d", then.year, then.month, then.day);
    } else {
        snprintf(to, (size_t)size, "%d/%d", then.month, then.day);
    }
}

static void set_word(struct status *status, enum word word, enum word short_word,
                     enum language language)
{
    status->word = word_in(word, language);
    status->short_word = word_in(short_word, language);
}

/* ---- Verdicts ------------------------------------------------------------------------------- */

static enum word missed_word(const struct kpi *kpi)
{
    if (kpi->reading.final) {
        return WORD_MISSED;
    }
    switch (kpi->target.direction) {
    case DIRECTION_LOWER:
        return WORD_OVER;
    case DIRECTION_BAND:
        return kpi->side == SIDE_HIGH  ? WORD_TOO_HIGH
               : kpi->side == SIDE_LOW ? WORD_TOO_LOW
                                       : WORD_MISSED;
    case DIRECTION_HIGHER:
        break;
    }
    return WORD_MISSED;
}

static enum word verdict_said(const struct kpi *kpi)
{
    switch (kpi->verdict) {
    case VERDICT_NEAR:
        return WORD_NEAR;
    case VERDICT_MISSED:
        return missed_word(kpi);
    case VERDICT_MET:
        return kpi->warns || kpi->worsening ? WORD_WARN
               : kpi->reading.final         ? WORD_ACHIEVED
                                            : WORD_MET;
    default:
        return WORD_UNTARGETED;
    }
}

bool status_in_hand(const struct kpi *kpi)
{
    return kpi->quality == QUALITY_LIVE && kpi->in_hand.stands;
}

/* "対応中 SV 14:20", "対応中 14:20", "SV 14:20", "対応中" */
static void say_in_hand(struct status *status, const struct in_hand *in_hand,
                        const struct status_context *context)
{
    char time[24] = "";
    const char *word = word_in(WORD_IN_HAND, context->language);
    if (in_hand->since_ms != NO_TIME) {
        status_time(time, sizeof time, in_hand->since_ms, context);
    }
    snprintf(status->detail, sizeof status->detail, "%s%s%s%s%s", word, in_hand->by[0] ? " " : "",
             in_hand->by, time[0] ? " " : "", time);
    snprintf(status->less[0], sizeof status->less[0], "%s%s%s", word, time[0] ? " " : "", time);
    if (in_hand->by[0] && time[0]) {
        snprintf(status->less[1], sizeof status->less[1], "%s %s", in_hand->by, time);
    }
    snprintf(status->less[2], sizeof status->less[2], "%s", word);
    snprintf(status->time, sizeof status->time, "%s", time);
    status->detail_matters = true;
    if (status->tone == TONE_MISSED) {
        status->tone = TONE_IN_HAND;
    }
}

static void say_live(struct status *status, const struct kpi *kpi,
                     const struct status_context *context)
{
    enum word said = verdict_said(kpi);
    enum word word = kpi->recovering ? WORD_RECOVERING : said;
    enum word short_word = kpi->recovering ? WORD_RECOVERING_SHORT : said;
    bool off_target = verdict_off_target(kpi->verdict);
    set_word(status, word, short_word, context->language);
    status->shape = status_shape(kpi->verdict);
    status->sign = kpi->recovering || kpi->worsening ? SHAPE_HELD
                   : kpi->warns                      ? SHAPE_WARN
                                                     : SHAPE_KINDS;
    status->tone = kpi->verdict == VERDICT_MISSED ? TONE_MISSED
                   : kpi->verdict == VERDICT_NEAR ? TONE_NEAR
                                                  : TONE_CALM;
    if (status_in_hand(kpi)) {
        say_in_hand(status, &kpi->in_hand, context);
    } else if (off_target && !kpi->recovering && kpi->streak_ms != NEVER) {
        int64_t minutes = status_minutes(context, kpi->streak_ms);
        figure_span(status->detail, sizeof status->detail, minutes, context->language);
        figure_span_short(status->less[0], sizeof status->less[0], minutes, context->language);
    }
}

/* ---- Qualities ------------------------------------------------------------------------------ */

static void say_thin(struct status *status, const struct kpi *kpi, enum language language)
{
    status->shape = SHAPE_HALF;
    if (kpi->suppressed) {
        set_word(status, WORD_FEW_PEOPLE, WORD_FEW_PEOPLE, language);
        return;
    }
    if (kpi->early) {
        set_word(status, WORD_EARLY, WORD_EARLY, language);
        return;
    }
    if (kpi->reading.sample == 0) {
        set_word(status, WORD_EMPTY, WORD_EMPTY, language);
        return;
    }
    set_word(status, WORD_THIN, WORD_THIN_SHORT, language);
    if (kpi->reading.sample < 0) {
        snprintf(status->detail, sizeof status->detail, "?/%d", kpi->spec->min_sample);
    } else if (kpi->spec->min_sample > 0) {
        snprintf(status->detail, sizeof status->detail, "%lld/%d", (long long)kpi->reading.sample,
                 kpi->spec->min_sample);
    }
}

static void say_last_known(struct status *status, const struct kpi *kpi,
                           const struct status_context *context)
{
    status->shape = SHAPE_RING;
    status->tone = TONE_OLD;
    bool stuck = kpi->held == HELD_STUCK;
    set_word(status, stuck ? WORD_STUCK : WORD_STOPPED,
             stuck ? WORD_STUCK_SHORT : WORD_STOPPED_SHORT, context->language);
    char time[24];
    if (kpi->since_ms == NO_TIME) {
        word_fill(status->detail, sizeof status->detail, WORD_AGE_UNKNOWN, context->language, "");
        return;
    }
    status_time(time, sizeof time, kpi->since_ms, context);
    if (stuck) {
        word_fill(status->detail, sizeof status->detail, WORD_SINCE, context->language, time);
    } else {
        snprintf(status->detail, sizeof status->detail, "%s", time);
    }
}

static void say_no_data(struct status *status, const struct kpi *kpi,
                        const struct status_context *context)
{
    status->shape = SHAPE_CROSS;
    set_word(status, WORD_NO_DATA, WORD_NO_DATA_SHORT, context->language);
    if (kpi->since_ms != NO_TIME) {
        char time[24];
        status_time(time, sizeof time, kpi->since_ms, context);
        word_fill(status->detail, sizeof status->detail, WORD_SINCE, context->language, time);
    }
}

/* "9:00" when it is today, else with its weekday: "月 9:00"; beyond a week its date. */
static void opening_time(char *to, size_t size, int64_t next_ms,
                         const struct status_context *context)
{
    struct civil then = civil_from(context->zone, next_ms);
    struct civil now = civil_from(context->zone, context->wall_ms);
    if (same_day(then, now)) {
        snprintf(to, size, "%d:%02d", then.hour, then.minute);
    } else if (next_ms - context->wall_ms < INT64_C(6) * 24 * 60 * MINUTE_MS) {
        enum word weekday = (enum word)(WORD_MONDAY + then.weekday);
        snprintf(to, size, "%s %d:%02d", word_in(weekday, context->language), then.hour,
                 then.minute);
    } else {
        snprintf(to, size, "%d/%d", then.month, then.day);
    }
}

void status_opening(char *to, size_t size, int64_t next_ms, const struct status_context *context)
{
    to[0] = '\0';
    if (next_ms != NEVER) {
        char time[24];
        opening_time(time, sizeof time, next_ms, context);
        word_fill(to, size, WORD_NEXT, context->language, time);
    }
}

static void say_closed(struct status *status, const struct opening *opening,
                       const struct status_context *context)
{
    status->shape = SHAPE_DASH;
    if (opening->closure) {
        set_word(status, WORD_CLOSURE, WORD_CLOSURE, context->language);
        const char *reason = opening->closure->reason[context->language];
        status->reason = reason[0] ? reason : NULL;
    } else if (opening->holiday) {
        set_word(status, WORD_HOLIDAY, WORD_HOLIDAY, context->language);
    } else {
        set_word(status, WORD_CLOSED, WORD_CLOSED_SHORT, context->language);
    }
    status_opening(status->detail, sizeof status->detail, opening->next_ms, context);
}

struct status status_of(const struct kpi *kpi, const struct opening *opening,
                        const struct status_context *context)
{
    struct status status = {.tone = TONE_DIM, .sign = SHAPE_KINDS, .detail_matters = true};
    switch (kpi->quality) {
    case QUALITY_THIN:
        say_thin(&status, kpi, context->language);
        break;
    case QUALITY_LAST_KNOWN:
        say_last_known(&status, kpi, context);
        break;
    case QUALITY_NO_DATA:
        say_no_data(&status, kpi, context);
        break;
    case QUALITY_WAITING:
        status.shape = SHAPE_DASH;
        set_word(&status, WORD_WAITING, WORD_WAITING_SHORT, context->language);
        break;
    case QUALITY_CLOSED:
        say_closed(&status, opening, context);
        break;
    default:
        status.detail_matters = false;
        say_live(&status, kpi, context);
        break;
    }
    return status;
}
