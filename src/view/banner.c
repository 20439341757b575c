#include "view/banner.h"

#include <assert.h>
#include <stdio.h>

#include "base/text.h"
#include "view/header.h"
#include "view/passage.h"
#include "view/strip.h"

/* ---- Whose turn it is ----------------------------------------------------------------------- */

void banner_init(struct banner *banner)
{
    *banner = (struct banner){.own_ms = NEVER, .turn_ms = NEVER};
}

bool banner_is_emergency(const struct banner *banner)
{
    return banner->emergency;
}

/* An emergency leaves the board nothing to say. */
static bool speaks_itself(const struct banner *banner)
{
    return banner->own && !banner_is_emergency(banner);
}

static size_t speakers(const struct banner *banner)
{
    return banner->count + speaks_itself(banner);
}

const struct announcement *banner_speaker(const struct banner *banner)
{
    assert(banner->turn < speakers(banner));
    size_t own = speaks_itself(banner);
    return banner->turn < own ? NULL : banner->list[banner->turn - own];
}

static void begin(struct banner *banner)
{
    banner->turn = banner->page = 0;
    banner->turn_ms = NEVER;
}

static bool take_announcements(struct banner *banner, const struct look *look)
{
    const struct announcements *known = board_announcements(look->board);
    if (known->revision == banner->revision) {
        return false;
    }
    banner->revision = known->revision;
    banner->count = announcements_showing(known, look->config->audience, banner->list);
    banner->emergency = banner->count > 0 && banner->list[0]->priority == PRIORITY_EMERGENCY;
    while (banner->emergency && banner->list[banner->count - 1]->priority < PRIORITY_EMERGENCY) {
        banner->count--;
    }
    begin(banner);
    return true;
}

/* Whether the board itself has to speak, after some patience. */
static bool must_speak(struct banner *banner, const struct silence *silence, enum link_state link,
                       const struct moment *now)
{
    if (!silence_prevails(silence)) {
        banner->own_ms = NEVER;
        return false;
    }
    if (banner->own_ms == NEVER) {
        banner->own_ms = now->mono_ms + (link == LINK_NONE ? 0 : BANNER_PATIENCE_MS);
    }
    return now->mono_ms >= banner->own_ms;
}

static bool take_silence(struct banner *banner, const struct look *look, enum link_state link,
                         const struct moment *now)
{
    struct silence silence = silence_of(look->board);
    bool own = must_speak(banner, &silence, link, now);
    bool same = own == banner->own &&
                (!own || (silence.open == banner->silence.open &&
                          silence.silent == banner->silence.silent && link == banner->link));
    if (own != banner->own) {
        begin(banner);
    }
    banner->own = own;
    banner->silence = silence;
    banner->link = link;
    return !same;
}

bool banner_take(struct banner *banner, const struct look *look, const struct view_state *state,
                 const struct moment *now)
{
    bool said = take_announcements(banner, look);
    return take_silence(banner, look, state->link, now) || said;
}

bool banner_turn_if_due(struct banner *banner, const struct moment *now)
{
    if (now->mono_ms < banner->turn_ms || speakers(banner) == 0) {
        return false;
    }
    banner->page++;
    if (banner->page >= banner->shown.count) {
        banner->page = 0;
        banner->turn = (banner->turn + 1) % speakers(banner);
    }
    banner->turn_ms = NEVER;
    return true;
}

void banner_pace(struct banner *banner, const struct moment *now)
{
    bool turns = speakers(banner) > 1 || (speakers(banner) == 1 && banner->shown.count > 1);
    if (!turns) {
        banner->turn_ms = NEVER;
    } else if (banner->turn_ms == NEVER) {
        int64_t read_ms = BANNER_LOOK_MS + (int64_t)banner->shown.bytes * BANNER_BYTE_MS;
        banner->turn_ms = now->mono_ms + (read_ms > BANNER_PAGE_MS ? read_ms : BANNER_PAGE_MS);
    }
}

int64_t banner_next_change(const struct banner *banner)
{
    return earlier(banner->turn_ms, banner->own ? NEVER : banner->own_ms);
}

/* ---- How it looks --------------------------------------------------------------------------- */

struct style {
    colour field, ink;
    bool framed;
    enum word word;
    const char *sign; /* in a field of its own before the word */
    bool round;       /* that field is a disc */
};

/* A missed tile is loud by its colour; an urgent banner is so by being the other way round. */
static struct style style_of(enum priority priority, const struct theme *theme)
{
    switch (priority) {
    case PRIORITY_INFO:
        break;
    case PRIORITY_NOTICE:
        return (struct style){theme->raised, theme->text, true, WORD_NOTICE, "!", false};
    case PRIORITY_URGENT:
    case PRIORITY_EMERGENCY:
        return (struct style){theme->text, theme->ground, false, WORD_URGENT, "!!", false};
    }
    return (struct style){theme->tile, theme->text, false, WORD_NEWS, "i", true};
}

/* The board's own has neither priority nor word. */
static struct style style_of_speaker(const struct announcement *speaker, const struct theme *theme)
{
    return speaker ? style_of(speaker->priority, theme)
                   : (struct style){theme->raised, theme->text, false, WORD_COUNT, "?", false};
}

static int text_width(const struct measure *measure, struct font font, const char *text)
{
    return measure->width(measure, font, text);
}

/* The field of the sign. */
static int sign_width(const struct measure *measure, const struct chrome *chrome,
                      const struct style *style)
{
    int height = chrome->cap + chrome->pad;
    int width = text_width(measure, chrome->bold, style->sign) + chrome->pad;
    return width > height ? width : height;
}

