#include "kpi/board.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "kpi/board_state.h"
#include "kpi/payload.h"

static void *array(size_t count, size_t size)
{
    void *items = calloc(count > 0 ? count : 1, size);
    if (!items) {
        abort();
    }
    return items;
}

/* Texts of any length, as a board may be built from more than config allows. */
static const char *joined(struct board *board, const char *a, const char *b, const char *c)
{
    size_t size = strlen(a) + strlen(b) + strlen(c) + 3;
    char *text = arena_take(board->names, size);
    snprintf(text, size, c[0] ? "%s/%s/%s" : "%s/%s", a, b, c);
    return text;
}

static void add_topics(struct board *board)
{
    const struct board_spec *spec = board->spec;
    board->kpis_by_topic = lookup_create(spec->kpi_count);
    for (size_t i = 0; i < spec->kpi_count; i++) {
        const struct kpi_spec *kpi = &spec->kpis[i];
        board->tracks[i].topic = joined(board, kpi->business, kpi->channel, kpi->metric_id);
        lookup_add(board->kpis_by_topic, board->tracks[i].topic, i);
    }
    board->channels_by_topic = lookup_create(spec->channel_count);
    for (size_t i = 0; i < spec->channel_count; i++) {
        const struct channel_spec *channel = &spec->channels[i];
        const char *business = spec->businesses[channel->business_index].id;
        board->channels[i].topic = joined(board, business, channel->id, "");
        lookup_add(board->channels_by_topic, board->channels[i].topic, i);
    }
}

static void init_kpi(struct board *board, size_t index)
{
    struct kpi *kpi = &board->kpis[index];
    *kpi = (struct kpi){
        .spec = &board->spec->kpis[index],
        .reading = reading_blank,
        .quality = QUALITY_WAITING,
        .verdict = VERDICT_UNTARGETED,
        .since_ms = NO_TIME,
        .streak_ms = NEVER,
        .suppressed = board->spec->min_group > 0 && board->spec->kpis[index].metric->of_people,
    };
    damping_forget(&board->tracks[index].damping);
    board->tracks[index].period_start_ms = NO_TIME;
    kpi->target = board_target(board, index);
    board->summary.qualities[QUALITY_WAITING]++;
}

static void init_channel(struct board *board, size_t index)
{
    const struct channel_spec *spec = &board->spec->channels[index];
    struct channel_state *state = &board->channels[index];
    *state = (struct channel_state){
        .topic = state->topic,
        .opening = {.open = true, .until_ms = NEVER, .next_ms = NEVER, .changes_ms = NEVER},
        .opened_ms = INT64_MIN,
        .drain_kpi = SIZE_MAX,
        .group_kpi = SIZE_MAX,
        .group = {-1, NO_TIME},
        .moved_wall_ms = NO_TIME,
    };
    for (size_t i = spec->first_kpi + spec->kpi_count; i-- > spec->first_kpi;) {
        const struct metric *metric = board->spec->kpis[i].metric;
        if (spec->timing == TIMING_REAL_TIME && metric->drains && metric->unit == UNIT_COUNT) {
            state->drain_kpi = i;
        }
        if (metric->counts_group) {
            state->group_kpi = i;
        }
    }
}

struct board *board_create(const struct board_spec *spec, const struct zone *zone,
                           const struct moment *now)
{
    struct board *board = array(1, sizeof *board);
    board->spec = spec;
    board->zone = zone;
    board->names = arena_create();
    board->kpis = array(spec->kpi_count, sizeof *board->kpis);
    board->tracks = array(spec->kpi_count, sizeof *board->tracks);
    board->channels = array(spec->channel_count, sizeof *board->channels);
    board->deadlines = deadlines_create(spec->kpi_count);
    size_t words = spec->kpi_count / 64 + 1;
    board->off_target[VERDICT_NEAR] = array(words, sizeof(uint64_t));
    board->off_target[VERDICT_MISSED] = array(words, sizeof(uint64_t));
    board->in_hand = array(words, sizeof(uint64_t));
    board->openings_ms = NO_TIME;
    board->openings_change_ms = NEVER;
    board->targets_ms = NO_TIME;
    board->targets_change_ms = NEVER;
    announcements_init(&board->announcements);
    add_topics(board);
    for (size_t i = 0; i < spec->kpi_count; i++) {
        init_kpi(board, i);
    }
    for (size_t i = 0; i < spec->channel_count; i++) {
        init_channel(board, i);
    }
    board_advance(board, now);
    return board;
}

void board_mind_glyphs(struct board *board, glyph_test *drawable)
{
    board->drawable = drawable;
}

