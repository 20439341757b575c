/* A topic and its payload: which KPIs it means, and what it does to them. */

#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "kpi/history.h"
#include "kpi/payload.h"
#include "kpi/take.h"

/* kpi/<business>/<channel>/<metric>, each id at most 64 bytes. */
#define TOPIC_BYTES 200

struct message {
    const void *payload;
    size_t length;
    bool retained;
    const struct moment *now;
};

static enum effect reading_message(struct board *board, size_t index, const struct message *message)
{
    if (message->length == 0) {
        board_withdraw(board, index, message->now);
        return EFFECT_TAKEN;
    }
    struct reading reading;
    struct refused refused;
    if (payload_reading(message->payload, message->length, &board->spec->kpis[index], &reading,
                        &refused) != REFUSED_NOTHING) {
        return board_refuse_of(board, index, &refused, message->now);
    }
    return board_take(board, index, &reading, message->retained, &refused, message->now);
}

static enum effect metric_message(struct board *board, const char *channel,
                                  const struct channel_payload *payload,
                                  const struct message *message)
{
    char topic[TOPIC_BYTES];
    int length = snprintf(topic, sizeof topic, "%s/%s", channel, channel_payload_metric(payload));
    size_t index = LOOKUP_NONE;
    if (length > 0 && (size_t)length < sizeof topic) {
        index = lookup_find(board->kpis_by_topic, topic);
    }
    if (index == LOOKUP_NONE) {
        return board_ignore(board);
    }
    struct reading reading;
    struct refused refused;
    if (channel_payload_reading(payload, &board->spec->kpis[index], &reading, &refused) !=
        REFUSED_NOTHING) {
        return board_refuse_of(board, index, &refused, message->now);
    }
    return board_take(board, index, &reading, message->retained, &refused, message->now);
}

static enum effect channel_message(struct board *board, size_t index, const char *channel,
                                   const struct message *message)
{
    /* An empty one leaves out everything, and what is left out keeps its state. */
    if (message->length == 0) {
        return board_ignore(board);
    }
    struct channel_payload payload;
    struct refused refused, *last = &board->channels[index].refused;
    if (channel_payload_open(&payload, message->payload, message->length, &refused) !=
        REFUSED_NOTHING) {
        refused_note(last, &refused, message->now->mono_ms);
        return board_refuse(board, refused.reason);
    }
    last->count = 0;
    bool happened[EFFECT_REFUSED + 1] = {false};
    for (; channel_payload_metric(&payload); channel_payload_next(&payload)) {
        happened[metric_message(board, channel, &payload, message)] = true;
    }
    channel_payload_close(&payload);
    return strongest_effect(happened);
}

static enum effect history_message(struct board *board, size_t index, const struct message *message)
{
    struct finals finals = {0};
    if (message->length > 0) {
        struct target target = board_target(board, index);
        enum refusal refusal =
            history_read(message->payload, message->length, &board->spec->kpis[index], &target,
                         board->zone, &board->kpis[index].finals, &finals);
        if (refusal) {
            return board_refuse(board, refusal);
        }
    } else if (!board->kpis[index].finals.published) {
        return EFFECT_TAKEN; /* nothing was published; own ones stay */
    }
    if (board_take_finals(board, index, &finals, message->now)) {
        return EFFECT_TAKEN;
    }
    board->counters.redelivered++;
    return EFFECT_REDELIVERY;
}

static bool payload_is(const struct message *message, const char *word)
{
    return message->length == strlen(word) && memcmp(message->payload, word, message->length) == 0;
}

static enum effect source_message(struct board *board, const char *name,
                                  const struct message *message)
{
    if (!text_is_id(name)) {
        return board_ignore(board);
    }
    if (payload_is(message, "online")) {
        board_source_online(board, name);
        return EFFECT_TAKEN;
    }
    if (payload_is(message, "offline")) {
        board_source_lost(board, name, message->now);
        return EFFECT_TAKEN;
    }
    return board_refuse(board, REFUSED_TYPE);
}

/* A refused reading is counted; what somebody wrote by hand is told one by one. */
static enum effect refuse_told(struct board *board, const char *topic, const char *id,
                               enum refusal refusal)
{
    log_line(LOG_WARNING, "kpi", "%s/%s refused: %s", topic, id, refusal_word(refusal));
    return board_refuse(board, refusal);
}

/* Whether all of the texts can be drawn; else `names` says what cannot. */
static bool can_be_drawn(const struct board *board, const char *ja, const char *en, char *names,
                         size_t size)
{
    const char *const texts[LANGUAGE_COUNT] = {[LANGUAGE_JA] = ja, [LANGUAGE_EN] = en};
    return !board->drawable || sent_text_missing(texts, board->drawable, names, size) == 0;
}

