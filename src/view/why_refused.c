#include "view/why_refused.h"

#include <stdio.h>
#include <string.h>

#include "kpi/foreign.h"
#include "kpi/reading.h"

/* A metric without an end has one that nobody means. */
#define ENDLESS 1e12

/* ---- What is allowed ------------------------------------------------------------------------ */

/* Which kind of value a key has; a bare number has none. */
static enum phrase kind_of(const char *key)
{
    static const struct {
        const char *key;
        enum phrase kind;
    } kinds[] = {
        {"", ALLOWED_READING},           {"value", ALLOWED_NUMBER},
        {"per", ALLOWED_NUMBER},         {"numerator", ALLOWED_NUMBER},
        {"denominator", ALLOWED_NUMBER}, {"target", ALLOWED_TARGET},
        {"time", ALLOWED_TIME},          {"period_start", ALLOWED_TIME},
        {"period", ALLOWED_PERIOD},      {"final", ALLOWED_BOOLEAN},
        {"source", ALLOWED_ID},          {"metrics", ALLOWED_METRICS},
        {"unit", ALLOWED_TEXT},          {"method", ALLOWED_TEXT},
        {"reason", ALLOWED_TEXT},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcmp(kinds[i].key, key) == 0) {
            return kinds[i].kind;
        }
    }
    return ALLOWED_COUNT;
}

static const char *utc(struct writer *w, int64_t wall_ms)
{
    char *text = w->scratch[w->used++ % SCRATCH];
    time_format(wall_ms, text, SCRATCH_BYTES);
    return text;
}

/* A phrase and what stands in it. */
struct allowed {
    enum phrase phrase;
    const char *with[4];
};

static struct allowed allowed_range(struct writer *w)
{
    const struct metric *metric = w->why->kpi->spec->metric;
    const char *key = w->why->refused->key;
    if (strcmp(key, "numerator") == 0) {
        return (struct allowed){ALLOWED_SHARE, {""}};
    }
    if (key[0] != '\0' && strcmp(key, "value") != 0 && strcmp(key, "target") != 0) {
        return (struct allowed){ALLOWED_FROM, {"0"}};
    }
    const char *least = writer_number(w, metric->minimum);
    if (metric->maximum > ENDLESS) {
        return (struct allowed){ALLOWED_FROM, {least}};
    }
    return (struct allowed){ALLOWED_BETWEEN, {least, writer_number(w, metric->maximum)}};
}

/* Until or from when, or from which number. In UTC, as what was read: who compares them needs one
 * clock. */
static struct allowed allowed_time(struct writer *w)
{
    const struct refused *refused = w->why->refused;
    if (strcmp(refused->key, "sequence") == 0) {
        return (struct allowed){ALLOWED_FROM, {writer_count(w, refused->allowed)}};
    }
    return (struct allowed){refused->reason == REFUSED_FUTURE ? ALLOWED_UNTIL : ALLOWED_FROM,
                            {utc(w, refused->allowed)}};
}

static struct allowed allowed_by(struct writer *w)
{
    const struct refused *refused = w->why->refused;
    switch (refused->reason) {
    case REFUSED_RANGE:
        return allowed_range(w);
    case REFUSED_TYPE:
        return (struct allowed){kind_of(refused->key), {""}};
    case REFUSED_UNIT:
        return (struct allowed){ALLOWED_WORD, {unit_word(w->why->kpi->spec->metric->unit)}};
    case REFUSED_FUTURE:
    case REFUSED_OLDER:
        return allowed_time(w);
    case REFUSED_TOO_LARGE:
        return (struct allowed){
            ALLOWED_BYTES,
            {writer_count(w, refused->on == REFUSED_ON_SOURCE ? (int64_t)FOREIGN_MAX_BYTES
                                                              : (int64_t)READING_MAX_BYTES)}};
    case REFUSED_NOT_JSON:
        return (struct allowed){ALLOWED_WORD, {"JSON (RFC 8259)"}};
    case REFUSED_ENCODING:
        return (struct allowed){ALLOWED_WORD, {"UTF-8 without NUL"}};
    case REFUSED_DUPLICATE_KEY:
        return (struct allowed){ALLOWED_WORD, {"each key once"}};
    default:
        return (struct allowed){ALLOWED_WORD, {""}};
    }
}

