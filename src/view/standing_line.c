#include "view/standing_line.h"

#include <stdio.h>

#include "kpi/arrival.h"
#include "view/mark.h"
#include "view/pen.h"
#include "view/period_text.h"
#include "view/standing_text.h"
#include "view/tile_ground.h"
#include "view/words.h"

void standing_label(char *to, size_t size, const struct board_spec *spec, size_t category,
                    enum language language)
{
    const struct category *own = &spec->categories[category];
    snprintf(to, size, "%s %s", own->number, own->name.in[language]);
}

int standing_decimals(const struct standing_page *standing)
{
    int decimals = 0;
    for (size_t i = 0; i < standing->item_count; i++) {
        int own = standing->spec->kpis[standing->items[i]].decimals;
        decimals = own > decimals ? own : decimals;
    }
    return decimals;
}

double standing_to_be_had(const struct standing_page *standing, const struct category *category)
{
    double most = 0;
    for (size_t i = 0; i < standing->item_count; i++) {
        const struct metric *metric = standing->spec->kpis[standing->items[i]].metric;
        most += category_holds(category, metric) ? metric->maximum : 0;
    }
    return most;
}

/* ---- Sizes ---------------------------------------------------------------------------------- */

struct font standing_line_font(const struct type *type)
{
    return type_font(type, FACE_TEXT, type->name_cap);
}

int standing_line_height(const struct type *type)
{
    struct line_box line = type_line(type, type->name_cap);
    return line.above + line.below + type->name_cap / 2;
}

int standing_line_least(const struct type *type, const struct standing_page *standing)
{
    const char *period = type->language == LANGUAGE_JA ? "2088年12月" : "Dec 2088";
    int cap = type->name_cap, widest = 0, points = 0;
    for (size_t i = 0; i < standing->item_count; i++) {
        const struct kpi_spec *spec = &standing->spec->kpis[standing->items[i]];
        char text[128];
        snprintf(text, sizeof text, "%s %s", spec->metric->item,
                 spec->short_name.in[type->language]);
        int own = type_width(type, FACE_TEXT, cap, text);
        widest = own > widest ? own : widest;
        snprintf(text, sizeof text, "%.*f/%.6g", spec->decimals, spec->metric->maximum,
                 spec->metric->maximum);
        own = type_width(type, FACE_BOLD, cap, text);
        points = own > points ? own : points;
    }
    /* Air at both ends, the mark with its own, and a space between the texts. */
    return 2 * (cap / 3) + cap + cap / 4 + widest + cap / 2 +
           type_width(type, FACE_TEXT, type->least_cap, period) + cap / 2 + points;
}

/* ---- Recording ------------------------------------------------------------------------------ */

struct line_setting {
    struct pen pen;
    const struct look *look;
    struct font text, bold, small;
    int left, right, baseline, space, cap;
};

static struct line_setting start_line(struct cell *cell, struct rect bounds,
                                      const struct look *look)
{
    const struct type *type = &look->type;
    int cap = type->name_cap;
    struct line_box line = type_line(type, cap);
    struct line_setting s = {
        .pen = pen_start(cell, bounds, look->theme->ground, type->measure),
        .look = look,
        .text = standing_line_font(type),
        .bold = type_font(type, FACE_BOLD, cap),
        .small = type_font(type, FACE_TEXT, type->least_cap),
        .left = bounds.x + cap / 3,
        .right = bounds.x + bounds.w - cap / 3,
        .baseline = bounds.y + (bounds.h - line.above - line.below) / 2 + line.above,
        .space = cap / 2,
        .cap = cap,
    };
    pen_fill(&s.pen, bounds, cap / 5, look->theme->tile);
    return s;
}

static void write_mark(struct line_setting *s, const struct status *status, colour ink)
{
    struct mark_inks inks = {ink, ink};
    int stroke = s->cap / 9 > 2 ? s->cap / 9 : 2;
    mark_record(&s->pen, s->left, s->baseline, s->cap, status, stroke, inks);
    s->left += s->cap + s->space / 2;
}

static void write_right(struct line_setting *s, struct font font, colour ink, const char *text)
{
    if (text[0]) {
        s->right -=
            pen_text_right(&s->pen, s->right, s->baseline, s->right - s->left, font, ink, text);
        s->right -= s->space;
    }
}

static int name_text(const struct line_setting *s, const struct kpi *kpi, bool in_full, char *to,
                     size_t size)
{
    const struct kpi_spec *spec = kpi->spec;
    snprintf(to, size, "%s %s", spec->metric->item,
             (in_full ? spec->name : spec->short_name).in[s->look->type.language]);
    return pen_width(&s->pen, s->text, to);
}

