#include "view/head.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "kpi/arrival.h"
#include "view/duration.h"
#include "view/pen.h"
#include "view/period_text.h"
#include "view/words.h"

/* What a head is set with. */
struct setting {
    const struct head_style *style;
    const struct tile_style *tile;
    const struct grid *grid;
    const struct page *page;
    const struct look *look;
};

static int width_of(const struct setting *s, struct font font, const char *text)
{
    return s->look->type.measure->width(s->look->type.measure, font, text);
}

/*
 * How far name and `right` beside it reach beyond their column: to the edge of the tiles below they
 * may, when one would not be told otherwise.
 */
static int reach(const struct setting *s, const char *name, const char *right)
{
    int column = s->tile->width - 2 * s->tile->side;
    return width_of(s, s->style->name, name) + s->tile->space +
           width_of(s, s->style->target, right) - column;
}

/* Writes the name at the left and `right` at the right. */
static void record_pair(const struct setting *s, struct pen *pen, struct rect column, int baseline,
                        const char *name, const char *right)
{
    const struct theme *theme = s->look->theme;
    int over = reach(s, name, right);
    int end = column.x + column.w + (over > 0 ? over : 0);
    pen_text(pen, column.x, baseline, pen_width(pen, s->style->name, name), s->style->name,
             theme->text, name);
    pen_text_right(pen, end, baseline, pen_width(pen, s->style->target, right), s->style->target,
                   theme->quiet, right);
}

/* The target that all tiles of a column have, down to the next head; "" when they differ. */
static void common_target(char *to, size_t size, enum target_form form, const struct grid *grid,
                          const struct page *page, size_t line, size_t column,
                          const struct board *board)
{
    for (size_t at = line; at < page->first_line + page->line_count; at++) {
        char target[80];
        const struct kpi *kpi = board_kpi(board, grid_kpi(grid, at, column));
        if (at > line && grid_headed(grid, page, at)) {
            return;
        }
        figure_target(target, sizeof target, form, kpi->spec, &kpi->target, grid->language);
        if (at == line) {
            text_copy_clean(to, size, target);
        } else if (strcmp(to, target) != 0) {
            to[0] = '\0';
            return;
        }
    }
}

/*
 * When the figures of a column are of, where all of them are of one period that is not now: without
 * it a month would look like the queue beside it. "" otherwise.
 */
static void common_period(char *to, size_t size, enum period_form form, const struct grid *grid,
                          const struct page *page, size_t line, size_t column,
                          const struct look *look)
{
    to[0] = '\0';
    for (size_t at = line; at < page->first_line + page->line_count; at++) {
        char period[80] = "";
        const struct kpi *kpi = board_kpi(look->board, grid_kpi(grid, at, column));
        if (at > line && grid_headed(grid, page, at)) {
            return;
        }
        if (kpi->shows_value && reading_slow(&kpi->reading, kpi->spec)) {
            period_text(period, sizeof period, form, kpi, &look->now);
        }
        if (at > line && strcmp(to, period) != 0) {
            to[0] = '\0';
            return;
        }
        text_copy_clean(to, size, period);
    }
}

/* Of figures that are durations the unit must be told: 1.5 may be seconds, minutes or hours. */
static bool must_tell_unit(const struct kpi_spec *kpi)
{
    return kpi->metric->unit == UNIT_SECONDS;
}

struct name head_name(const struct head_style *style, const struct tile_style *tile,
                      const struct type *type, const struct board_spec *spec,
                      const struct kpi_spec *kpi)
{
    struct name_place place = {
        .measure = type->measure,
        .font = style->name,
        .room = tile->width - 2 * tile->side,
        .language = type->language,
    };
    if (must_tell_unit(kpi)) {
        struct figure figure = figure_widest(kpi, type->language);
        place.room -= tile->space + type->measure->width(type->measure, style->target, figure.unit);
    }
    return name_of_short(&place, spec, kpi);
}

/* A target in another unit than the figures below it would lend them that. */
static void drop_foreign(char *target, const struct kpi_spec *kpi, const char *unit,
                         enum language language)
{
    bool minutes = duration_word(duration_of(kpi)) == WORD_MINUTES;
    const char *tight = minutes ? word_in(WORD_MINUTES_SHORT, language) : unit;
    if (must_tell_unit(kpi) && !strstr(target, unit) && !strstr(target, tight)) {
        target[0] = '\0';
    }
}

/* What may stand beside the name of a column, the fullest first. */
struct aside {
    char text[200];
    struct head_told told;
};

struct asides {
    struct aside list[PERIOD_FORMS * (1 + 2) + 3];
    size_t count;
};

static void add(struct asides *asides, const char *first, const char *second, struct head_told told)
{
    if (first[0] || second[0]) {
        struct aside *aside = &asides->list[asides->count++];
        aside->told = told;
        snprintf(aside->text, sizeof aside->text, "%s%s%s", first, first[0] && second[0] ? " " : "",
                 second);
    }
}

/*
 * A period that is not now must be told, with the target where there is room for both; else the
 * target; the unit at last.
 */
