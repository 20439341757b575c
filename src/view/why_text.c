#include "view/why_text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "view/figure.h"
#include "view/period_text.h"
#include "view/why_refused.h"
#include "view/why_writer.h"
#include "view/words.h"

void why_shown(char *to, size_t size, const struct why *why, enum language language)
{
    to[0] = '\0';
    if (why->tells_value) {
        const struct kpi *kpi = why->kpi;
        struct figure figure = figure_of(kpi->reading.value, kpi->spec, &kpi->target, language);
        figure_text(to, size, &figure, language);
    }
}

/* ---- The verdict ---------------------------------------------------------------------------- */

static void say_live(struct writer *w)
{
    const struct target *target = &w->why->kpi->target;
    const char *value = writer_shown(w, w->why->kpi->reading.value);
    const char *aim = writer_bounds(w, target->target), *limit = writer_bounds(w, target->limit);
    bool alike = strcmp(aim, limit) == 0;
    enum phrase phrase = SAY_UNTARGETED;
    if (w->why->plain == VERDICT_MET) {
        phrase = SAY_MET;
    } else if (w->why->plain == VERDICT_NEAR) {
        phrase = SAY_NEAR;
    } else if (w->why->plain == VERDICT_MISSED) {
        phrase = alike ? SAY_MISSED_BOTH : SAY_MISSED;
    }
    MORE(w, phrase, value, aim, limit);
    if (w->why->plain == VERDICT_MET && target_warns(target, w->why->kpi->reading.value)) {
        MORE(w, SAY_WARNS, writer_bounds(w, target->warn));
    }
}

static void say_thin(struct writer *w)
{
    static const enum phrase said[] = {
        [WHY_NOT_THIN] = SAY_NO_SAMPLE,    [WHY_NO_SAMPLE] = SAY_NO_SAMPLE,
        [WHY_NO_CASES] = SAY_NO_CASES,     [WHY_FEW_CASES] = SAY_FEW_CASES,
        [WHY_FEW_PEOPLE] = SAY_FEW_PEOPLE, [WHY_JUST_OPENED] = SAY_JUST_OPENED};
    const struct why *why = w->why;
    bool people = why->thin == WHY_FEW_PEOPLE;
    if (why->thin == WHY_JUST_OPENED) {
        MORE(w, SAY_JUST_OPENED, writer_clock(w, why->due_ms));
        return;
    }
    MORE(w, people && why->group < 0 ? SAY_UNKNOWN_PEOPLE : said[why->thin],
         writer_count(w, people ? why->group : why->kpi->reading.sample),
         writer_count(w, people ? why->min_group : why->kpi->spec->min_sample));
}

static void say_last_known(struct writer *w)
{
    const struct why *why = w->why;
    switch (why->kpi->held) {
    case HELD_RETAINED:
        MORE(w, SAY_RETAINED, "");
        break;
    case HELD_SOURCE_OFFLINE:
        MORE(w, SAY_SOURCE_OFFLINE, why->source);
        break;
    case HELD_STUCK:
        MORE(w, SAY_STUCK, writer_clock(w, why->kpi->since_ms));
        break;
    default:
        MORE(w, why->refused_last ? SAY_AGED_REFUSED : SAY_AGED, writer_clock(w, why->fresh_ms));
        break;
    }
}

static void say_no_data(struct writer *w)
{
    const struct reading *reading = &w->why->kpi->reading;
    if (reading->has_value || reading->nothing_counted) {
        MORE(w, SAY_TOO_OLD, writer_clock(w, w->why->drop_ms));
    } else {
        MORE(w, reading->reason[0] ? SAY_NO_VALUE_FOR : SAY_NO_VALUE, reading->reason);
    }
}

static void say_verdict(struct writer *w)
{
    const struct why *why = w->why;
    struct status status = status_of(why->kpi, why->opening, w->context);
    writer_begin(w, LABEL_VERDICT);
    struct why_line *line = &w->text->lines[w->text->count - 1];
    snprintf(line->text, sizeof line->text, "%s%s%s%s%s — ", status.word,
             status.detail[0] ? " " : "", status.detail, status.reason ? " " : "",
             status.reason ? status.reason : "");
    switch (why->kpi->quality) {
    case QUALITY_LIVE:
        say_live(w);
        break;
    case QUALITY_THIN:
        say_thin(w);
        break;
    case QUALITY_LAST_KNOWN:
        say_last_known(w);
        break;
    case QUALITY_NO_DATA:
        say_no_data(w);
        break;
    case QUALITY_WAITING:
        MORE(w, w->why->refused_last ? SAY_WAITING_REFUSED : SAY_WAITING, "");
        break;
    default:
        MORE(w, SAY_CLOSED, "");
        break;
    }
}

