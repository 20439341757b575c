#include "kpi/keep.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kpi/board_state.h"
#include "kpi/json_input.h"

#define FORMAT 1

/* Later than that by a good clock is not the usual disagreement of two. */
#define AHEAD_MS INT64_C(120000)
#define MONTH_MS (INT64_C(31) * 86400 * 1000)

/* ---- Writing -------------------------------------------------------------------------------- */

static bool has_streak(const struct kpi *kpi)
{
    return kpi->quality == QUALITY_LIVE && verdict_off_target(kpi->verdict) &&
           kpi->streak_ms != NEVER;
}

/* The Unix milliseconds of a monotonic instant. */
static long long wall_of(const struct board *board, int64_t mono_ms)
{
    int64_t wall_ms = mono_ms + board->wall_ahead_ms;
    return wall_ms;
}

/* The last `most` of them. */
static void write_finals(FILE *to, const struct finals *finals, int most)
{
    int first = finals->count > most ? finals->count - most : 0;
    fprintf(to, "\"period\":\"%s\",\"period_s\":%d,\"finals\":[", period_word(finals->period),
            finals->period_s);
    for (int i = first; i < finals->count; i++) {
        const struct final *item = &finals->items[i];
        fprintf(to, "%s[%lld,%.15g,\"%s\",%d,%.15g,%.15g,%.15g,%.15g]", i > first ? "," : "",
                (long long)item->start_ms, item->value, verdict_word(item->verdict),
                (int)item->weighing, item->weight, item->numerator, item->target.low,
                item->target.high);
    }
    fputc(']', to);
}

/* With at most `most` periods of each KPI; with none and below that without streaks, too. */
static char *write_text(const struct board *board, const char *owner, const struct moment *now,
                        int most, size_t *length)
{
    char *text = NULL;
    int written = 0;
    FILE *to = open_memstream(&text, length);
    if (to == NULL) {
        abort();
    }
    fprintf(to, "{\"format\":%d,\"owner\":\"%s\",\"saved\":%lld,\"kpis\":{", FORMAT, owner,
            wall_of(board, now->mono_ms));
    for (size_t i = 0; i < board->spec->kpi_count; i++) {
        const struct kpi *kpi = &board->kpis[i];
        bool finals = kpi->finals.count > 0 && !kpi->finals.published && most > 0;
        bool streak = has_streak(kpi) && most >= 0;
        if (kpi->suppressed || (!finals && !streak)) {
            continue;
        }
        fprintf(to, "%s\"%s\":{", written++ > 0 ? ",\n" : "\n", board->tracks[i].topic);
        if (streak) {
            fprintf(to, "\"%s\":%lld%s", verdict_word(kpi->verdict), wall_of(board, kpi->streak_ms),
                    finals ? "," : "");
        }
        if (finals) {
            write_finals(to, &kpi->finals, most);
        }
        fputc('}', to);
    }
    fputs("}}\n", to);
    fclose(to);
    if (written == 0) {
        free(text);
        text = NULL;
    }
    return text;
}

char *board_keep(const struct board *board, const char *owner, const struct moment *now)
{
    size_t length = 0;
    char *text = write_text(board, owner, now, FINALS_KEPT, &length);
    for (int most = FINALS_KEPT; text != NULL && length > KEEP_MAX_BYTES;) {
        int nearer = (int)((size_t)most * KEEP_MAX_BYTES / length);
        most = nearer < most ? nearer : most - 1;
        free(text);
        text = write_text(board, owner, now, most, &length);
    }
    return text;
}

/* ---- Reading -------------------------------------------------------------------------------- */

/* What one KPI has in the text. */
struct kept {
    struct finals finals;
    bool streak;
    enum verdict verdict;
    int64_t since_ms;
};

static bool read_verdict(const json_t *json, enum verdict *verdict)
{
    const char *word = json_string_value(json);
    for (int i = 0; word != NULL && i < VERDICT_COUNT; i++) {
        if (strcmp(word, verdict_word((enum verdict)i)) == 0) {
            *verdict = (enum verdict)i;
            return true;
        }
    }
    return false;
}

static bool read_final(const json_t *json, struct final *item)
{
    int64_t weighing = 0;
    double *const numbers[] = {
        &item->value,      NULL, NULL, &item->weight, &item->numerator, &item->target.low,
        &item->target.high};
    *item = (struct final){.start_ms = json_integer_value(json_array_get(json, 0))};
    bool good = json_array_size(json) == 8 && json_is_integer(json_array_get(json, 0)) &&
                read_verdict(json_array_get(json, 2), &item->verdict) &&
                json_take_count(json_array_get(json, 3), &weighing) == REFUSED_NOTHING &&
                weighing <= WEIGHED_AS_FRACTION;
    for (size_t i = 0; good && i < sizeof numbers / sizeof *numbers; i++) {
        good = numbers[i] == NULL ||
               json_take_number(json_array_get(json, i + 1), numbers[i]) == REFUSED_NOTHING;
    }
    item->weighing = (enum weighing)weighing;
    return good && item->weight >= 0.0;
}

static bool read_finals(const json_t *json, struct finals *finals)
{
    const json_t *list = json_object_get(json, "finals");
    int64_t seconds = 0;
    *finals = (struct finals){0};
    if (list == NULL) {
        return true;
    }
    bool good =
        json_is_array(list) && json_array_size(list) <= FINALS_KEPT &&
        json_take_period(json_object_get(json, "period"), &finals->period) == REFUSED_NOTHING &&
        json_take_count(json_object_get(json, "period_s"), &seconds) == REFUSED_NOTHING &&
        seconds <= INT32_MAX;
    finals->period_s = (int)seconds;
    for (size_t i = 0; good && i < json_array_size(list); i++) {
        struct final item;
        good = read_final(json_array_get(list, i), &item);
        if (good) {
            finals_add(finals, item);
        }
    }
    return good;
}