static void find_asides(struct asides *asides, const struct setting *s, size_t line, size_t at)
{
    const struct grid *grid = s->grid;
    const struct look *look = s->look;
    const struct kpi_spec *spec = board_kpi(look->board, grid_kpi(grid, line, at))->spec;
    struct figure figure = figure_widest(spec, grid->language);
    char targets[2][80] = {"", ""}, periods[PERIOD_FORMS][96];
    for (int i = 0; i < 2; i++) {
        common_target(targets[i], sizeof targets[i], i ? TARGET_WITHOUT_UNIT : TARGET_IN_SIGNS,
                      grid, s->page, line, at, look->board);
        drop_foreign(targets[i], spec, figure.unit, grid->language);
    }
    asides->count = 0;
    for (int form = 0; form < PERIOD_FORMS; form++) {
        common_period(periods[form], sizeof periods[form], (enum period_form)form, grid, s->page,
                      line, at, look);
        for (int i = 0; i < 2 && periods[form][0] && targets[i][0]; i++) {
            add(asides, periods[form], targets[i], (struct head_told){true, true});
        }
    }
    const char *unit = must_tell_unit(spec) ? figure.unit : "";
    for (int form = 0; form < PERIOD_FORMS; form++) {
        add(asides, periods[form], periods[form][0] ? unit : "", (struct head_told){true, false});
    }
    for (int i = 0; i < 2; i++) {
        add(asides, targets[i], "", (struct head_told){false, true});
    }
    add(asides, figure.unit, "", (struct head_told){false, false});
}

/* The fullest that has room beside a name of the column, and that name; NULL when none has. */
static const struct aside *choose(const struct asides *asides, const struct setting *s,
                                  const struct kpi_spec *spec, const char **name)
{
    enum language language = s->grid->language;
    const char *names[] = {spec->name.in[language], spec->short_name.in[language]};
    for (size_t i = 0; i < asides->count; i++) {
        for (size_t n = 0; n < 2; n++) {
            if (reach(s, names[n], asides->list[i].text) <= s->tile->side) {
                *name = names[n];
                return &asides->list[i];
            }
        }
    }
    return NULL;
}

struct head_told head_tells(const struct head_style *style, const struct tile_style *tile,
                            const struct grid *grid, const struct page *page, size_t line,
                            size_t column, const struct look *look)
{
    const struct setting s = {style, tile, grid, page, look};
    const char *name;
    struct asides asides;
    find_asides(&asides, &s, line, column);
    const struct kpi_spec *spec = board_kpi(look->board, grid_kpi(grid, line, column))->spec;
    const struct aside *aside = choose(&asides, &s, spec, &name);
    return aside ? aside->told : (struct head_told){false, false};
}

static void record_column(const struct setting *s, struct pen *pen, struct rect column,
                          int baseline, size_t line, size_t at)
{
    const struct look *look = s->look;
    const struct kpi_spec *spec = board_kpi(look->board, grid_kpi(s->grid, line, at))->spec;
    const char *chosen;
    struct asides asides;
    find_asides(&asides, s, line, at);
    const struct aside *aside = choose(&asides, s, spec, &chosen);
    if (aside) {
        record_pair(s, pen, column, baseline, chosen, aside->text);
        return;
    }
    struct name name = head_name(s->style, s->tile, &look->type, s->grid->spec, spec);
    struct figure figure = figure_widest(spec, s->grid->language);
    if (must_tell_unit(spec) && reach(s, name.text, figure.unit) <= s->tile->side) {
        record_pair(s, pen, column, baseline, name.text, figure.unit);
    } else {
        pen_text(pen, column.x, baseline, column.w, s->style->name, look->theme->text, name.text);
    }
}

/*
 * Where the tiles below would cut off the tail of a g, the line moves up into the air that Latin
 * has above it; ideographs have none.
 */
static int head_baseline(struct rect bounds, const struct head_style *style,
                         const struct type *type)
{
    int tail = type->measure->height(type->measure, style->name).descent;
    int baseline = bounds.y + style->line.above, whole = bounds.y + bounds.h - tail;
    if (type->language == LANGUAGE_JA || baseline <= whole) {
        return baseline;
    }
    int highest = bounds.y + style->cap;
    return whole > highest ? whole : highest;
}

void head_record(struct cell *cell, struct rect bounds, const struct head_style *style,
                 const struct grid *grid, const struct page *page, size_t line,
                 const struct tile_style *tile, const struct look *look)
{
    struct pen pen = pen_start(cell, bounds, look->theme->ground, look->type.measure);
    int baseline = head_baseline(bounds, style, &look->type);
    const struct line *l = &grid->lines[line];
    if (grid->labels_left && grid_begins_block(grid, page, line)) {
        const char *title = grid_title(grid->spec, l->channel, grid->language);
        int room = grid->label_width - style->cap / 2;
        if (grid->spec->business_count > 1 || pen_width(&pen, style->title, title) <= room) {
            pen_text(&pen, bounds.x + style->cap / 10, baseline, room, style->title,
                     look->theme->quiet, title);
        }
    }
    struct rect column = {bounds.x + grid->label_width + tile->side, bounds.y,
                          tile->width - 2 * tile->side, bounds.h};
    const struct setting setting = {style, tile, grid, page, look};
    for (size_t i = 0; i < l->kpi_count; i++) {
        record_column(&setting, &pen, column, baseline, line, i);
        column.x += tile->width + grid->gap;
    }
}