/* A missing character must not silence an evacuation. */
static enum refusal check_glyphs(const struct board *board, const char *id,
                                 const struct announcement *announcement)
{
    char names[512];
    if (can_be_drawn(board, announcement->text[LANGUAGE_JA], announcement->text[LANGUAGE_EN], names,
                     sizeof names)) {
        return REFUSED_NOTHING;
    }
    bool emergency = announcement->priority == PRIORITY_EMERGENCY;
    log_line(LOG_WARNING, "kpi", "announce/%s: no font can draw %s; %s", id, names,
             emergency ? "an emergency is shown all the same" : "refused");
    return emergency ? REFUSED_NOTHING : REFUSED_GLYPH;
}

static enum effect announce_message(struct board *board, const char *id,
                                    const struct message *message)
{
    if (!text_is_id(id)) {
        return board_ignore(board);
    }
    if (message->length == 0) {
        announcements_withdraw(&board->announcements, id, message->now);
        return EFFECT_TAKEN;
    }
    struct announcement announcement;
    bool again = false;
    enum refusal refusal = announcement_read(message->payload, message->length, &announcement);
    if (!refusal && !announcements_concern(&announcement, board->spec)) {
        announcements_withdraw(&board->announcements, id, message->now);
        return board_ignore(board);
    }
    if (!refusal) {
        refusal = check_glyphs(board, id, &announcement);
    }
    if (!refusal) {
        refusal =
            announcements_take(&board->announcements, id, &announcement, message->now, &again);
    }
    if (refusal) {
        return refuse_told(board, "announce", id, refusal);
    }
    board->counters.redelivered += again;
    return again ? EFFECT_REDELIVERY : EFFECT_TAKEN;
}

/* What is closed is closed, whether or not it can be said why. */
static void check_reason(const struct board *board, const char *id, struct closure *closure)
{
    char names[512];
    if (!can_be_drawn(board, closure->reason[LANGUAGE_JA], closure->reason[LANGUAGE_EN], names,
                      sizeof names)) {
        log_line(LOG_WARNING, "kpi", "closure/%s: no font can draw %s; taken without its reason",
                 id, names);
        memset(closure->reason, 0, sizeof closure->reason);
    }
}

static enum effect closure_message(struct board *board, const char *id,
                                   const struct message *message)
{
    if (!text_is_id(id)) {
        return board_ignore(board);
    }
    bool again = false;
    if (message->length == 0) {
        again = !closures_withdraw(&board->closures, id);
    } else {
        struct closure closure;
        enum refusal refusal = closure_read(message->payload, message->length, &closure);
        if (!refusal) {
            check_reason(board, id, &closure);
            refusal = closures_take(&board->closures, id, &closure, message->now, &again);
        }
        if (refusal) {
            return refuse_told(board, "closure", id, refusal);
        }
    }
    if (again) {
        board->counters.redelivered++;
        return EFFECT_REDELIVERY;
    }
    board_catch_up(board, message->now);
    board_judge_openings_anew(board, message->now);
    return EFFECT_TAKEN;
}

/* What follows `prefix` in `topic`; NULL when it does not begin with it. */
static const char *below(const char *topic, const char *prefix)
{
    size_t length = strlen(prefix);
    return strncmp(topic, prefix, length) == 0 ? topic + length : NULL;
}

static enum effect dispatch(struct board *board, const char *topic, const struct message *message)
{
    const char *name;
    if ((name = below(topic, "kpi/"))) {
        size_t index = lookup_find(board->kpis_by_topic, name);
        if (index != LOOKUP_NONE) {
            return reading_message(board, index, message);
        }
        index = lookup_find(board->channels_by_topic, name);
        if (index != LOOKUP_NONE) {
            return channel_message(board, index, name, message);
        }
    } else if ((name = below(topic, "history/"))) {
        size_t index = lookup_find(board->kpis_by_topic, name);
        if (index != LOOKUP_NONE) {
            return history_message(board, index, message);
        }
    } else if ((name = below(topic, "source/"))) {
        return source_message(board, name, message);
    } else if ((name = below(topic, "announce/"))) {
        return announce_message(board, name, message);
    } else if ((name = below(topic, "closure/"))) {
        return closure_message(board, name, message);
    }
    return board_ignore(board);
}

enum effect board_message(struct board *board, const char *topic, const void *payload,
                          size_t length, bool retained, const struct moment *now)
{
    const struct message message = {payload, length, retained, now};
    enum effect effect = dispatch(board, topic, &message);
    board_tidy(board);
    return effect;
}
