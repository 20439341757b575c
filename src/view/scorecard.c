#include "view/scorecard.h"

#include <stdio.h>

#include "view/grid.h"
#include "view/level_text.h"
#include "view/mark.h"
#include "view/name.h"
#include "view/pen.h"
#include "view/variation.h"
#include "view/words.h"

/* Cards take this share of the area where they may, in percent. */
#define CARDS_SHARE 34

static const struct figure widest_count = {.number = "88/88", .unit = ""};

static enum word title_of(int table)
{
    static const enum word words[SCORE_CARDS] = {WORD_OVERALL, WORD_TABLE_1, WORD_TABLE_2,
                                                 WORD_TABLE_3};
    return words[table];
}

/* ---- Sizes ---------------------------------------------------------------------------------- */

struct font scorecard_line_font(const struct type *type)
{
    return type_font(type, FACE_TEXT, type->name_cap);
}

static int card_width(const struct type *type)
{
    char text[48];
    int inner = type_width(type, FACE_FIGURE, type->figure_cap, widest_count.number);
    word_fill(text, sizeof text, WORD_OF_METRICS, type->language, "888");
    int below = type_width(type, FACE_TEXT, type->least_cap, text);
    inner = below > inner ? below : inner;
    for (int table = 0; table < SCORE_CARDS; table++) {
        const char *title = word_in(title_of(table), type->language);
        int own = type_width(type, FACE_TEXT, type->name_cap, title);
        inner = own > inner ? own : inner;
    }
    return inner + tile_least(type, NULL, NULL, 0).width;
}

static size_t lines_in(const struct scorecard *scorecard, int height)
{
    int room = height + scorecard->gap;
    return room > 0 ? (size_t)(room / (scorecard->line_height + scorecard->gap)) : 0;
}

static int cards_height(const struct scorecard *scorecard)
{
    int rows = SCORE_CARDS / scorecard->cards_abreast;
    return rows * (scorecard->card.height + scorecard->gap);
}

bool scorecard_init(struct scorecard *scorecard, const struct type *type, size_t kpi_count,
                    int width, int height)
{
    struct line_box line = type_line(type, type->name_cap);
    struct tile_size least = tile_least(type, NULL, NULL, 0);
    int gap = type->least_cap / 5 > 4 ? type->least_cap / 5 : 4, needed = card_width(type);
    int abreast = (width + gap) / (needed + gap) >= SCORE_CARDS ? SCORE_CARDS : SCORE_CARDS / 2;
    *scorecard = (struct scorecard){
        .caption = level_caption_height(type),
        .cards_abreast = abreast,
        .card = {(width + gap) / abreast - gap, least.height},
        .line_height = line.above + line.below + type->name_cap / 2,
        .gap = gap,
        .kpi_count = kpi_count,
    };
    int rows = SCORE_CARDS / abreast, room = height - scorecard->caption;
    int wanted = room * CARDS_SHARE / 100 / rows;
    scorecard->card.height = wanted > least.height ? wanted : least.height;
    scorecard->first_lines = lines_in(scorecard, room - cards_height(scorecard));
    scorecard->lines = lines_in(scorecard, room);
    return scorecard->card.width >= needed && cards_height(scorecard) - gap <= room &&
           scorecard->lines > 0;
}

size_t scorecard_screenfuls(const struct scorecard *scorecard)
{
    size_t first = scorecard->first_lines, count = scorecard->kpi_count;
    return count <= first ? 1 : 1 + (count - first + scorecard->lines - 1) / scorecard->lines;
}

struct tile_style scorecard_style(const struct scorecard *scorecard, const struct type *type)
{
    struct tile_size least = {card_width(type), tile_least(type, NULL, NULL, 0).height};
    return tile_style_fixed(type, scorecard->card, least, &widest_count, 0);
}

/* ---- Places --------------------------------------------------------------------------------- */

static size_t place_cards(const struct scorecard *scorecard, struct rect area, struct slot *slots)
{
    static const size_t tables[SCORE_CARDS] = {1, 2, 3, 0};
    for (int i = 0; i < SCORE_CARDS; i++) {
        int column = i % scorecard->cards_abreast, row = i / scorecard->cards_abreast;
        slots[i] = (struct slot){
            .kind = SLOT_SCORE,
            .bounds = {area.x + column * (scorecard->card.width + scorecard->gap),
                       area.y + row * (scorecard->card.height + scorecard->gap),
                       scorecard->card.width, scorecard->card.height},
            .index = tables[i],
        };
    }
    return SCORE_CARDS;
}

