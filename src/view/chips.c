#include "view/chips.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "view/asides.h"
#include "view/figure.h"
#include "view/mark.h"
#include "view/name.h"

/* How much a chip says: all; without the word, which shape and field tell too; without since when.
 */
enum telling { TELL_ALL, TELL_SINCE, TELL_VALUE, TELLINGS };

/* A long name must not push out what it is about: so much of a channel's and a metric's stays. */
#define CHANNEL_CHARACTERS 14
#define METRIC_CHARACTERS 12

/*
 * Where a chip has no room even alone, its names give way down to so much, and on a panel too small
 * for any text of that size to what is hardly more than a number.
 */
#define LEAST_CHARACTERS 5
#define NUMBER_CHARACTERS 3

/* More have no room on any wall. */
#define CHIPS_MOST 32

/* A chip in every telling, formatted and measured once for all attempts to find room. */
struct chip {
    struct status status;
    char text[TELLINGS][COMMAND_TEXT_BYTES];
    int width[TELLINGS];
};

struct deck {
    struct chip chips[CHIPS_MOST];
    size_t count; /* of those that were asked for so far */
};

/* Where the next chip goes. */
struct place {
    int x, top, lines_left;
};

static const struct kpi *kpi_at(const struct chips *chips, const struct strip *strip, size_t i)
{
    assert(strip->count > 0);
    return board_kpi(chips->look->board, strip->off_target[(strip->first + i) % strip->count]);
}

/* At most so many characters of a channel's name and of a metric's. */
struct limits {
    int channel, metric;
    bool with_value;
};

/* "電話 SL 62%", or without the value */
static void brief(char to[COMMAND_TEXT_BYTES], const struct chips *chips, const struct kpi *kpi,
                  struct limits limits)
{
    const struct look *look = chips->look;
    const struct board_spec *spec = board_spec(look->board);
    enum language language = look->type.language;
    struct name_place place = {&name_characters, {0}, limits.channel, language};
    struct name channel = name_of_channel(&place, spec, kpi->spec->channel_index);
    struct figure figure = figure_of(kpi->reading.value, kpi->spec, &kpi->target, language);
    char value[48];
    figure_text(value, sizeof value, &figure, language);
    place.room = limits.metric;
    struct name metric = name_of_short(&place, spec, kpi->spec);
    snprintf(to, COMMAND_TEXT_BYTES, "%s %s%s%s", channel.text, metric.text,
             limits.with_value ? " " : "", limits.with_value ? value : "");
}

/* Adds a word where the bytes of a command allow the whole of it. */
static void add_word(char text[COMMAND_TEXT_BYTES], const char *word)
{
    size_t length = strlen(text);
    if (word[0] && length + 1 + strlen(word) < COMMAND_TEXT_BYTES) {
        snprintf(text + length, COMMAND_TEXT_BYTES - length, " %s", word);
    }
}

static void tell(struct chip *chip, const struct chips *chips, const struct kpi *kpi)
{
    const struct look *look = chips->look;
    const struct status *status = &chip->status;
    chip->status = status_of(kpi, board_opening(look->board, kpi->spec->channel_index), &look->now);
    brief(chip->text[TELL_VALUE], chips, kpi,
          (struct limits){CHANNEL_CHARACTERS, METRIC_CHARACTERS, true});
    memcpy(chip->text[TELL_SINCE], chip->text[TELL_VALUE], COMMAND_TEXT_BYTES);
    add_word(chip->text[TELL_SINCE], status->less[1][0] ? status->less[1] : status->less[0]);
    memcpy(chip->text[TELL_ALL], chip->text[TELL_VALUE], COMMAND_TEXT_BYTES);
    add_word(chip->text[TELL_ALL], status->word);
    add_word(chip->text[TELL_ALL], status->detail);
}

static int chip_width(const struct chips *chips, const struct status *status, const char *text)
{
    const struct chrome *chrome = chips->chrome;
    int sign = mark_width(status, chrome->cap) - pen_mark_width(status->shape, chrome->cap);
    return 2 * chrome->side + chrome->cap + sign + chrome->space * 2 / 3 +
           pen_width(chips->pen, chrome->bold, text);
}

/* The banner has a mark as the KPIs have. */
static struct status banner_status(const struct chips *chips)
{
    return (struct status){.shape = chips->banner_shape, .sign = SHAPE_KINDS};
}

static int banner_width(const struct chips *chips)
{
    struct status status = banner_status(chips);
    return chip_width(chips, &status, chips->banner);
}

/* The chip of the i-th KPI; the deck is filled in order, as far as anybody looks. */
static const struct chip *chip_at(struct deck *deck, const struct chips *chips,
                                  const struct strip *strip, size_t i)
{
    assert(i <= deck->count && i < CHIPS_MOST);
    struct chip *chip = &deck->chips[i];
    if (i == deck->count) {
        tell(chip, chips, kpi_at(chips, strip, i));
        for (int t = 0; t < TELLINGS; t++) {
            chip->width[t] = chip_width(chips, &chip->status, chip->text[t]);
        }
        deck->count++;
    }
    return chip;
}