static void say_damping(struct writer *w)
{
    const struct why *why = w->why;
    const struct damping_rule *rule = &why->rule;
    bool at_once = rule->on_delay_ms == 0 && rule->off_delay_ms == 0;
    const char *since = writer_clock(w, why->since_ms), *due = writer_clock(w, why->due_ms);
    switch (why->damping) {
    case WHY_DAMPS_WORSE:
    case WHY_DAMPS_FIRST:
        SAY(w, LABEL_DAMPING, SAY_WORSE, since, due);
        return;
    case WHY_DAMPS_BETTER:
        SAY(w, LABEL_DAMPING, SAY_BETTER, since, due);
        return;
    case WHY_DAMPS_NOTHING:
        break;
    }
    SAY(w, LABEL_DAMPING, at_once ? SAY_NOTHING_DAMPED : SAY_NOTHING_HELD,
        writer_span(w, rule->on_delay_ms), writer_span(w, rule->off_delay_ms),
        writer_number(w, rule->deadband));
}

/* ---- What it hangs on ----------------------------------------------------------------------- */

static void say_value(struct writer *w)
{
    const struct why *why = w->why;
    const struct reading *reading = &why->kpi->reading;
    if (!why->tells_value) {
        return;
    }
    const char *shown = writer_shown(w, reading->value), *exact = writer_exact(w, reading->value);
    SAY(w, LABEL_VALUE, SAY_VALUE, shown);
    if (strcmp(shown, exact) != 0) {
        MORE(w, SAY_EXACT, exact);
    }
    if (!isnan(reading->numerator) && !isnan(reading->denominator)) {
        MORE(w, SAY_FRACTION, writer_number(w, reading->numerator),
             writer_number(w, reading->denominator));
    }
    if (why->figure_ms != NO_TIME) {
        MORE(w, SAY_OF_TIME, writer_clock(w, why->figure_ms));
    }
    char period[64];
    period_text(period, sizeof period, PERIOD_IN_FULL, why->kpi, w->context);
    /* Of what is not live the time stands there, which has been told. */
    if (period[0] && why->kpi->quality == QUALITY_LIVE) {
        MORE(w, SAY_PERIOD, period);
    }
}

static void say_formula(struct writer *w)
{
    const struct metric *metric = w->why->kpi->spec->metric;
    char within[64];
    period_threshold(within, sizeof within, w->why->kpi, w->context->language);
    writer_begin(w, LABEL_FORMULA);
    struct why_line *line = &w->text->lines[w->text->count - 1];
    enum language language = w->context->language;
    const char *opens = language == LANGUAGE_JA ? "（" : " (",
               *closes = language == LANGUAGE_JA ? "）" : ")";
    snprintf(line->text, sizeof line->text, "%s%s%s%s %s", metric->definition.in[language],
             within[0] ? opens : "", within, within[0] ? closes : "", metric->formula.in[language]);
}

static void say_target(struct writer *w)
{
    const struct why *why = w->why;
    const struct target *target = &why->kpi->target;
    if (!target->set) {
        SAY(w, LABEL_TARGET, SAY_NO_TARGET, "");
        return;
    }
    const char *aim = writer_bounds(w, target->target), *limit = writer_bounds(w, target->limit);
    SAY(w, LABEL_TARGET, SAY_TARGET, aim);
    if (strcmp(aim, limit) != 0) {
        MORE(w, SAY_LIMIT, limit);
    }
    if (target->has_warn) {
        MORE(w, SAY_WARN, writer_bounds(w, target->warn));
    }
    MORE(w,
         why->origin == WHY_TARGET_READING ? SAY_FROM_READING
         : why->origin == WHY_TARGET_DATED ? SAY_FROM_DATED
                                           : SAY_FROM_CONFIG,
         why->origin == WHY_TARGET_DATED ? why->dated->id : "");
}

static void say_sample(struct writer *w)
{
    const struct kpi *kpi = w->why->kpi;
    bool told = kpi->reading.sample >= 0;
    if (!w->why->received || kpi->suppressed || (!told && kpi->spec->min_sample == 0)) {
        return;
    }
    SAY(w, LABEL_SAMPLE, told ? SAY_SAMPLE : SAY_SAMPLE_UNKNOWN,
        writer_count(w, kpi->reading.sample));
    if (kpi->spec->min_sample > 0) {
        bool asked = told || kpi->spec->needs_sample;
        MORE(w, asked ? SAY_AT_LEAST : SAY_AT_LEAST_IF_TOLD,
             writer_count(w, kpi->spec->min_sample));
    }
}