/* Sign and word, before which no text stands on the first line. */
static int head_width(const struct chrome *chrome, const struct look *look,
                      const struct style *style)
{
    const struct measure *measure = look->type.measure;
    int width = sign_width(measure, chrome, style) + chrome->space;
    if (style->word != WORD_COUNT) {
        const char *word = word_in(style->word, look->type.language);
        width += text_width(measure, chrome->bold, word) + 2 * chrome->space;
    }
    return width;
}

static void record_sign(struct pen *pen, int x, int baseline, const struct chrome *chrome,
                        const struct style *style)
{
    int height = chrome->cap + chrome->pad, width = sign_width(pen->measure, chrome, style);
    int sign = pen_width(pen, chrome->bold, style->sign);
    struct rect field = {x, baseline - chrome->cap - chrome->pad / 2, width, height};
    pen_fill(pen, field, style->round ? height / 2 : chrome->radius, style->ink);
    pen_text(pen, x + (width - sign) / 2, baseline, sign, chrome->bold, style->field, style->sign);
}

/* "表示の過半数が最新ではありません (5/8) · 配信サーバーに接続できません" */
static void own_text(char *to, size_t size, const struct banner *banner, enum language language)
{
    char share[32], sentence[128];
    snprintf(share, sizeof share, "%u%s%u", banner->silence.silent,
             language == LANGUAGE_JA ? "/" : " of ", banner->silence.open);
    word_fill(sentence, sizeof sentence, WORD_MOSTLY_SILENT, language, share);
    bool ill = header_link_ill(banner->link);
    snprintf(to, size, "%s%s%s", sentence, ill ? " · " : "",
             ill ? header_link_words(banner->link, false, language) : "");
}

/* ---- Its lines ------------------------------------------------------------------------------ */

#define LINES_MOST_CALM 2
#define LINES_MOST_URGENT 3

static int lines_most(const struct announcement *speaker, struct rect wall)
{
    bool urgent = speaker && speaker->priority >= PRIORITY_URGENT;
    return strip_lines(wall.w, wall.h) * (urgent ? LINES_MOST_URGENT : LINES_MOST_CALM);
}

/* From one line to the next. */
static int leading(const struct chrome *chrome)
{
    return chrome->line_height - chrome->pad;
}

int banner_height(const struct chrome *chrome, int lines)
{
    return chrome->line_height + (lines - 1) * leading(chrome);
}

static int lines_of(const struct announcement *speaker, const char *text,
                    const struct chrome *chrome, const struct look *look, struct rect wall,
                    int inner)
{
    struct style style = style_of_speaker(speaker, look->theme);
    struct font font = speaker ? chrome->text : chrome->bold;
    int most = lines_most(speaker, wall);
    size_t lines = passage_lines(look->type.measure, font, text, inner - 2 * chrome->side,
                                 head_width(chrome, look, &style));
    return lines < (size_t)most ? (int)lines : most;
}

int banner_lines(const struct banner *banner, const struct chrome *chrome, const struct look *look,
                 struct rect wall, int inner)
{
    enum language language = look->type.language;
    int most = 0;
    if (banner_is_emergency(banner)) {
        return 0;
    }
    if (speaks_itself(banner)) {
        char own[256];
        own_text(own, sizeof own, banner, language);
        most = lines_of(NULL, own, chrome, look, wall, inner);
    }
    for (size_t i = 0; i < banner->count; i++) {
        const struct announcement *speaker = banner->list[i];
        int lines = lines_of(speaker, speaker->text[language], chrome, look, wall, inner);
        most = lines > most ? lines : most;
    }
    return most;
}

/* ---- Recording ------------------------------------------------------------------------------ */

static void record_head(struct pen *pen, int x, int baseline, const struct chrome *chrome,
                        const struct look *look, const struct style *style)
{
    record_sign(pen, x, baseline, chrome, style);
    if (style->word != WORD_COUNT) {
        const char *word = word_in(style->word, look->type.language);
        x += sign_width(pen->measure, chrome, style) + chrome->space;
        pen_text(pen, x, baseline, pen_width(pen, chrome->bold, word), chrome->bold, style->ink,
                 word);
    }
}

void banner_record(struct cell *cell, struct rect bounds, const struct chrome *chrome,
                   const struct look *look, struct banner *banner)
{
    const struct theme *theme = look->theme;
    enum language language = look->type.language;
    const struct announcement *speaker = banner_speaker(banner);
    struct style style = style_of_speaker(speaker, theme);
    char own[256];
    own_text(own, sizeof own, banner, language);
    struct pen pen = pen_start(cell, bounds, theme->ground, look->type.measure);
    pen_fill(&pen, bounds, chrome->radius, style.field);
    if (style.framed) {
        pen_frame(&pen, bounds, chrome->radius, chrome->stroke, style.ink);
    }
    int left = bounds.x + chrome->side, baseline = chrome_baseline(chrome, bounds.y);
    record_head(&pen, left, baseline, chrome, look, &style);
    struct passage passage = {
        .text = speaker ? speaker->text[language] : own,
        .bounds = {left, bounds.y, bounds.w - 2 * chrome->side, bounds.h},
        .baseline = baseline,
        .line_height = leading(chrome),
        .indent = head_width(chrome, look, &style),
        .count_beside = true,
        .font = speaker ? chrome->text : chrome->bold,
        .count_font = chrome->text,
        .ink = style.ink,
    };
    banner->shown = passage_record(&pen, &passage, &banner->page);
}