/* Where a chip of that width goes: behind the one before, else on the next line. */
static bool find_place(const struct chips *chips, struct place *place, int width, int reserve)
{
    struct rect cell = chips->pen->cell->bounds;
    int last = place->lines_left == 0 ? reserve : 0;
    if (place->x + width <= cell.x + cell.w - last) {
        return true;
    }
    if (place->lines_left == 0 || width > cell.w - (place->lines_left == 1 ? reserve : 0)) {
        return false;
    }
    place->x = cell.x;
    place->top += chips->chrome->line_height + chips->chrome->space / 2;
    place->lines_left--;
    return find_place(chips, place, width, reserve);
}

static struct place start(const struct chips *chips)
{
    struct rect cell = chips->pen->cell->bounds;
    int lines = (cell.h + chips->chrome->space / 2) /
                (chips->chrome->line_height + chips->chrome->space / 2);
    return (struct place){cell.x, cell.y, lines - 1};
}

static int gap(const struct chips *chips)
{
    return chips->chrome->space / 2;
}

static int reserve_width(const struct chips *chips, size_t count)
{
    char rest[16];
    snprintf(rest, sizeof rest, "+%zu", count);
    return pen_width(chips->pen, chips->chrome->bold, rest) + chips->chrome->space;
}

/* How many chips have room, told so. */
static size_t room_for(struct deck *deck, const struct chips *chips, const struct strip *strip,
                       enum telling telling, bool all)
{
    struct place place = start(chips);
    int reserve = all ? 0 : reserve_width(chips, strip->count);
    if (chips->banner[0]) {
        place.x += banner_width(chips) + gap(chips);
    }
    size_t most = strip->count < CHIPS_MOST ? strip->count : CHIPS_MOST;
    for (size_t i = 0; i < most; i++) {
        int width = chip_at(deck, chips, strip, i)->width[telling];
        if (!find_place(chips, &place, width, reserve)) {
            return i;
        }
        place.x += width + gap(chips);
    }
    return most;
}

/* The fullest telling that has room for all; else the one that names most. */
static size_t choose_telling(struct deck *deck, const struct chips *chips,
                             const struct strip *strip, enum telling *telling)
{
    for (int t = TELL_ALL; t < TELLINGS; t++) {
        if (room_for(deck, chips, strip, (enum telling)t, true) == strip->count) {
            *telling = (enum telling)t;
            return strip->count;
        }
    }
    size_t most = 0;
    *telling = TELL_VALUE;
    for (int t = TELL_ALL; t < TELLINGS; t++) {
        size_t named = room_for(deck, chips, strip, (enum telling)t, false);
        if (named > most) {
            most = named;
            *telling = (enum telling)t;
        }
    }
    return most;
}

static void record_chip(const struct chips *chips, struct rect r, const struct status *status,
                        colour ink, const char *text)
{
    const struct chrome *chrome = chips->chrome;
    int baseline = chrome_baseline(chrome, r.y);
    int x = r.x + chrome->side;
    struct mark_inks inks = {ink, ink};
    x += mark_record(chips->pen, x, baseline, chrome->cap, status, chrome->stroke, inks);
    x += chrome->space * 2 / 3;
    pen_text(chips->pen, x, baseline, r.x + r.w - chrome->side - x, chrome->bold, ink, text);
}

static void record_kpi(const struct chips *chips, const struct kpi *kpi, struct rect r,
                       const struct status *status, const char *text)
{
    const struct theme *theme = chips->look->theme;
    const struct chrome *chrome = chips->chrome;
    if (kpi->verdict == VERDICT_MISSED && status_in_hand(kpi)) {
        pen_frame(chips->pen, r, chrome->radius, chrome->stroke, theme->missed);
        record_chip(chips, r, status, theme->text, text);
    } else if (kpi->verdict == VERDICT_MISSED) {
        pen_fill(chips->pen, r, chrome->radius, theme->missed);
        record_chip(chips, r, status, theme->on_missed, text);
    } else {
        pen_frame(chips->pen, r, chrome->radius, chrome->stroke, theme->near);
        record_chip(chips, r, status, theme->near, text);
    }
}

static void record_banner(const struct chips *chips, struct place *place)
{
    const struct theme *theme = chips->look->theme;
    struct status status = banner_status(chips);
    struct rect r = {place->x, place->top, banner_width(chips), chips->chrome->line_height};
    pen_fill(chips->pen, r, chips->chrome->radius, theme->raised);
    record_chip(chips, r, &status, theme->text, chips->banner);
    place->x += r.w + gap(chips);
}