static void say_evidence(struct writer *w)
{
    const struct why *why = w->why;
    const char *fresh_key = writer_key(w, "fresh_s", why->kpi->spec->fresh_s);
    const char *drop_key = writer_key(w, "drop_s", why->kpi->spec->drop_s);
    const char *fresh = writer_clock(w, why->fresh_ms), *drop = writer_clock(w, why->drop_ms);
    if (why->by_period) {
        SAY(w, LABEL_FRESH, SAY_UNTIL_OVERDUE, fresh);
        if (why->kpi->quality == QUALITY_LAST_KNOWN) {
            MORE(w, SAY_SHOWN_UNTIL, drop);
        }
    } else if (why->received && why->age_ms == NO_TIME) {
        SAY(w, LABEL_FRESH, SAY_NO_AGE, drop, drop_key);
    } else if (why->received) {
        SAY(w, LABEL_FRESH, SAY_LIVES, fresh, drop, fresh_key, drop_key);
    }
    if (why->source[0]) {
        SAY(w, LABEL_SOURCE, why->source_offline ? SAY_OFFLINE : SAY_ONLINE, why->source);
    }
    if (why->opening->open) {
        bool ends = why->opening->until_ms != NEVER;
        SAY(w, LABEL_HOURS, ends ? SAY_OPEN_UNTIL : SAY_ALWAYS_OPEN,
            writer_clock(w, why->opening->until_ms));
    }
}

static const char *change_word(const struct writer *w, const struct change *change)
{
    static const enum word verdicts[] = {[VERDICT_MET] = WORD_MET,
                                         [VERDICT_NEAR] = WORD_NEAR,
                                         [VERDICT_MISSED] = WORD_MISSED,
                                         [VERDICT_UNTARGETED] = WORD_UNTARGETED};
    static const enum word qualities[] = {
        [QUALITY_THIN] = WORD_THIN,       [QUALITY_LAST_KNOWN] = WORD_STOPPED,
        [QUALITY_NO_DATA] = WORD_NO_DATA, [QUALITY_WAITING] = WORD_WAITING,
        [QUALITY_CLOSED] = WORD_CLOSED,
    };
    bool live = change->quality == QUALITY_LIVE;
    return word_in(live ? verdicts[change->verdict] : qualities[change->quality],
                   w->context->language);
}

static void say_changes(struct writer *w)
{
    for (int i = 0; i < w->why->change_count; i++) {
        const struct change *change = &w->why->changes[i].change;
        const char *value = "";
        if (!isnan(change->value)) {
            value = writer_shown(w, change->value);
        }
        writer_begin(w, i == 0 ? LABEL_CHANGES : LABEL_NONE);
        struct why_line *line = &w->text->lines[w->text->count - 1];
        snprintf(line->text, sizeof line->text, "%s %s%s%s",
                 writer_clock(w, w->why->changes[i].wall_ms), change_word(w, change),
                 value[0] ? " " : "", value);
    }
}

static void say_topics(struct writer *w, const struct board_spec *spec, const char *config)
{
    char topic[256];
    size_t index = (size_t)(w->why->kpi->spec - spec->kpis);
    snprintf(topic, sizeof topic, "kpi/%s", w->why->path);
    SAY(w, LABEL_TOPIC, SAY_VALUE, topic);
    for (size_t i = 0; i < spec->source_count; i++) {
        if (spec->sources[i].kpi == index) {
            MORE(w, SAY_ALSO_FROM, spec->sources[i].topic);
        }
    }
    SAY(w, LABEL_CONFIG, SAY_VALUE, config);
}

void why_text(struct why_text *to, const struct why *why, const struct board_spec *spec,
              const struct status_context *context, const char *config)
{
    struct writer w = {.text = to, .why = why, .context = context};
    to->count = 0;
    say_verdict(&w);
    if (why->refused_last) {
        why_refused_say(&w, spec);
    }
    say_damping(&w);
    say_value(&w);
    say_target(&w);
    say_sample(&w);
    say_evidence(&w);
    say_formula(&w);
    say_topics(&w, spec, config);
    if (why->refused != NULL && !why->refused_last) {
        why_refused_say(&w, spec);
    }
    say_changes(&w);
}