size_t scorecard_place(const struct scorecard *scorecard, const size_t *kpis, size_t screenful,
                       struct rect area, struct slot *slots)
{
    size_t count = 1, most = screenful == 0 ? scorecard->first_lines : scorecard->lines;
    size_t first = screenful == 0 ? 0 : scorecard->first_lines + (screenful - 1) * scorecard->lines;
    slots[0] =
        (struct slot){.kind = SLOT_CAPTION, .bounds = {area.x, area.y, area.w, scorecard->caption}};
    area.y += scorecard->caption;
    if (screenful == 0) {
        count += place_cards(scorecard, area, slots + count);
        area.y += cards_height(scorecard);
    }
    for (size_t i = first; i < scorecard->kpi_count && i < first + most; i++) {
        slots[count++] = (struct slot){.kind = SLOT_SCORE_LINE,
                                       .bounds = {area.x, area.y, area.w, scorecard->line_height},
                                       .index = kpis[i]};
        area.y += scorecard->line_height + scorecard->gap;
    }
    return count;
}

/* ---- Cards ---------------------------------------------------------------------------------- */

struct score {
    int all, with_target, at_level;
};

static struct score score_of(int table, const struct page_spec *page, const struct board *board)
{
    struct score score = {0};
    for (size_t i = 0; i < page->kpi_count; i++) {
        const struct kpi *kpi = board_kpi(board, page->kpis[i]);
        if (table != 0 && kpi->spec->metric->table != table) {
            continue;
        }
        struct level level = level_of_kpi(kpi);
        score.all++;
        score.with_target += kpi->target.set || kpi->spec->targets.count > 0;
        score.at_level += level.verdict == VERDICT_MET;
    }
    return score;
}

void scorecard_record_card(struct cell *cell, struct rect bounds, const struct tile_style *style,
                           int table, const struct page_spec *page, const struct look *look)
{
    enum language language = look->type.language;
    const struct theme *theme = look->theme;
    struct score score = score_of(table, page, look->board);
    struct pen pen = pen_start(cell, bounds, theme->ground, look->type.measure);
    char number[24], all[16], text[48];
    pen_fill(&pen, bounds, style->radius, theme->tile);
    int x = bounds.x + style->side, room = bounds.w - 2 * style->side;
    pen_text(&pen, x, bounds.y + style->name_line, room, style->name, theme->text,
             word_in(title_of(table), language));
    if (score.with_target > 0) {
        snprintf(number, sizeof number, "%d/%d", score.at_level, score.with_target);
    } else {
        snprintf(number, sizeof number, "–");
    }
    pen_text(&pen, x, bounds.y + style->figure_line, room, tile_style_figure(style, &look->type, 0),
             theme->text, number);
    snprintf(all, sizeof all, "%d", score.all);
    word_fill(text, sizeof text, WORD_OF_METRICS, language, all);
    pen_text(&pen, x, bounds.y + style->word_line, room, style->text, theme->quiet, text);
}

uint32_t scorecard_revision(const struct page_spec *page, const struct board *board)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < page->kpi_count; i++) {
        sum = sum * 31 + board_kpi(board, page->kpis[i])->revision;
    }
    return sum;
}

/* ---- Lines ---------------------------------------------------------------------------------- */

struct line_setting {
    struct pen pen;
    const struct look *look;
    struct font text, bold;
    int left, right, baseline, space;
};

/* At the right: how many periods met, before it the share. */
static void record_share(struct line_setting *s, const struct kpi *kpi, const struct level *level)
{
    const struct theme *theme = s->look->theme;
    enum language language = s->look->type.language;
    char met[48], share[32];
    if (level->judged == 0) {
        return;
    }
    struct figure figure = level_share_figure(level);
    figure_text(share, sizeof share, &figure, language);
    level_met_text(met, sizeof met, level, (int)kpi->finals.period, language);
    if (pen_width(&s->pen, s->text, met) > (s->right - s->left) / 3) {
        snprintf(met, sizeof met, "%d/%d", level->met, level->judged);
    }
    int room = s->right - s->left;
    s->right -= pen_text_right(&s->pen, s->right, s->baseline, room, s->text, theme->quiet, met);
    s->right -= s->space;
    room = s->right - s->left;
    s->right -= pen_text_right(&s->pen, s->right, s->baseline, room, s->bold, theme->text, share);
    s->right -= s->space;
}