/* ---- The sentence --------------------------------------------------------------------------- */

static enum phrase reason_phrase(const struct refused *refused)
{
    static const enum phrase phrases[REFUSAL_COUNT] = {
        [REFUSED_NOT_JSON] = SAY_NOT_JSON,  [REFUSED_ENCODING] = SAY_ENCODING,
        [REFUSED_TYPE] = SAY_TYPE,          [REFUSED_RANGE] = SAY_RANGE,
        [REFUSED_UNIT] = SAY_UNIT,          [REFUSED_DUPLICATE_KEY] = SAY_DUPLICATE_KEY,
        [REFUSED_FUTURE] = SAY_FUTURE,      [REFUSED_OLDER] = SAY_OLDER,
        [REFUSED_TOO_LARGE] = SAY_TOO_LARGE};
    bool missing = refused->reason == REFUSED_TYPE && refused->read[0] == '\0';
    return missing ? SAY_MISSING : phrases[refused->reason];
}

static void say_reason(struct writer *w)
{
    char what[sizeof w->why->refused->key + REFUSED_READ_BYTES + 1];
    const struct refused *refused = w->why->refused;
    if (!w->why->refused_told) {
        MORE(w, SAY_REFUSED_KEPT, refusal_word(refused->reason));
        return;
    }
    struct why_text made = {.count = 1};
    struct writer apart = {.text = &made, .why = w->why, .context = w->context};
    struct allowed allowed = allowed_by(&apart);
    writer_more(&apart, allowed.phrase, allowed.with);
    snprintf(what, sizeof what, "%s%s%s", refused->key,
             refused->key[0] != '\0' && refused->read[0] != '\0' ? " " : "", refused->read);
    MORE(w, reason_phrase(refused), what[0] != '\0' ? what : "–", made.lines[0].text);
}

void why_refused_topic(char *to, size_t size, const struct why *why, const struct board_spec *spec)
{
    const struct kpi_spec *kpi = why->kpi->spec;
    switch (why->refused->on) {
    case REFUSED_ON_SOURCE:
        snprintf(to, size, "%s", spec->sources[why->refused->source].topic);
        break;
    case REFUSED_ON_KPI:
        snprintf(to, size, "kpi/%s", why->path);
        break;
    default:
        snprintf(to, size, "kpi/%s/%s", kpi->business, kpi->channel);
        break;
    }
}

void why_refused_say(struct writer *w, const struct board_spec *spec)
{
    char topic[256];
    const struct why *why = w->why;
    const struct refused *refused = why->refused;
    SAY(w, LABEL_REFUSED, refused->on == REFUSED_ON_CHANNEL ? SAY_REFUSED_ALL : SAY_REFUSED_AT,
        writer_clock(w, why->refused_ms));
    say_reason(w);
    if (refused->count > 1) {
        MORE(w, SAY_IN_A_ROW, writer_clock(w, why->refused_first_ms),
             writer_count(w, refused->count));
    }
    if (refused->on != REFUSED_ON_KPI) {
        why_refused_topic(topic, sizeof topic, why, spec);
        MORE(w, SAY_ON_TOPIC, topic);
    }
}

/* ---- For programs --------------------------------------------------------------------------- */

void why_refused_allowed(char *to, size_t size, const struct why *why)
{
    const struct status_context english = {.language = LANGUAGE_EN, .zone = &zone_utc};
    struct why_text text = {.count = 1};
    struct writer w = {.text = &text, .why = why, .context = &english};
    struct allowed allowed = allowed_by(&w);
    writer_more(&w, allowed.phrase, allowed.with);
    snprintf(to, size, "%s", text.lines[0].text);
}
