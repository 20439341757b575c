#include "view/level_caption.h"

#include <math.h>
#include <stdio.h>

#include "view/level_text.h"
#include "view/pen.h"
#include "view/words.h"

struct font level_caption_font(const struct type *type)
{
    return type_font(type, FACE_BOLD, type->name_cap);
}

int level_caption_height(const struct type *type)
{
    struct line_box line = type_line(type, type->name_cap);
    return line.above + line.below + type->name_cap / 2;
}

/* What all KPIs of the page have in common; what they have not each tells by itself. */
static struct level_rule common_rule(const struct board_spec *spec, const struct page_spec *page)
{
    struct level_rule common = spec->kpis[page->kpis[0]].level;
    for (size_t i = 1; i < page->kpi_count; i++) {
        const struct level_rule *own = &spec->kpis[page->kpis[i]].level;
        common.periods = own->periods == common.periods ? common.periods : 0;
        common.share = own->share == common.share ? common.share : NAN;
        common.period = own->period == common.period ? common.period : PERIOD_COUNT;
    }
    return common;
}

/* What explains the figures of the page; NULL: nothing has to. */
static const char *right_text(const struct board_spec *spec, const struct page_spec *page,
                              enum language language)
{
    bool variation = false;
    for (size_t i = 0; i < page->kpi_count; i++) {
        variation = variation || spec->kpis[page->kpis[i]].variation;
    }
    return page->show == PAGE_SCORECARD ? word_in(WORD_LEVEL_COUNTS, language)
           : variation                  ? word_in(WORD_CONTROL_RULES, language)
                                        : NULL;
}

void level_caption_record(struct cell *cell, struct rect bounds, const struct look *look,
                          const struct page_spec *page)
{
    enum language language = look->type.language;
    struct pen pen = pen_start(cell, bounds, look->theme->ground, look->type.measure);
    struct level_rule rule = common_rule(board_spec(look->board), page);
    struct line_box line = type_line(&look->type, look->type.name_cap);
    char text[96];
    snprintf(text, sizeof text, "%s", word_in(WORD_LEVEL, language));
    if (rule.periods > 0) {
        char number[16], count[48];
        snprintf(number, sizeof number, "%d", rule.periods);
        level_count_text(count, sizeof count, number, rule.period, language);
        word_fill(text, sizeof text, WORD_LEVEL_OF, language, count);
    }
    int baseline = bounds.y + line.above, space = look->type.name_cap, left = bounds.x + space / 10;
    int x = left + pen_text(&pen, left, baseline, bounds.x + bounds.w - left,
                            level_caption_font(&look->type), look->theme->text, text);
    if (!isnan(rule.share)) {
        char share[32];
        snprintf(share, sizeof share, "%.6g%%", rule.share);
        word_fill(text, sizeof text, WORD_LEVEL_SHARE, language, share);
        struct font font = type_font(&look->type, FACE_TEXT, look->type.name_cap);
        if (pen_width(&pen, font, text) + space <= bounds.x + bounds.w - x) {
            x += space + pen_text(&pen, x + space, baseline, bounds.x + bounds.w - x - space, font,
                                  look->theme->quiet, text);
        }
    }
    const char *counts = right_text(board_spec(look->board), page, language);
    struct font font = type_font(&look->type, FACE_TEXT, look->type.least_cap);
    if (counts != NULL && pen_width(&pen, font, counts) + space <= bounds.x + bounds.w - x) {
        pen_text_right(&pen, bounds.x + bounds.w, baseline, bounds.x + bounds.w - x, font,
                       look->theme->quiet, counts);
    }
}
