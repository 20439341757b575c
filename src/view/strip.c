#include "view/strip.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "kpi/closure.h"
#include "view/asides.h"
#include "view/chips.h"
#include "view/figure.h"
#include "view/pen.h"
#include "view/plate.h"
#include "view/silence.h"
#include "view/words.h"

/* How long the strip names the same, where it cannot name all that is on other pages. */
#define STRIP_TURN_MS 5000

int strip_lines(int width, int height)
{
    return height > width ? 2 : 1;
}

/* ---- Why the wall is not live --------------------------------------------------------------- */

/* The newest figure that is no longer live: since then nothing came. */
static int64_t stopped_ms(const struct board *board)
{
    int64_t newest = NO_TIME;
    for (size_t i = 0; i < board_spec(board)->kpi_count; i++) {
        const struct kpi *kpi = board_kpi(board, i);
        if (kpi->quality == QUALITY_LAST_KNOWN && kpi->since_ms > newest) {
            newest = kpi->since_ms;
        }
    }
    return newest;
}

static enum word chief_word(enum quality chief)
{
    return chief == QUALITY_LAST_KNOWN ? WORD_STOPPED
           : chief == QUALITY_NO_DATA  ? WORD_NO_DATA
                                       : WORD_WAITING;
}

static enum shape chief_shape(enum quality chief)
{
    return chief == QUALITY_LAST_KNOWN ? SHAPE_RING
           : chief == QUALITY_NO_DATA  ? SHAPE_CROSS
                                       : SHAPE_DASH;
}

/* "更新停止 14:07", "未受信 12/16". */
static void chief_text(char *to, size_t size, const struct look *look,
                       const struct silence *silence, int64_t since_ms)
{
    const char *word = word_in(chief_word(silence->chief), look->type.language);
    if (since_ms != NO_TIME) {
        char time[24];
        status_time(time, sizeof time, since_ms, &look->now);
        snprintf(to, size, "%s %s", word, time);
    } else {
        unsigned count = board_summary(look->board)->qualities[silence->chief];
        snprintf(to, size, "%s %u/%u", word, count, silence->open);
    }
}

static void ago_text(char *to, size_t size, const struct look *look, int64_t since_ms)
{
    char span[24];
    to[0] = '\0';
    if (since_ms != NO_TIME && since_ms < look->now.wall_ms) {
        figure_span(span, sizeof span, (look->now.wall_ms - since_ms) / 60000, look->type.language);
        if (span[0]) {
            word_fill(to, size, WORD_AGO, look->type.language, span);
        }
    }
}

/* The whole strip: what stopped, since when and how long ago, as far as there is room. The link is
 * the header's to tell. */
static void record_banner(struct pen *pen, const struct chrome *chrome, const struct look *look,
                          const struct silence *silence)
{
    struct rect cell = pen->cell->bounds;
    int64_t since_ms = silence->chief == QUALITY_LAST_KNOWN ? stopped_ms(look->board) : NO_TIME;
    char chief[96], ago[96];
    chief_text(chief, sizeof chief, look, silence, since_ms);
    ago_text(ago, sizeof ago, look, since_ms);
    pen_fill(pen, cell, chrome->radius, look->theme->raised);
    int baseline = chrome_baseline(chrome, cell.y + (cell.h - chrome->line_height) / 2);
    int x = cell.x + chrome->side, right = cell.x + cell.w - chrome->side;
    x += pen_mark(pen, x, baseline, chrome->cap, chief_shape(silence->chief), chrome->stroke,
                  look->theme->text);
    x += chrome->space;
    x += pen_text(pen, x, baseline, right - x, chrome->bold, look->theme->text, chief);
    x += 2 * chrome->space;
    if (ago[0] && x + pen_width(pen, chrome->text, ago) <= right) {
        pen_text(pen, x, baseline, right - x, chrome->text, look->theme->text, ago);
    }
}

/* ---- Calm ----------------------------------------------------------------------------------- */

