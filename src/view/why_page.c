#include "view/why_page.h"

#include <stdint.h>
#include <stdio.h>

#include "view/lines.h"
#include "view/why_text.h"

/* The tile's share of the area, in percent of its longer side. */
#define TILE_PERCENT 36

/* A column of sentences that is narrower than so many capital letters is hard to read. */
#define COLUMN_CAPS 16

/* Air between two lines, in percent of a capital letter, and between tile and sentences. */
#define AIR 45
#define GAP 120

/* More than a sentence takes on any wall. */
#define TEXT_LINES 24

static int greater(int a, int b)
{
    return a > b ? a : b;
}

static int lesser(int a, int b)
{
    return a < b ? a : b;
}

struct why_place why_place(const struct look *look, size_t kpi, struct rect area)
{
    const struct type *type = &look->type;
    struct tile_size least = tile_least(type, &look->config->spec, &kpi, 1);
    int gap = type->least_cap * GAP / 100;
    struct why_place place = {.tile = area, .text = area};
    int width = greater(least.width, area.w * TILE_PERCENT / 100);
    if (area.w > area.h && area.w - width - gap >= COLUMN_CAPS * type->least_cap) {
        place.tile.w = width;
        place.tile.h = greater(least.height, lesser(area.h, width));
        place.text.x += width + gap;
        place.text.w -= width + gap;
    } else {
        place.tile.h = greater(least.height, area.h * TILE_PERCENT / 100);
        place.text.y += place.tile.h + gap;
        place.text.h -= place.tile.h + gap;
    }
    struct tile_size size = {place.tile.w, place.tile.h};
    place.style = tile_style_of(type, size, least, &look->config->spec, &kpi, 1);
    return place;
}

/* How the sentences are set, and which line of all screenfuls comes next. */
struct setting {
    struct pen *pen;
    struct rect bounds;
    struct font text;
    int line_height, baseline, indent;
    size_t per_screenful, line, at;
};

/* On one screenful if it has room there; the lines behind its first are indented. */
static void set_sentence(struct setting *s, const struct why_line *sentence, colour ink)
{
    char whole[WHY_LINE_BYTES + 64];
    struct line lines[TEXT_LINES];
    snprintf(whole, sizeof whole, "%s%s%s", sentence->label, sentence->label[0] ? ": " : "",
             sentence->text);
    size_t count =
        lines_break(s->pen->measure, s->text, whole, s->bounds.w - s->indent, lines, TEXT_LINES);
    size_t left = s->per_screenful - s->line % s->per_screenful;
    if (count > left && count <= s->per_screenful) {
        s->line += left;
    }
    for (size_t i = 0; i < count; i++, s->line++) {
        if (s->line / s->per_screenful == s->at) {
            int x = s->bounds.x + (i > 0 || !sentence->label[0] ? s->indent : 0);
            int y = s->baseline + (int)(s->line % s->per_screenful) * s->line_height;
            pen_line(s->pen, x, y, s->text, ink, lines[i].start, lines[i].length);
        }
    }
}

static size_t set_all(struct setting *s, const struct why_text *text, const struct theme *theme)
{
    s->line = 0;
    for (size_t i = 0; i < text->count; i++) {
        set_sentence(s, &text->lines[i], i == 0 ? theme->text : theme->quiet);
    }
    return (s->line + s->per_screenful - 1) / s->per_screenful;
}

/* Whose sentences they are, and which screenful of how many. */
static void record_head(struct setting *s, const struct look *look, const struct why *why,
                        size_t count)
{
    char name[COMMAND_TEXT_BYTES], place[32] = "";
    enum language language = look->type.language;
    struct font bold = type_font(&look->type, FACE_BOLD, look->type.least_cap);
    int room = s->bounds.w, baseline = s->baseline - s->line_height;
    if (count > 1) {
        snprintf(place, sizeof place, "%zu/%zu", s->at + 1, count);
        room -= s->indent + pen_text_right(s->pen, s->bounds.x + room, baseline, room, s->text,
                                           look->theme->quiet, place);
    }
    snprintf(name, sizeof name, "%s · %s", why->channel->name.in[language],
             why->kpi->spec->name.in[language]);
    pen_text(s->pen, s->bounds.x, baseline, room, bold, look->theme->text, name);
}

size_t why_page_record(struct cell *cell, struct rect bounds, const struct look *look,
                       const struct why *why, const char *config, size_t *at)
{
    struct why_text text;
    const struct type *type = &look->type;
    struct pen pen = pen_start(cell, bounds, look->theme->ground, type->measure);
    struct line_box box = type_line(type, type->least_cap);
    int line_height = box.above + box.below + type->least_cap * AIR / 100;
    int lines = bounds.h / line_height - 1;
    struct setting setting = {
        .pen = &pen,
        .bounds = bounds,
        .text = type_font(type, FACE_TEXT, type->least_cap),
        .line_height = line_height,
        .baseline = bounds.y + line_height + box.above,
        .indent = type->least_cap,
        .per_screenful = lines > 1 ? (size_t)lines : 1,
        .at = SIZE_MAX,
    };
    why_text(&text, why, &look->config->spec, &look->now, config);
    size_t count = set_all(&setting, &text, look->theme);
    setting.at = *at = *at < count ? *at : 0;
    set_all(&setting, &text, look->theme);
    record_head(&setting, look, why, count);
    return count;
}
