#include "view/header.h"

#include <stdio.h>
#include <string.h>

#include "view/clock_face.h"
#include "view/counts.h"
#include "view/pen.h"
#include "view/words.h"

/* ---- Style ---------------------------------------------------------------------------------- */

static int digits_of(size_t count)
{
    int digits = 1;
    for (; count >= 10; count /= 10) {
        digits++;
    }
    return digits;
}

struct header_style header_style_of(const struct chrome *chrome, const struct type *type,
                                    const struct board_config *config, int width)
{
    struct header_style style = {.digits = digits_of(config->spec.kpi_count)};
    const char *title = config->title.in[type->language];
    int clock = clock_face_width(type, chrome->cap, config->display.seconds);
    clock += clock_face_gap(chrome);
    int named = type_width(type, FACE_BOLD, chrome->cap, title) + 2 * chrome->space;
    int room = width - 2 * chrome->side;
    int bare = counts_width(chrome, type, style.digits, false) - 2 * chrome->space;
    int worded = counts_width(chrome, type, style.digits, true) - 2 * chrome->space;
    style.two_lines = named + bare + clock > room;
    style.with_words = style.two_lines ? worded <= room : named + worded + clock <= room;
    style.bare_width = bare;
    style.worded_width = worded;
    style.height = chrome->line_height + (style.two_lines ? chrome->line_height : 0);
    return style;
}

/* ---- The link ------------------------------------------------------------------------------- */

bool header_link_ill(enum link_state link)
{
    return link != LINK_NONE && link != LINK_UP;
}

const char *header_link_words(enum link_state link, bool brief, enum language language)
{
    static const enum word words[][2] = {
        [LINK_CONNECTING] = {WORD_LINK_CONNECTING, WORD_LINK_CONNECTING_SHORT},
        [LINK_LOST] = {WORD_LINK_LOST, WORD_LINK_LOST_SHORT},
        [LINK_REFUSED] = {WORD_LINK_REFUSED, WORD_LINK_REFUSED_SHORT},
        [LINK_TLS] = {WORD_LINK_TLS, WORD_LINK_TLS_SHORT},
        [LINK_NAME] = {WORD_LINK_NAME, WORD_LINK_NAME_SHORT},
        [LINK_DUPLICATE] = {WORD_LINK_DUPLICATE, WORD_LINK_DUPLICATE_SHORT},
    };
    return word_in(words[link][brief], language);
}

/* ---- Recording ------------------------------------------------------------------------------ */

struct setting {
    struct pen pen;
    const struct chrome *chrome;
    const struct look *look;
    const struct view_state *state;
    int baseline;
};

/* "配信サーバーに接続できません 14:07", or less of it. Returns where it ended. */
static int record_link(struct setting *s, int x, int right)
{
    const struct chrome *chrome = s->chrome;
    enum language language = s->look->type.language;
    char since[24] = "", said[96];
    if (s->state->link_since_ms != NO_TIME) {
        status_time(since, sizeof since, s->state->link_since_ms, &s->look->now);
    }
    x += pen_mark(&s->pen, x, s->baseline, chrome->cap, SHAPE_CROSS, chrome->stroke,
                  s->look->theme->text);
    x += chrome->space;
    for (int form = 0; form < 3; form++) {
        snprintf(said, sizeof said, "%s%s%s", header_link_words(s->state->link, form > 0, language),
                 form < 2 && since[0] ? " " : "", form < 2 ? since : "");
        if (x + pen_width(&s->pen, chrome->bold, said) <= right) {
            break;
        }
    }
    return x +
           pen_text(&s->pen, x, s->baseline, right - x, chrome->bold, s->look->theme->text, said);
}

static int record_if_whole(struct setting *s, int x, int right, struct font font, colour c,
                           const char *text)
{
    if (x + pen_width(&s->pen, font, text) > right) {
        return x;
    }
    return x + pen_text(&s->pen, x, s->baseline, right - x, font, c, text) + s->chrome->space * 2;
}

/* That a file was refused is said in a word of its own; why has room only on a calm strip. */
static int record_notice(struct setting *s, int x, int right)
{
    const struct chrome *chrome = s->chrome;
    colour c = s->look->theme->text;
    x += pen_mark(&s->pen, x, s->baseline, chrome->cap, SHAPE_CROSS, chrome->stroke, c);
    x += chrome->space;
    const char *word = word_in(WORD_CONFIG_FAULT, s->look->type.language);
    x += pen_text(&s->pen, x, s->baseline, right - x, chrome->bold, c, word);
    return x + chrome->space * 2;
}