/* The channel before the name of the metric, the full one or the short one. */
static int name_text(const struct line_setting *s, const struct kpi *kpi, bool in_full, char *to,
                     size_t size)
{
    enum language language = s->look->type.language;
    const struct kpi_spec *own = kpi->spec;
    char label[96];
    grid_label(label, sizeof label, board_spec(s->look->board), own->channel_index, language);
    snprintf(to, size, "%s %s", label, (in_full ? own->name : own->short_name).in[language]);
    return pen_width(&s->pen, s->text, to);
}

/* Before them: since when it calls for corrective action, where the name does not pay for it. */
static void record_corrective(struct line_setting *s, const struct kpi *kpi, int name)
{
    char text[COMMAND_TEXT_BYTES];
    for (int in_short = 0; in_short < 2; in_short++) {
        corrective_text(text, sizeof text, kpi, in_short, &s->look->now);
        int wide = pen_width(&s->pen, s->bold, text) + s->space;
        if (text[0] && wide + name <= s->right - s->left) {
            int room = s->right - s->left;
            s->right -= s->space + pen_text_right(&s->pen, s->right, s->baseline, room, s->bold,
                                                  s->look->theme->text, text);
            return;
        }
    }
}

/* The word yields to the name on a narrow wall: the shape before it says the same. */
static void record_word_and_name(struct line_setting *s, const struct kpi *kpi, const char *word,
                                 colour ink)
{
    char name[192];
    int wide = pen_width(&s->pen, s->bold, word) + s->space, room = s->right - s->left;
    if (wide + name_text(s, kpi, false, name, sizeof name) <= room) {
        pen_text(&s->pen, s->left, s->baseline, room, s->bold, ink, word);
        s->left += wide;
    }
    if (name_text(s, kpi, true, name, sizeof name) > s->right - s->left) {
        name_text(s, kpi, false, name, sizeof name);
    }
    pen_text(&s->pen, s->left, s->baseline, s->right - s->left, s->text, s->look->theme->text,
             name);
}

void scorecard_record_line(struct cell *cell, struct rect bounds, const struct kpi *kpi,
                           const struct look *look)
{
    const struct type *type = &look->type;
    const struct theme *theme = look->theme;
    struct level level = level_of_kpi(kpi);
    struct status status = level_status(kpi, &level, type->language);
    int cap = type->name_cap;
    struct line_box line = type_line(type, cap);
    struct line_setting s = {
        .pen = pen_start(cell, bounds, theme->ground, type->measure),
        .look = look,
        .text = scorecard_line_font(type),
        .bold = type_font(type, FACE_BOLD, cap),
        .left = bounds.x + cap / 3,
        .right = bounds.x + bounds.w - cap / 3,
        .baseline = bounds.y + (bounds.h - line.above - line.below) / 2 + line.above,
        .space = cap / 2,
    };
    bool missed = level.verdict == VERDICT_MISSED, met = level.verdict == VERDICT_MET;
    pen_fill(&s.pen, bounds, cap / 5, theme->tile);
    if (missed) {
        pen_frame(&s.pen, bounds, cap / 5, cap / 12 > 2 ? cap / 12 : 2, theme->bar_missed);
    }
    colour ink = missed ? theme->missed : met ? theme->met : theme->quiet;
    struct mark_inks inks = {ink, ink};
    mark_record(&s.pen, s.left, s.baseline, cap, &status, cap / 9 > 2 ? cap / 9 : 2, inks);
    s.left += cap + s.space / 2;
    record_share(&s, kpi, &level);
    char name[192];
    record_corrective(&s, kpi, name_text(&s, kpi, false, name, sizeof name));
    record_word_and_name(&s, kpi, status.word, missed ? theme->text : theme->quiet);
}
