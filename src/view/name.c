#include "view/name.h"

#include <stdio.h>
#include <string.h>
#include <unigbrk.h>

#include "base/text.h"
#include "view/grid.h"

#define ELLIPSIS "…"

/* The config's names have up to 200 characters; a label is made of two. */
#define LABEL_BYTES 1664
#define CLUSTERS 404

/* A pen takes so much of a text as it stands. */
#define SHOWN_BYTES (COMMAND_TEXT_BYTES - sizeof ELLIPSIS)

/* Before a window out of the middle so many clusters of the beginning may stay. */
#define WINDOW_HEAD 2

static int count_characters(const struct measure *measure, struct font font, const char *text)
{
    (void)measure;
    (void)font;
    int count = 0;
    while (text_next(&text)) {
        count++;
    }
    return count;
}

const struct measure name_characters = {count_characters, NULL};

/* ---- Who else there is ---------------------------------------------------------------------- */

/* Those that a name must be told apart from: KPIs of a channel, or the channels of a board. */
struct crowd {
    const struct board_spec *spec;
    enum language language;
    bool channels, with_business;
    size_t first, count, self;
};

/* The texts that member `i` may be shown as: one or two. `room` is for those that must be made. */
static size_t texts_of(const struct crowd *crowd, size_t i, const char *texts[2],
                       char room[LABEL_BYTES])
{
    if (crowd->channels && !crowd->with_business) {
        const struct channel_spec *channel = &crowd->spec->channels[crowd->first + i];
        texts[0] = channel->name.in[crowd->language];
        texts[1] = channel->short_name.in[crowd->language];
        return texts[1] != NULL ? 2 : 1;
    }
    if (crowd->channels) {
        grid_label(room, LABEL_BYTES, crowd->spec, crowd->first + i, crowd->language);
        texts[0] = room;
        return 1;
    }
    const struct kpi_spec *kpi = &crowd->spec->kpis[crowd->first + i];
    texts[0] = kpi->name.in[crowd->language];
    texts[1] = kpi->short_name.in[crowd->language];
    return 2;
}

/* ---- Cutting -------------------------------------------------------------------------------- */

/* What stays of a text: its first clusters, and a window of it up to its end or not. */
struct cut {
    size_t head, from, to;
};

struct knife {
    const struct name_place *place;
    const struct crowd *crowd;
    const char *text;
    size_t at[CLUSTERS + 1]; /* where each cluster begins, in bytes; at[count] is the end */
    size_t count;
};

static void find_clusters(struct knife *knife)
{
    const uint8_t *start = (const uint8_t *)knife->text, *end = start + strlen(knife->text);
    knife->count = 0;
    for (const uint8_t *next = start; next && next < end && knife->count < CLUSTERS;
         next = u8_grapheme_next(next, end)) {
        knife->at[knife->count++] = (size_t)(next - start);
    }
    knife->at[knife->count] = (size_t)(end - start);
}

/* No space stands before an ellipsis. */
static size_t head_bytes(const struct knife *knife, const struct cut *cut)
{
    size_t bytes = knife->at[cut->head];
    while (bytes > 0 && knife->text[bytes - 1] == ' ') {
        bytes--;
    }
    return bytes;
}

/* False when it is too long for a command or for its place. */
static bool fits(const struct knife *knife, const struct cut *cut, char to[COMMAND_TEXT_BYTES])
{
    size_t head = head_bytes(knife, cut), window = knife->at[cut->to] - knife->at[cut->from];
    const char *after = window > 0 && cut->to < knife->count ? ELLIPSIS : "";
    if (head + window + 2 * strlen(ELLIPSIS) >= SHOWN_BYTES) {
        return false;
    }
    snprintf(to, COMMAND_TEXT_BYTES, "%.*s" ELLIPSIS "%.*s%s", (int)head, knife->text, (int)window,
             knife->text + knife->at[cut->from], after);
    const struct name_place *place = knife->place;
    return place->measure->width(place->measure, place->font, to) <= place->room;
}

/* Whether the cut could as well be made from `other`. */
static bool could_be(const struct knife *knife, const struct cut *cut, const char *other)
{
    size_t head = head_bytes(knife, cut), window = knife->at[cut->to] - knife->at[cut->from];
    size_t length = strlen(other);
    const char *shown = knife->text + knife->at[cut->from];
    if (length <= head + window || memcmp(other, knife->text, head) != 0) {
        return false;
    }
    if (cut->to == knife->count || window == 0) {
        return memcmp(other + length - window, shown, window) == 0;
    }
    return memmem(other + head, length - head, shown, window) != NULL;
}

static bool only_its_own(const struct knife *knife, const struct cut *cut)
{
    const struct crowd *crowd = knife->crowd;
    char room[LABEL_BYTES];
    for (size_t i = 0; i < crowd->count; i++) {
        const char *texts[2];
        size_t count = i == crowd->self ? 0 : texts_of(crowd, i, texts, room);
        for (size_t t = 0; t < count; t++) {
            if (could_be(knife, cut, texts[t])) {
                return false;
            }
        }
    }
    return true;
}

/* The most of the beginning, up to `most` clusters, that has room with that window; 0: none. */
static size_t widest_head(const struct knife *knife, size_t from, size_t most,
                          char to[COMMAND_TEXT_BYTES])
{
    for (size_t head = most; head > 0; head--) {
        struct cut cut = {head, from, knife->count};
        if (fits(knife, &cut, to)) {
            return head;
        }
    }
    return 0;
}

static bool begins_word(const struct knife *knife, size_t cluster)
{
    return knife->text[knife->at[cluster] - 1] == ' ';
}