/* "未達なし · 更新停止 2 · 件数不足 1": what keeps the wall from saying that all is on target. */
static void exceptions_text(char *to, size_t size, const struct look *look)
{
    const struct summary *summary = board_summary(look->board);
    const struct {
        unsigned count;
        enum word word;
    } kinds[] = {
        {summary->qualities[QUALITY_LAST_KNOWN], WORD_STOPPED},
        {summary->qualities[QUALITY_NO_DATA], WORD_NO_DATA},
        {summary->qualities[QUALITY_WAITING], WORD_WAITING},
        {summary->qualities[QUALITY_THIN] - summary->suppressed - summary->early, WORD_THIN},
        {summary->early, WORD_EARLY},
        {summary->suppressed, WORD_FEW_PEOPLE}};
    enum language language = look->type.language;
    bool worsening = summary->worsening > 0;
    int length = snprintf(to, size, "%s", word_in(worsening ? WORD_WARN : WORD_NONE_OFF, language));
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && (size_t)length < size; i++) {
        if (kinds[i].count > 0) {
            length += snprintf(to + length, size - (size_t)length, " · %s %u",
                               word_in(kinds[i].word, language), kinds[i].count);
        }
    }
}

static void append(char *to, size_t size, const char *between, const char *text)
{
    size_t used = strlen(to);
    text_copy(to + used, size - used, used > 0 ? between : "");
    used = strlen(to);
    text_copy(to + used, size - used, text);
}

/*
 * Adds "チャット・メール 臨時休業 台風" for the channels that closures keep shut, without their
 * names when these are all there are, without a reason when there are several. True when there are
 * any.
 */
static bool append_closures(char *to, size_t size, const struct look *look)
{
    enum language language = look->type.language;
    const struct board_spec *spec = board_spec(look->board);
    const struct closure *first = NULL;
    char names[96] = "";
    bool same = true, all = true;
    for (size_t i = 0; i < spec->channel_count; i++) {
        if (spec->channels[i].kpi_count == 0) {
            continue; /* it is not for this wall */
        }
        const struct closure *closure = board_opening(look->board, i)->closure;
        all = all && closure;
        if (closure) {
            append(names, sizeof names, language == LANGUAGE_JA ? "・" : ", ",
                   spec->channels[i].name.in[language]);
            first = first ? first : closure;
            same = same && strcmp(closure->reason[language], first->reason[language]) == 0;
        }
    }
    if (first) {
        append(to, size, " · ", all ? "" : names);
        append(to, size, all ? "" : " ", word_in(WORD_CLOSURE, language));
        if (same && first->reason[language][0]) {
            append(to, size, language == LANGUAGE_JA ? " " : ": ", first->reason[language]);
        }
    }
    return first != NULL;
}

/* "受付時間外 次回 9:00": the first channel that opens again. */
static void closed_text(char *to, size_t size, const struct look *look)
{
    const struct board_spec *spec = board_spec(look->board);
    int64_t next_ms = NEVER;
    for (size_t i = 0; i < spec->channel_count; i++) {
        if (spec->channels[i].kpi_count > 0) {
            next_ms = earlier(next_ms, board_opening(look->board, i)->next_ms);
        }
    }
    char next[48];
    status_opening(next, sizeof next, next_ms, &look->now);
    to[0] = '\0';
    bool why = append_closures(to, size, look);
    if (!why) {
        append(to, size, "", word_in(WORD_ALL_CLOSED, look->type.language));
    }
    if (next[0]) {
        append(to, size, why ? " · " : " ", next);
    }
}