void board_destroy(struct board *board)
{
    if (!board) {
        return;
    }
    free(board->off_target[VERDICT_NEAR]);
    free(board->off_target[VERDICT_MISSED]);
    free(board->in_hand);
    deadlines_destroy(board->deadlines);
    lookup_destroy(board->kpis_by_topic);
    lookup_destroy(board->channels_by_topic);
    arena_destroy(board->names);
    free(board->channels);
    free(board->tracks);
    free(board->kpis);
    free(board);
}

/* The clock has become good: what was received before gets its age, and its place in the day. */
static void settle_ages(struct board *board, const struct moment *now)
{
    board->unsettled = false;
    for (size_t i = 0; i < board->spec->channel_count; i++) {
        struct channel_state *state = &board->channels[i];
        if (state->moved && state->moved_wall_ms == NO_TIME) {
            state->moved_wall_ms = now->wall_ms - (now->mono_ms - state->moved_ms);
        }
    }
    for (size_t i = 0; i < board->spec->kpi_count; i++) {
        struct evidence *evidence = &board->tracks[i].evidence;
        if (evidence->received && !evidence->arrival.settled) {
            arrival_settle(&evidence->arrival, &board->kpis[i].reading, now);
            board_renew_lifetime(board, i);
            board_settle(board, i, now->mono_ms, NEWS_NONE);
        }
    }
}

bool board_advance(struct board *board, const struct moment *now)
{
    uint64_t before = board->changes;
    board_catch_up(board, now);
    board->clock_good = now->clock_good;
    if (now->clock_good && board->unsettled) {
        settle_ages(board, now);
    }
    board_judge_openings(board, now);
    board_judge_targets(board, now);
    board->changes += announcements_advance(&board->announcements, now);
    board_tidy(board);
    return board->changes != before;
}

int64_t board_next_change(const struct board *board)
{
    size_t index;
    int64_t at = deadlines_first(board->deadlines, &index);
    int64_t wall_ms = earlier(board->openings_change_ms, board->announcements.next_wall_ms);
    wall_ms = earlier(wall_ms, board->targets_change_ms);
    if (board->clock_good && wall_ms != NEVER) {
        at = earlier(at, wall_ms - board->wall_ahead_ms);
    }
    return at;
}

const struct board_spec *board_spec(const struct board *board)
{
    return board->spec;
}

const struct kpi *board_kpi(const struct board *board, size_t index)
{
    return &board->kpis[index];
}

const struct summary *board_summary(const struct board *board)
{
    return &board->summary;
}

const struct counters *board_counters(const struct board *board)
{
    return &board->counters;
}

const struct announcements *board_announcements(const struct board *board)
{
    return &board->announcements;
}

/* Adds those of a verdict, in order, behind the `found` so far. */
static size_t list_verdict(const struct board *board, enum verdict verdict, bool in_hand,
                           size_t *indices, size_t room, size_t found)
{
    for (size_t word = 0; word <= board->spec->kpi_count / 64; word++) {
        uint64_t hand = in_hand ? board->in_hand[word] : ~board->in_hand[word];
        for (uint64_t rest = board->off_target[verdict][word] & hand; rest; rest &= rest - 1) {
            if (found < room) {
                indices[found] = word * 64 + (size_t)__builtin_ctzll(rest);
            }
            found++;
        }
    }
    return found;
}

size_t board_off_target(const struct board *board, size_t *indices, size_t room)
{
    static const enum verdict worst_first[] = {VERDICT_MISSED, VERDICT_NEAR};
    size_t found = 0;
    for (int in_hand = 0; in_hand < 2; in_hand++) {
        for (size_t i = 0; i < 2; i++) {
            found = list_verdict(board, worst_first[i], in_hand, indices, room, found);
        }
    }
    return found;
}

bool board_take_in_hand(struct board *board, size_t index, const char *by, int64_t for_ms,
                        const struct moment *now)
{
    board_catch_up(board, now);
    const struct kpi *kpi = &board->kpis[index];
    struct in_hand *in_hand = &board->tracks[index].in_hand;
    if (kpi->quality != QUALITY_LIVE ||
        (kpi->verdict != VERDICT_NEAR && kpi->verdict != VERDICT_MISSED)) {
        return false;
    }
    *in_hand = (struct in_hand){.stands = for_ms > 0,
                                .verdict = kpi->verdict,
                                .until_ms = now->mono_ms + for_ms,
                                .since_ms = now->clock_good ? now->wall_ms : NO_TIME};
    text_copy(in_hand->by, sizeof in_hand->by, by);
    board_settle(board, index, now->mono_ms, NEWS_NONE);
    board_tidy(board);
    return true;
}

size_t board_find(const struct board *board, const char *path)
{
    size_t index = lookup_find(board->kpis_by_topic, path);
    return index == LOOKUP_NONE ? SIZE_MAX : index;
}

const char *board_path(const struct board *board, size_t index)
{
    return board->tracks[index].topic;
}

const struct opening *board_opening(const struct board *board, size_t channel_index)
{
    return &board->channels[channel_index].opening;
}