static void record_rest(const struct chips *chips, const struct place *place, size_t count)
{
    struct rect cell = chips->pen->cell->bounds;
    int below = place->lines_left * (chips->chrome->line_height + chips->chrome->space / 2);
    char rest[24];
    snprintf(rest, sizeof rest, "+%zu", count);
    pen_text_right(chips->pen, cell.x + cell.w - chips->chrome->space / 4,
                   chrome_baseline(chips->chrome, place->top + below), cell.w, chips->chrome->bold,
                   chips->look->theme->text, rest);
}

/* Shortens the names, the longer first, until the chip has room. False when it never has. */
static bool squeeze(struct chip *chip, const struct chips *chips, const struct kpi *kpi, int room,
                    bool with_value, int least)
{
    struct limits limits = {CHANNEL_CHARACTERS, METRIC_CHARACTERS, with_value};
    while (limits.channel + limits.metric > 2 * least) {
        int *longer = limits.channel > limits.metric ? &limits.channel : &limits.metric;
        --*longer;
        brief(chip->text[TELL_VALUE], chips, kpi, limits);
        chip->width[TELL_VALUE] = chip_width(chips, &chip->status, chip->text[TELL_VALUE]);
        if (chip->width[TELL_VALUE] <= room) {
            return true;
        }
    }
    return false;
}

/* One that has no room even alone: what it is goes before its value, which its tile tells, too. */
static void squeeze_alone(struct chip *chip, const struct chips *chips, const struct kpi *kpi,
                          int reserve)
{
    struct rect cell = chips->pen->cell->bounds;
    int room = cell.w - (start(chips).lines_left > 0 ? 0 : reserve);
    if (!squeeze(chip, chips, kpi, room, true, LEAST_CHARACTERS)) {
        squeeze(chip, chips, kpi, room, false, NUMBER_CHARACTERS);
    }
}

/* What still has no room is cut rather than left out. */
static struct rect chip_place(const struct chips *chips, struct place *place, int width,
                              int reserve)
{
    struct rect cell = chips->pen->cell->bounds;
    if (!find_place(chips, place, width, reserve)) {
        width = cell.x + cell.w - reserve - place->x;
    }
    struct rect r = {place->x, place->top, width, chips->chrome->line_height};
    place->x += width + gap(chips);
    return r;
}

/* Behind the last chip, where there is room. */
static void record_asides(const struct chips *chips, const struct place *place)
{
    const struct chrome *chrome = chips->chrome;
    struct rect cell = chips->pen->cell->bounds;
    int x = place->x + 2 * chrome->space;
    struct rect room = {x, place->top, cell.x + cell.w - chrome->side - x, chrome->line_height};
    asides_record(chips->pen, chrome, chips->look, room);
}

/* What `named` chips leave of a strip of one line, told so; 0 where there are several. */
static int spare_room(const struct deck *deck, const struct chips *chips, size_t named,
                      enum telling telling, int reserve)
{
    int spare = chips->pen->cell->bounds.w - reserve + gap(chips);
    if (start(chips).lines_left > 0) {
        return 0;
    }
    if (chips->banner[0]) {
        spare -= banner_width(chips) + gap(chips);
    }
    for (size_t i = 0; i < named; i++) {
        spare -= deck->chips[i].width[telling] + gap(chips);
    }
    return spare;
}

/* Since when goes to the first chips that have room for it, where not all have. */
static enum telling fuller(const struct chip *chip, enum telling telling, int *spare)
{
    int more = chip->width[TELL_SINCE] - chip->width[TELL_VALUE];
    if (telling != TELL_VALUE || more > *spare) {
        return telling;
    }
    *spare -= more;
    return TELL_SINCE;
}

size_t chips_record(struct chips *chips, const struct strip *strip)
{
    struct deck deck;
    deck.count = 0;
    enum telling telling;
    size_t named = choose_telling(&deck, chips, strip, &telling);
    if (named == 0) {
        chips->banner = "";
        named = choose_telling(&deck, chips, strip, &telling);
    }
    bool alone = named == 0;
    named = alone ? 1 : named;
    int reserve = named < strip->count ? reserve_width(chips, strip->count) : 0;
    if (alone) {
        telling = TELL_VALUE;
        squeeze_alone(&deck.chips[0], chips, kpi_at(chips, strip, 0), reserve);
    }
    int spare = alone ? 0 : spare_room(&deck, chips, named, telling, reserve);
    struct place place = start(chips);
    if (chips->banner[0]) {
        record_banner(chips, &place);
    }
    for (size_t i = 0; i < named; i++) {
        const struct chip *chip = chip_at(&deck, chips, strip, i);
        enum telling own = alone ? telling : fuller(chip, telling, &spare);
        struct rect r = chip_place(chips, &place, chip->width[own], reserve);
        record_kpi(chips, kpi_at(chips, strip, i), r, &chip->status, chip->text[own]);
    }
    if (named < strip->count) {
        record_rest(chips, &place, strip->count - named);
    } else if (!chips->banner[0]) {
        record_asides(chips, &place);
    }
    return named;
}
