#include "view/label.h"

#include "view/pen.h"

struct name label_name(struct rect bounds, const struct label_style *style, const struct type *type,
                       const struct board_spec *spec, size_t channel)
{
    struct name_place place = {
        .measure = type->measure,
        .font = style->name,
        .room = bounds.w - style->cap / 2,
        .language = type->language,
    };
    return name_in_business(&place, spec, channel);
}

/* `must`: the title is the business, without which the name could be that of another. */
static void record_above(struct pen *pen, const struct label_style *style, const char *name,
                         const char *title, bool must, const struct theme *theme)
{
    struct rect cell = pen->cell->bounds;
    int baseline = cell.y + cell.h - style->line.below - style->gap;
    int x = cell.x + style->cap / 10;
    x += pen_text(pen, x, baseline, cell.w, style->name, theme->text, name);
    x += style->cap * 6 / 10;
    int room = cell.x + cell.w - x;
    if (must || pen_width(pen, style->title, title) <= room) {
        pen_text(pen, x, baseline, room, style->title, theme->quiet, title);
    }
}

static void record_beside(struct pen *pen, const struct label_style *style, const char *name,
                          const char *title, bool must, const struct theme *theme)
{
    struct rect cell = pen->cell->bounds;
    int high = style->line.above + style->line.below;
    int step = high + style->cap * 4 / 10;
    int room = cell.w - style->cap / 2;
    bool whole = step + high <= cell.h && pen_width(pen, style->title, title) <= room;
    bool both = title[0] && (must || whole);
    int top = cell.y + (cell.h - high - (both ? step : 0)) / 2;
    pen_text(pen, cell.x + style->cap / 10, top + style->line.above, room, style->name, theme->text,
             name);
    if (both) {
        pen_text(pen, cell.x + style->cap / 10, top + step + style->line.above, room, style->title,
                 theme->quiet, title);
    }
}

void label_record(struct cell *cell, struct rect bounds, const struct label_style *style,
                  size_t channel, bool with_title, const struct look *look)
{
    struct pen pen = pen_start(cell, bounds, look->theme->ground, look->type.measure);
    const struct board_spec *spec = look_spec(look);
    enum language language = look->type.language;
    struct name name = label_name(bounds, style, &look->type, spec, channel);
    const char *title = with_title ? grid_title(spec, channel, language) : "";
    if (style->left) {
        record_beside(&pen, style, name.text, title, spec->business_count > 1, look->theme);
    } else {
        record_above(&pen, style, name.text, title, spec->business_count > 1, look->theme);
    }
}