/* What has to be said before the points are read: why they are not live, or of when they are. */
static void record_when(struct line_setting *s, const struct kpi *kpi, const struct status *status)
{
    const struct theme *theme = s->look->theme;
    char text[160], period[48], name[192];
    int room = s->right - s->left - name_text(s, kpi, false, name, sizeof name) - s->space;
    period_text(period, sizeof period, PERIOD_BY_NAME, kpi, &s->look->now);
    if (kpi->quality == QUALITY_LIVE) {
        if (pen_width(&s->pen, s->small, period) > room) {
            period_text(period, sizeof period, PERIOD_AS_IT_STANDS, kpi, &s->look->now);
        }
        write_right(s, s->small, theme->quiet,
                    pen_width(&s->pen, s->small, period) <= room ? period : "");
        return;
    }
    /* Which period the points are of says more of one that is old than since when it is. */
    bool old = kpi->quality == QUALITY_LAST_KNOWN && period[0];
    const char *detail = old ? period : status->detail, *gap = detail[0] ? " " : "";
    snprintf(text, sizeof text, "%s%s%s", status->word, gap, detail);
    if (pen_width(&s->pen, s->bold, text) > room) {
        snprintf(text, sizeof text, "%s%s%s", status->short_word, gap, detail);
    }
    if (pen_width(&s->pen, s->bold, text) > room) {
        snprintf(text, sizeof text, "%s", status->short_word);
    }
    int least = pen_width(&s->pen, s->text, kpi->spec->metric->item) + s->space;
    bool both = pen_width(&s->pen, s->bold, text) + least <= s->right - s->left;
    write_right(s, s->bold, theme->text, both ? text : "");
}

/* The word yields to the name on a narrow wall: the shape before it says the same. Of the name the
 * number stays, without which one line would look like another. */
static void record_name(struct line_setting *s, const struct kpi *kpi, const struct status *status)
{
    const struct theme *theme = s->look->theme;
    char name[192];
    int wide = pen_width(&s->pen, s->bold, status->word) + s->space, room = s->right - s->left;
    bool judged = kpi->quality == QUALITY_LIVE && kpi->verdict != VERDICT_UNTARGETED;
    if (judged && wide + name_text(s, kpi, false, name, sizeof name) <= room) {
        pen_text(&s->pen, s->left, s->baseline, room, s->bold, theme->text, status->word);
        s->left += wide;
    }
    if (name_text(s, kpi, true, name, sizeof name) > s->right - s->left) {
        name_text(s, kpi, false, name, sizeof name);
    }
    const char *item = kpi->spec->metric->item;
    room = s->right - s->left;
    if (pen_width(&s->pen, s->text, name) > room &&
        pen_width(&s->pen, s->text, item) + 3 * s->cap > room) {
        snprintf(name, sizeof name, "%s", item);
    }
    pen_text(&s->pen, s->left, s->baseline, room, s->text, theme->text, name);
}

void standing_item_record(struct cell *cell, struct rect bounds, const struct kpi *kpi,
                          const struct look *look)
{
    const struct theme *theme = look->theme;
    const struct opening *opening = board_opening(look->board, kpi->spec->channel_index);
    struct status status = status_of(kpi, opening, &look->now);
    struct line_setting s = start_line(cell, bounds, look);
    bool live = kpi->quality == QUALITY_LIVE;
    bool missed = live && kpi->verdict == VERDICT_MISSED;
    if (missed) {
        int stroke = s.cap / 12 > 2 ? s.cap / 12 : 2;
        pen_frame(&s.pen, bounds, s.cap / 5, stroke, theme->bar_missed);
    }
    colour ink = missed                                 ? theme->missed
                 : live && kpi->verdict == VERDICT_NEAR ? theme->near
                 : live && kpi->verdict == VERDICT_MET  ? theme->met
                                                        : theme->quiet;
    char points[64];
    standing_item(points, sizeof points, kpi);
    write_mark(&s, &status, ink);
    write_right(&s, s.bold, live || !kpi->shows_value ? theme->text : theme->dimmed, points);
    record_when(&s, kpi, &status);
    record_name(&s, kpi, &status);
}

/* Of one category, or of all. */
static struct points sum_of(const struct standing_page *standing, size_t category,
                            const struct board *board)
{
    const struct board_spec *spec = standing->spec;
    const struct category *of =
        category < spec->category_count ? &spec->categories[category] : NULL;
    return points_of(board, standing->items, standing->item_count, of);
}

void standing_sum_record(struct cell *cell, struct rect bounds,
                         const struct standing_page *standing, size_t category,
                         const struct look *look)
{
    enum language language = look->type.language;
    const struct theme *theme = look->theme;
    struct points points = sum_of(standing, category, look->board);
    struct status status = standing_sum_status(&points, language);
    struct line_setting s = start_line(cell, bounds, look);
    bool whole = status.tone == TONE_CALM;
    char label[STANDING_LABEL_BYTES], number[64];
    if (category < standing->spec->category_count) {
        standing_label(label, sizeof label, standing->spec, category, language);
    } else {
        snprintf(label, sizeof label, "%s", word_in(WORD_OVERALL, language));
    }
    standing_sum(number, sizeof number, &points, standing_decimals(standing));
    write_right(&s, s.bold, whole ? theme->text : theme->dimmed, number);
    if (status.shape != SHAPE_KINDS) {
        write_mark(&s, &status, theme->text);
    }
    int room = s.right - s.left - pen_width(&s.pen, s.bold, label) - s.space;
    struct font font = whole ? s.text : s.bold;
    bool in_full = pen_width(&s.pen, font, status.detail) <= room;
    const char *told = in_full ? status.detail : status.less[0];
    if (pen_width(&s.pen, font, told) <= room) {
        write_right(&s, font, whole ? theme->quiet : theme->text, told);
    }
    pen_text(&s.pen, s.left, s.baseline, s.right - s.left, s.bold, theme->text, label);
}