/* What is not well goes before the title, which everybody knows. */
static void record_left(struct setting *s, int x, int right, bool clock_good,
                        const char *page_title)
{
    const struct chrome *chrome = s->chrome;
    const struct theme *theme = s->look->theme;
    enum language language = s->look->type.language;
    const char *title = s->look->config->title.in[language];
    bool notice = s->state->notice && s->look->config->spec.kpi_count > 0;
    if (notice) {
        x = record_notice(s, x, right);
    }
    if (header_link_ill(s->state->link)) {
        x = record_link(s, x, right) + chrome->space * 2;
        x = record_if_whole(s, x, right, chrome->bold, theme->quiet, title);
    } else if (notice) {
        x = record_if_whole(s, x, right, chrome->bold, theme->quiet, title);
    } else {
        int width = pen_text(&s->pen, x, s->baseline, right - x, chrome->bold, theme->text, title);
        x += width + chrome->space * 2;
        if (page_title) {
            x = record_if_whole(s, x, right, chrome->text, theme->quiet, page_title);
        }
    }
    if (notice) {
        x += pen_text(&s->pen, x, s->baseline, right - x, chrome->text, theme->quiet,
                      s->state->notice);
        x += chrome->space * 2;
    }
    if (!clock_good) {
        record_if_whole(s, x, right, chrome->text, theme->quiet,
                        word_in(WORD_CLOCK_UNSURE, language));
    }
}

static void record_pages(struct setting *s, struct page_place place)
{
    struct rect cell = s->pen.cell->bounds;
    if (place.count < 2) {
        return;
    }
    int thick = s->chrome->stroke;
    int left = cell.x + s->chrome->side, width = cell.w - 2 * s->chrome->side;
    struct rect rule = {left, cell.y + cell.h - thick, width, thick};
    pen_fill(&s->pen, rule, thick / 2, s->look->theme->tile);
    int count = (int)place.count, page = (int)place.page;
    rule.x = left + width * page / count;
    rule.w = left + width * (page + 1) / count - rule.x;
    pen_fill(&s->pen, rule, thick / 2, s->look->theme->quiet);
}

/* Whether the title of the page has room beside the counts with their words. */
static bool titles_fit(const struct setting *s, const struct header_style *style, const char *page,
                       int room)
{
    const struct chrome *chrome = s->chrome;
    const char *title = s->look->config->title.in[s->look->type.language];
    return !page || style->two_lines ||
           pen_width(&s->pen, chrome->bold, title) + 3 * chrome->space +
                   pen_width(&s->pen, chrome->text, page) + style->worded_width <=
               room;
}

void header_record(struct cell *cell, struct rect bounds, const struct header_style *style,
                   const struct chrome *chrome, const struct look *look,
                   const struct view_state *state, const struct clock_face *face,
                   struct page_place place)
{
    struct setting s = {
        .pen = pen_start(cell, bounds, look->theme->ground, look->type.measure),
        .chrome = chrome,
        .look = look,
        .state = state,
        .baseline = chrome_baseline(chrome, bounds.y) - chrome->pad / 2,
    };
    int left = bounds.x + chrome->side, right = bounds.x + bounds.w - chrome->side;
    int before_clock = clock_face_record(&s.pen, chrome, look, right, s.baseline, face);
    /* What must be said has a better claim to the line than the words of the counts. */
    struct header_style own = *style;
    bool plain = face->good && !state->notice && !header_link_ill(state->link);
    own.with_words = style->with_words && (plain || style->two_lines) &&
                     titles_fit(&s, style, place.title, before_clock - left);
    int counts = own.with_words ? style->worded_width : style->bare_width;
    int counts_x = style->two_lines ? left : before_clock - counts;
    int counts_line = s.baseline + (style->two_lines ? chrome->line_height : 0);
    counts_record(&s.pen, chrome, look, counts_x, counts_line, &own);
    record_left(&s, left, style->two_lines ? before_clock : counts_x - chrome->space, face->good,
                place.title);
    record_pages(&s, place);
}