static bool read_streak(const json_t *json, struct kept *kept)
{
    for (enum verdict verdict = VERDICT_NEAR; verdict <= VERDICT_MISSED; verdict++) {
        const json_t *since = json_object_get(json, verdict_word(verdict));
        if (since != NULL) {
            kept->streak = true;
            kept->verdict = verdict;
            kept->since_ms = json_integer_value(since);
            return json_is_integer(since);
        }
    }
    return true;
}

static bool read_kept(const json_t *json, struct kept *kept)
{
    *kept = (struct kept){0};
    return json_is_object(json) && read_finals(json, &kept->finals) && read_streak(json, kept);
}

/* ---- Taking back ---------------------------------------------------------------------------- */

static bool believable(const struct finals *finals, const struct final *item, int64_t wall_ms)
{
    int64_t oldest_ms = wall_ms - MONTH_MS - INT64_C(2000) * FINALS_KEPT * finals->period_s;
    return item->start_ms <= wall_ms && item->start_ms >= oldest_ms;
}

static void take_finals(struct board *board, size_t index, const struct finals *kept,
                        int64_t wall_ms, struct recall *recall)
{
    struct kpi *kpi = &board->kpis[index];
    const struct metric *metric = kpi->spec->metric;
    struct finals own = kpi->finals;
    if (own.published || kept->count == 0 || (own.count > 0 && own.period != kept->period)) {
        return;
    }
    kpi->finals = (struct finals){.period = kept->period, .period_s = kept->period_s};
    for (int i = 0; i < kept->count; i++) {
        const struct final *item = &kept->items[i];
        if (!believable(kept, item, wall_ms)) {
            recall->doubted++;
        } else if (item->value >= metric->minimum && item->value <= metric->maximum) {
            finals_add(&kpi->finals, *item);
            recall->finals++;
        }
    }
    for (int i = 0; i < own.count; i++) {
        finals_add(&kpi->finals, own.items[i]);
    }
}

/* By its hours the channel has been open since then. */
static bool open_since(const struct board *board, size_t index, int64_t since_ms, int64_t wall_ms)
{
    const struct channel_spec *channel =
        &board->spec->channels[board->spec->kpis[index].channel_index];
    struct opening then = hours_at(channel->hours, &board->spec->holidays, board->zone, since_ms);
    return then.open && then.until_ms > wall_ms;
}

static void take_streak(struct board *board, size_t index, const struct kept *kept,
                        int64_t saved_ms, struct recall *recall)
{
    struct track *track = &board->tracks[index];
    int64_t wall_ms = board->last.wall_ms;
    if (!kept->streak) {
        return;
    }
    if (kept->since_ms > saved_ms || saved_ms > wall_ms + AHEAD_MS) {
        recall->doubted++;
    } else if (wall_ms - saved_ms <= KEEP_GAP_MS && board->counters.flaps == 0 &&
               open_since(board, index, kept->since_ms, wall_ms)) {
        track->kept = (struct kept_streak){
            .stands = true,
            .verdict = kept->verdict,
            .streak_ms = kept->since_ms - board->wall_ahead_ms,
            .until_ms = saved_ms + KEEP_GAP_MS - board->wall_ahead_ms,
        };
        recall->streaks++;
    }
}

static void take_back(struct board *board, const json_t *root, struct recall *recall)
{
    int64_t saved_ms = json_integer_value(json_object_get(root, "saved"));
    const char *topic;
    json_t *json;
    json_object_foreach(json_object_get(root, "kpis"), topic, json)
    {
        struct kept kept;
        size_t index = lookup_find(board->kpis_by_topic, topic);
        if (index != LOOKUP_NONE && read_kept(json, &kept)) {
            take_finals(board, index, &kept.finals, board->last.wall_ms, recall);
            take_streak(board, index, &kept, saved_ms, recall);
            board_settle(board, index, board->last.mono_ms, NEWS_SEEN);
        }
    }
}

/* All of it before anything is taken. */
static enum recalled examine(const json_t *root, const char *owner)
{
    const char *theirs = json_string_value(json_object_get(root, "owner"));
    const json_t *kpis = json_object_get(root, "kpis");
    const char *topic;
    json_t *json;
    if (!json_is_integer(json_object_get(root, "format")) || theirs == NULL) {
        return RECALL_BROKEN;
    }
    if (json_integer_value(json_object_get(root, "format")) != FORMAT ||
        strcmp(theirs, owner) != 0) {
        return RECALL_FOREIGN;
    }
    bool good = json_is_integer(json_object_get(root, "saved")) && json_is_object(kpis);
    json_object_foreach((json_t *)kpis, topic, json)
    {
        struct kept kept;
        good = good && read_kept(json, &kept);
    }
    return good ? RECALLED : RECALL_BROKEN;
}

enum recalled board_recall(struct board *board, const char *text, size_t length, const char *owner,
                           const struct moment *now, struct recall *recall)
{
    json_t *root = NULL;
    *recall = (struct recall){0};
    if (json_read(text, length, KEEP_MAX_BYTES, &root) != REFUSED_NOTHING) {
        return RECALL_BROKEN;
    }
    enum recalled recalled = examine(root, owner);
    if (recalled == RECALLED) {
        board_advance(board, now);
        take_back(board, root, recall);
        board_tidy(board);
    }
    json_decref(root);
    return recalled;
}

uint64_t board_periods_kept(const struct board *board)
{
    return board->periods_kept;
}