/*
 * Head and tail: as little of the end as tells it apart, or the whole last word while at least as
 * much stays of the beginning.
 */
static bool cut_inside(const struct knife *knife, size_t head, char to[COMMAND_TEXT_BYTES])
{
    bool found = false;
    char attempt[COMMAND_TEXT_BYTES];
    for (size_t tail = 1; tail < knife->count; tail++) {
        size_t from = knife->count - tail;
        head = widest_head(knife, from, head < from ? head : from, attempt);
        struct cut cut = {head, from, knife->count};
        if (head == 0 || (found && head < tail)) {
            break;
        }
        bool word = begins_word(knife, from);
        if ((!found || word) && only_its_own(knife, &cut)) {
            memcpy(to, attempt, sizeof attempt);
            found = true;
        }
        if (found && word) {
            break;
        }
    }
    return found;
}

/* A window out of the middle, behind no more of the beginning than there is room for. */
static bool cut_window(const struct knife *knife, char to[COMMAND_TEXT_BYTES])
{
    for (size_t head = WINDOW_HEAD + 1; head-- > 0;) {
        struct cut cut = {head, head + 1, head + 1};
        for (; cut.from < knife->count; cut.from++) {
            cut.to = cut.to > cut.from ? cut.to : cut.from;
            while (cut.to < knife->count) {
                struct cut longer = {head, cut.from, cut.to + 1};
                if (!fits(knife, &longer, to)) {
                    break;
                }
                cut = longer;
            }
            if (cut.to > cut.from && only_its_own(knife, &cut)) {
                return fits(knife, &cut, to);
            }
        }
    }
    return false;
}

/* False when no cut of `text` can be told from the others. */
static bool cut_text(const struct name_place *place, const struct crowd *crowd, const char *text,
                     char to[COMMAND_TEXT_BYTES])
{
    struct knife knife = {.place = place, .crowd = crowd, .text = text};
    find_clusters(&knife);
    size_t head = knife.count > 0 ? widest_head(&knife, knife.count, knife.count - 1, to) : 0;
    struct cut cut = {head, knife.count, knife.count};
    return (head > 0 && only_its_own(&knife, &cut)) || cut_inside(&knife, head, to) ||
           cut_window(&knife, to);
}

/* "#2 Calls…", or as much of it as there is room for. */
static void number(const struct name_place *place, const struct crowd *crowd, const char *text,
                   char to[COMMAND_TEXT_BYTES])
{
    char numbered[LABEL_BYTES];
    int length = snprintf(numbered, sizeof numbered, "#%zu ", crowd->self + 1);
    text_copy(numbered + length, sizeof numbered - (size_t)length, text);
    struct knife knife = {.place = place, .text = numbered};
    find_clusters(&knife);
    size_t head = widest_head(&knife, knife.count, knife.count - 1, to);
    if (knife.at[head] <= (size_t)length) {
        snprintf(to, COMMAND_TEXT_BYTES, "#%zu", crowd->self + 1);
    }
}

/* ---- Names ---------------------------------------------------------------------------------- */

static bool has_room(const struct name_place *place, const char *text)
{
    return strlen(text) < SHOWN_BYTES &&
           place->measure->width(place->measure, place->font, text) <= place->room;
}

/* `from`: the first of its texts that is tried. */
static struct name name_in(const struct name_place *place, const struct crowd *crowd, size_t from)
{
    struct name name;
    const char *texts[2];
    char room[LABEL_BYTES];
    size_t count = texts_of(crowd, crowd->self, texts, room);
    for (size_t i = from; i < count; i++) {
        if (has_room(place, texts[i])) {
            text_copy(name.text, sizeof name.text, texts[i]);
            name.form = i == 0 ? NAME_WHOLE : NAME_SHORT;
            return name;
        }
    }
    name.form = NAME_CUT;
    for (size_t i = count; i-- > 0;) {
        if (cut_text(place, crowd, texts[i], name.text)) {
            return name;
        }
    }
    name.form = NAME_NUMBERED;
    number(place, crowd, texts[count - 1], name.text);
    return name;
}

static struct crowd channel_of(const struct name_place *place, const struct board_spec *spec,
                               const struct kpi_spec *kpi)
{
    const struct channel_spec *channel = &spec->channels[kpi->channel_index];
    return (struct crowd){
        .spec = spec,
        .language = place->language,
        .first = channel->first_kpi,
        .count = channel->kpi_count,
        .self = (size_t)(kpi - spec->kpis) - channel->first_kpi,
    };
}

struct name name_of_kpi(const struct name_place *place, const struct board_spec *spec,
                        const struct kpi_spec *kpi)
{
    struct crowd crowd = channel_of(place, spec, kpi);
    return name_in(place, &crowd, 0);
}

struct name name_of_short(const struct name_place *place, const struct board_spec *spec,
                          const struct kpi_spec *kpi)
{
    struct crowd crowd = channel_of(place, spec, kpi);
    return name_in(place, &crowd, 1);
}

struct name name_of_channel(const struct name_place *place, const struct board_spec *spec,
                            size_t channel)
{
    struct crowd crowd = {
        .spec = spec,
        .language = place->language,
        .channels = true,
        .with_business = true,
        .count = spec->channel_count,
        .self = channel,
    };
    return name_in(place, &crowd, 0);
}

struct name name_in_business(const struct name_place *place, const struct board_spec *spec,
                             size_t channel)
{
    const struct business_spec *business =
        &spec->businesses[spec->channels[channel].business_index];
    struct crowd crowd = {
        .spec = spec,
        .language = place->language,
        .channels = true,
        .first = business->first_channel,
        .count = business->channel_count,
        .self = channel - business->first_channel,
    };
    return name_in(place, &crowd, 0);
}
