#include "why_answer.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "config/key_words.h"
#include "view/why_refused.h"
#include "view/why_text.h"

#define MINUTE_MS 60000

static json_t *time_json(int64_t wall_ms)
{
    char text[24];
    if (wall_ms == NO_TIME || wall_ms == NEVER) {
        return json_null();
    }
    time_format(wall_ms, text, sizeof text);
    return json_string(text);
}

static json_t *number_json(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

static json_t *count_json(int64_t count)
{
    return count >= 0 ? json_integer(count) : json_null();
}

/* A number, or both ends of a band. */
static json_t *bounds_json(const struct target *target, struct bounds bounds)
{
    if (target->direction == DIRECTION_BAND) {
        return json_pack("[o, o]", number_json(bounds.low), number_json(bounds.high));
    }
    return number_json(target->direction == DIRECTION_LOWER ? bounds.high : bounds.low);
}

static json_t *target_json(const struct why *why)
{
    const struct target *target = &why->kpi->target;
    if (!target->set) {
        return json_null();
    }
    json_t *json =
        json_pack("{s:s, s:s, s:o, s:o, s:o}", "from", why_target_word(why->origin), "direction",
                  key_word_direction((int)target->direction), "target",
                  bounds_json(target, target->target), "limit", bounds_json(target, target->limit),
                  "warn", target->has_warn ? bounds_json(target, target->warn) : json_null());
    if (why->origin == WHY_TARGET_DATED) {
        json_object_set_new(json, "id", json_string(why->dated->id));
    }
    return json;
}

static json_t *damping_json(const struct why *why)
{
    static const char *const words[] = {[WHY_DAMPS_NOTHING] = "nothing",
                                        [WHY_DAMPS_WORSE] = "worse",
                                        [WHY_DAMPS_BETTER] = "better",
                                        [WHY_DAMPS_FIRST] = "first"};
    const struct damping_rule *rule = &why->rule;
    return json_pack("{s:s, s:o, s:o, s:f, s:f, s:f}", "holds", words[why->damping], "since",
                     time_json(why->since_ms), "until", time_json(why->due_ms), "deadband",
                     rule->deadband, "on_delay_s", (double)rule->on_delay_ms / 1000, "off_delay_s",
                     (double)rule->off_delay_ms / 1000);
}

static json_t *freshness_json(const struct why *why)
{
    static const char *const held[] = {[HELD_NOT] = NULL,
                                       [HELD_AGED] = "aged",
                                       [HELD_RETAINED] = "retained",
                                       [HELD_SOURCE_OFFLINE] = "source-offline",
                                       [HELD_STUCK] = "stuck"};
    const struct kpi_spec *spec = why->kpi->spec;
    return json_pack("{s:o, s:o, s:s, s:i, s:i, s:o, s:o, s:s?}", "time", time_json(why->figure_ms),
                     "age_s",
                     why->age_ms != NO_TIME ? json_real((double)why->age_ms / 1000) : json_null(),
                     "by", why->by_period ? "period" : "age", "fresh_s", spec->fresh_s, "drop_s",
                     spec->drop_s, "live_until", time_json(why->fresh_ms), "shown_until",
                     time_json(why->drop_ms), "held", held[why->kpi->held]);
}

static json_t *sample_json(const struct why *why)
{
    static const char *const words[] = {
        [WHY_NOT_THIN] = NULL,           [WHY_NO_SAMPLE] = "no-sample",
        [WHY_NO_CASES] = "no-cases",     [WHY_FEW_CASES] = "few-cases",
        [WHY_FEW_PEOPLE] = "few-people", [WHY_JUST_OPENED] = "just-opened"};
    bool told = why->received && !why->kpi->suppressed;
    return json_pack("{s:o, s:i, s:s?}", "sample", count_json(told ? why->kpi->reading.sample : -1),
                     "min_sample", why->kpi->spec->min_sample, "thin", words[why->thin]);
}

static json_t *changes_json(const struct why *why)
{
    json_t *list = json_array();
    for (int i = 0; i < why->change_count; i++) {
        const struct change *change = &why->changes[i].change;
        bool live = change->quality == QUALITY_LIVE;
        json_array_append_new(list, json_pack("{s:o, s:s, s:s?, s:o}", "time",
                                              time_json(why->changes[i].wall_ms), "quality",
                                              quality_word(change->quality), "verdict",
                                              live ? verdict_word(change->verdict) : NULL, "value",
                                              number_json(change->value)));
    }
    return list;
}

/* The place of what is wrong, in the message. */
static json_t *refused_pointer(const struct why *why, const struct board_spec *spec)
{
    const struct refused *refused = why->refused;
    const char *slash = refused->key[0] != '\0' ? "/" : "";
    if (refused->on == REFUSED_ON_SOURCE) {
        const struct source_spec *source = &spec->sources[refused->source];
        const char *pointer = strcmp(refused->key, "per") == 0      ? source->per
                              : strcmp(refused->key, "time") == 0   ? source->time
                              : strcmp(refused->key, "sample") == 0 ? source->sample
                              : refused->key[0] != '\0'             ? source->value
                                                                    : NULL;
        return json_string(pointer != NULL ? pointer : "");
    }
    if (refused->on == REFUSED_ON_METRIC) {
        return json_sprintf("/metrics/%s%s%s", why->kpi->spec->metric_id, slash, refused->key);
    }
    return json_sprintf("%s%s", slash, refused->key);
}

/* The last message that was refused: what of it, what was read and what is allowed. */
static json_t *refused_json(const struct why *why, const struct board_spec *spec)
{
    char allowed[WHY_LINE_BYTES], topic[256];
    const struct refused *refused = why->refused;
    if (refused == NULL) {
        return json_null();
    }
    why_refused_allowed(allowed, sizeof allowed, why);
    why_refused_topic(topic, sizeof topic, why, spec);
    return json_pack("{s:o, s:s, s:o, s:s?, s:s, s:s, s:b, s:o, s:I}", "time",
                     time_json(why->refused_ms), "code", refusal_word(refused->reason), "pointer",
                     refused_pointer(why, spec), "read", why->refused_told ? refused->read : NULL,
                     "allowed", allowed, "topic", topic, "taken_since", !why->refused_last, "since",
                     time_json(why->refused_first_ms), "count", (json_int_t)refused->count);
}

static json_t *value_json(const struct why *why, enum language language)
{
    char shown[64];
    const struct reading *reading = &why->kpi->reading;
    bool tells = why->tells_value;
    why_shown(shown, sizeof shown, why, language);
    return json_pack("{s:o, s:s, s:s, s:o, s:o}", "value",
                     tells ? number_json(reading->value) : json_null(), "shown", shown, "unit",
                     unit_word(why->kpi->spec->metric->unit), "numerator",
                     tells ? number_json(reading->numerator) : json_null(), "denominator",
                     tells ? number_json(reading->denominator) : json_null());
}

static json_t *text_json(const struct why *why, const struct board_spec *spec,
                         const struct why_asked *asked, const json_t *config)
{
    const struct status_context context = {
        .language = asked->language,
        .zone = asked->zone,
        .wall_ms = asked->now.wall_ms,
        .minute_ms = asked->now.mono_ms - asked->now.wall_ms % MINUTE_MS,
    };
    struct why_text text;
    char told[WHY_CONFIG_BYTES];
    json_t *list = json_array();
    why_config(told, sizeof told, config);
    why_text(&text, why, spec, &context, told);
    for (size_t i = 0; i < text.count; i++) {
        const struct why_line *line = &text.lines[i];
        json_array_append_new(
            list, json_sprintf("%s%s%s", line->label, line->label[0] ? ": " : "", line->text));
    }
    return list;
}

json_t *why_answer(const struct why *why, const struct board_spec *spec,
                   const struct why_asked *asked, json_t *config)
{
    const struct kpi *kpi = why->kpi;
    bool live = kpi->quality == QUALITY_LIVE;
    json_t *answer =
        json_pack("{s:s, s:s, s:s?, s:s?}", "kpi", why->path, "quality", quality_word(kpi->quality),
                  "verdict", live ? verdict_word(kpi->verdict) : NULL, "verdict_of_value",
                  why->tells_value ? verdict_word(why->plain) : NULL);
    json_t *value = value_json(why, asked->language);
    json_object_update(answer, value);
    json_decref(value);
    json_object_set_new(answer, "formula",
                        json_string(kpi->spec->metric->formula.in[asked->language]));
    json_object_set_new(answer, "target", target_json(why));
    json_object_set_new(answer, "damping", damping_json(why));
    value = sample_json(why);
    json_object_update(answer, value);
    json_decref(value);
    json_object_set_new(answer, "freshness", freshness_json(why));
    json_object_set_new(answer, "source", why->source[0] ? json_string(why->source) : json_null());
    json_object_set_new(answer, "source_online",
                        why->source[0] ? json_boolean(!why->source_offline) : json_null());
    json_object_set_new(answer, "open", json_boolean(why->opening->open));
    json_object_set_new(answer, "refused", refused_json(why, spec));
    json_object_set_new(answer, "changes", changes_json(why));
    json_object_set_new(answer, "topic", json_sprintf("kpi/%s", why->path));
    json_object_set_new(answer, "text", text_json(why, spec, asked, config));
    json_object_set_new(answer, "config", config);
    return answer;
}

void why_config(char *to, size_t size, const json_t *config)
{
    const char *sha256 = json_string_value(json_object_get(config, "sha256"));
    const char *layer = json_string_value(json_object_get(config, "layer"));
    const json_t *revision = json_object_get(config, "revision");
    to[0] = '\0';
    if (layer != NULL && revision != NULL) {
        snprintf(to, size, "%s %lld, ", layer, (long long)json_integer_value(revision));
    }
    size_t used = strlen(to);
    snprintf(to + used, size - used, "sha256 %.12s", sha256 != NULL ? sha256 : "–");
}
