#include "view/why_writer.h"

#include <stdio.h>
#include <string.h>

#include "view/figure.h"
#include "view/words.h"

/* ---- Putting sentences together ------------------------------------------------------------- */

static const char *in(const struct writer *w, enum phrase phrase)
{
    return why_phrase(phrase, w->context->language);
}

void writer_more(struct writer *w, enum phrase phrase, const char *const with[4])
{
    struct why_line *line = &w->text->lines[w->text->count - 1];
    size_t used = strlen(line->text);
    for (const char *at = in(w, phrase); *at && used + 1 < sizeof line->text; at++) {
        const char *piece = at;
        size_t length = 1;
        if (*at == '$') {
            piece = with[*++at - '1'];
            length = strlen(piece);
        }
        length = length < sizeof line->text - used ? length : sizeof line->text - used - 1;
        memcpy(line->text + used, piece, length);
        used += length;
        line->text[used] = '\0';
    }
}

void writer_begin(struct writer *w, enum phrase label)
{
    w->text->count += w->text->count < WHY_LINES;
    struct why_line *line = &w->text->lines[w->text->count - 1];
    line->label = in(w, label);
    line->text[0] = '\0';
}

/* ---- Values --------------------------------------------------------------------------------- */

static char *scratch(struct writer *w)
{
    return w->scratch[w->used++ % SCRATCH];
}

const char *writer_clock(struct writer *w, int64_t wall_ms)
{
    char *text = scratch(w);
    if (wall_ms == NO_TIME || wall_ms == NEVER) {
        return "–";
    }
    struct civil then = civil_from(w->context->zone, wall_ms);
    struct civil now = civil_from(w->context->zone, w->context->wall_ms);
    char date[32] = "";
    if (then.year != now.year) {
        snprintf(date, sizeof date, "%d/%d/%d ", then.year, then.month, then.day);
    } else if (then.month != now.month || then.day != now.day) {
        snprintf(date, sizeof date, "%d/%d ", then.month, then.day);
    }
    snprintf(text, SCRATCH_BYTES, "%s%d:%02d:%02d", date, then.hour, then.minute, then.second);
    return text;
}

const char *writer_number(struct writer *w, double value)
{
    char *text = scratch(w);
    snprintf(text, SCRATCH_BYTES, "%.10g", value == 0 ? 0.0 : value);
    return text;
}

const char *writer_count(struct writer *w, int64_t count)
{
    char *text = scratch(w);
    snprintf(text, SCRATCH_BYTES, "%lld", (long long)count);
    return text;
}

const char *writer_span(struct writer *w, int64_t span_ms)
{
    char *text = scratch(w);
    enum language language = w->context->language;
    if (span_ms % 60000 == 0) {
        figure_duration(text, SCRATCH_BYTES, (double)span_ms / 1000, language);
        return text;
    }
    const char *unit = word_in(WORD_SECONDS, language);
    snprintf(text, SCRATCH_BYTES, "%.10g%s%s", (double)span_ms / 1000,
             word_unit_gap(unit, language), unit);
    return text;
}

const char *writer_key(struct writer *w, const char *key, int value)
{
    char *text = scratch(w);
    snprintf(text, SCRATCH_BYTES, "%s %d", key, value);
    return text;
}

const char *writer_bounds(struct writer *w, struct bounds bounds)
{
    char *text = scratch(w);
    struct target target = w->why->kpi->target;
    target.target = bounds;
    figure_target(text, SCRATCH_BYTES, TARGET_IN_SIGNS, w->why->kpi->spec, &target,
                  w->context->language);
    return text;
}

const char *writer_shown(struct writer *w, double value)
{
    char *text = scratch(w);
    const struct kpi *kpi = w->why->kpi;
    struct figure figure = figure_of(value, kpi->spec, &kpi->target, w->context->language);
    figure_text(text, SCRATCH_BYTES, &figure, w->context->language);
    return text;
}

const char *writer_exact(struct writer *w, double value)
{
    char *text = scratch(w);
    snprintf(text, SCRATCH_BYTES, "%s", writer_number(w, value));
    enum unit unit = w->why->kpi->spec->metric->unit;
    size_t used = strlen(text);
    const char *word = unit == UNIT_PERCENT   ? word_in(WORD_PERCENT, w->context->language)
                       : unit == UNIT_SECONDS ? word_in(WORD_SECONDS, w->context->language)
                                              : "";
    snprintf(text + used, SCRATCH_BYTES - used, "%s%s", word_unit_gap(word, w->context->language),
             word);
    return text;
}