static void record_calm(struct pen *pen, const struct chrome *chrome, const struct look *look,
                        const char *notice)
{
    const struct theme *theme = look->theme;
    const struct summary *summary = board_summary(look->board);
    unsigned count = (unsigned)board_spec(look->board)->kpi_count;
    unsigned live = summary->qualities[QUALITY_LIVE], closed = summary->qualities[QUALITY_CLOSED];
    bool shut = closed > live;
    bool well = !shut && live + closed == count && summary->verdicts[VERDICT_MET] > 0 &&
                summary->worsening == 0;
    char text[96];
    if (notice) {
        well = shut = false;
        text_copy(text, sizeof text, notice);
    } else if (shut) {
        closed_text(text, sizeof text, look);
    } else if (well) {
        snprintf(text, sizeof text, "%s", word_in(WORD_ALL_MET, look->type.language));
        append_closures(text, sizeof text, look);
    } else {
        exceptions_text(text, sizeof text, look);
        append_closures(text, sizeof text, look);
    }
    struct rect cell = pen->cell->bounds;
    int baseline = chrome_baseline(chrome, cell.y + (cell.h - chrome->line_height) / 2);
    int x = cell.x + chrome->side, right = cell.x + cell.w - chrome->side;
    if (well || shut) {
        x += pen_mark(pen, x, baseline, chrome->cap, well ? SHAPE_CIRCLE : SHAPE_DASH,
                      chrome->stroke, well ? theme->met : theme->quiet);
        x += chrome->space;
    }
    x += pen_text(pen, x, baseline, right - x, chrome->text, theme->quiet, text);
    if (!shut && !notice) {
        x += 3 * chrome->space;
        int top = cell.y + (cell.h - chrome->line_height) / 2;
        asides_record(pen, chrome, look, (struct rect){x, top, right - x, chrome->line_height});
    }
}

/* Why nothing or little is live; what is off target; that all is calm. Returns what it names. */
static size_t record_news(struct pen *pen, const struct chrome *chrome, const struct look *look,
                          const struct view_state *state, const struct strip *strip,
                          const struct silence *silence)
{
    if (strip->count == 0) {
        if (silence_prevails(silence) && silence->open > 0) {
            record_banner(pen, chrome, look, silence);
        } else {
            record_calm(pen, chrome, look, state->notice);
        }
        return 0;
    }
    char banner[96] = "";
    if (silence_prevails(silence)) {
        int64_t since_ms = silence->chief == QUALITY_LAST_KNOWN ? stopped_ms(look->board) : NO_TIME;
        chief_text(banner, sizeof banner, look, silence, since_ms);
    }
    struct chips chips = {.pen = pen,
                          .chrome = chrome,
                          .look = look,
                          .banner = banner,
                          .banner_shape = chief_shape(silence->chief)};
    return chips_record(&chips, strip);
}

size_t strip_record(struct cell *cell, struct rect bounds, const struct chrome *chrome,
                    const struct look *look, const struct view_state *state,
                    const struct strip *strip)
{
    struct pen pen = pen_start(cell, bounds, look->theme->ground, look->type.measure);
    struct silence silence = silence_of(look->board);
    bool bare = board_spec(look->board)->kpi_count == 0, chips = strip->count > 0;
    size_t named = bare ? 0 : record_news(&pen, chrome, look, state, strip, &silence);
    bool raised = !bare && !chips && silence_prevails(&silence) && silence.open > 0;
    int above = chips ? bounds.h - chrome->line_height : (bounds.h - chrome->line_height) / 2;
    plate_record(&pen, chrome, chrome_baseline(chrome, bounds.y + above),
                 raised ? look->theme->text : look->theme->quiet, state->screen);
    return named;
}

bool strip_turn_if_due(struct strip *strip, size_t named, bool turns, const struct moment *now)
{
    if (!turns || named >= strip->count) {
        strip->turn_ms = NEVER;
        return false;
    }
    if (strip->turn_ms == NEVER) {
        strip->turn_ms = now->mono_ms + STRIP_TURN_MS;
    }
    if (now->mono_ms < strip->turn_ms) {
        return false;
    }
    assert(strip->count > 0); /* more than are named */
    strip->first = (strip->first + named) % strip->count;
    strip->turn_ms = now->mono_ms + STRIP_TURN_MS;
    return true;
}
