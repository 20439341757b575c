#include "config/rules.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "config/keys.h"
#include "config/reader.h"

struct judged {
    struct faults *faults;
    struct pointer *pointer;
    const struct kpi_entry *entry;
    const struct metric *metric;
};

static void add(const struct judged *judged, enum severity severity, const char *key,
                const char *code, const char *read, const char *allowed, const char *message)
{
    size_t before = pointer_push(judged->pointer, key);
    faults_add(judged->faults, severity, judged->pointer->text, code, read, allowed, "%s", message);
    pointer_pop(judged->pointer, before);
}

static const char *bounds_text(const struct given_bounds *bounds, char *to, size_t size)
{
    if (bounds->pair) {
        snprintf(to, size, "[%.10g, %.10g]", bounds->low, bounds->high);
    } else {
        snprintf(to, size, "%.10g", bounds->low);
    }
    return to;
}

/* A single number for a metric with a band, or the other way round. False after a fault. */
static bool check_kind(const struct judged *judged, const char *key,
                       const struct given_bounds *bounds)
{
    char read[64];
    bool band = judged->metric->direction == DIRECTION_BAND;
    if (!bounds->set || isnan(bounds->low)) {
        return false;
    }
    bounds_text(bounds, read, sizeof read);
    if (bounds->pair && !band) {
        add(judged, SEVERITY_FAULT, key, "not-a-band", read, "a number",
            "Of this metric more is better, or less; it has no band.");
    } else if (!bounds->pair && band) {
        add(judged, SEVERITY_FAULT, key, "band-needed", read, "[low, high]",
            "Of this metric neither more nor less is better; it needs a band.");
    }
    return bounds->pair == band;
}

static bool check_range(const struct judged *judged, const char *key,
                        const struct given_bounds *bounds)
{
    char read[64], allowed[64];
    if (bounds->low >= judged->metric->minimum && bounds->high <= judged->metric->maximum) {
        return true;
    }
    snprintf(allowed, sizeof allowed, "%.10g to %.10g", judged->metric->minimum,
             judged->metric->maximum);
    add(judged, SEVERITY_FAULT, key, "range", bounds_text(bounds, read, sizeof read), allowed,
        "No value of this metric can be there.");
    return false;
}

static bool check_bounds(const struct judged *judged, const char *key,
                         const struct given_bounds *bounds)
{
    return check_kind(judged, key, bounds) && check_range(judged, key, bounds);
}

/* Whether `inner` reaches beyond `outer` on a side that counts for the direction. */
static bool reaches_beyond(enum direction direction, const struct given_bounds *inner,
                           const struct given_bounds *outer)
{
    bool low = inner->low<outer->low, high = inner->high> outer->high;
    return (direction != DIRECTION_LOWER && low) || (direction != DIRECTION_HIGHER && high);
}

static void check_beside_target(const struct judged *judged, const char *key,
                                const struct given_bounds *bounds, const char *code, bool wrong,
                                const char *allowed)
{
    char read[64];
    if (wrong) {
        add(judged, SEVERITY_FAULT, key, code, bounds_text(bounds, read, sizeof read), allowed,
            "It stands on the wrong side of the target.");
    }
}

static void check_without_target(const struct judged *judged, const char *key,
                                 const struct given_bounds *bounds)
{
    char read[64];
    if (bounds->set && !judged->entry->target.set) {
        add(judged, SEVERITY_FAULT, key, "limit-without-target",
            isnan(bounds->low) ? "" : bounds_text(bounds, read, sizeof read), "a target beside it",
            "Without a target there is nothing to be near to.");
    }
}

static void warn_of_target(const struct judged *judged, const char *code, const char *allowed,
                           const char *message)
{
    char read[64];
    add(judged, SEVERITY_WARNING, "target", code,
        bounds_text(&judged->entry->target, read, sizeof read), allowed, message);
}

/* A target that a single contact misses, or that nothing ever does. */
static void check_reach(const struct judged *judged)
{
    const struct given_bounds *target = &judged->entry->target;
    const struct metric *metric = judged->metric;
    if (metric->direction == DIRECTION_BAND) {
        if (target->low == target->high) {
            warn_of_target(judged, "band-empty", "[low, high], low below high",
                           "Only a single value lies in this band.");
        } else if (target->low <= metric->minimum || target->high >= metric->maximum) {
            warn_of_target(judged, "band-open", "a band within what the metric can be",
                           "One side of this band can never be missed.");
        }
    } else if (metric->unit == UNIT_PERCENT && metric->direction == DIRECTION_HIGHER &&
               target->low >= 100) {
        warn_of_target(judged, "target-100", "below 100",
                       "A target of 100 % is missed by a single contact.");
    } else if (metric->unit == UNIT_PERCENT && metric->direction == DIRECTION_LOWER &&
               target->high <= 0) {
        warn_of_target(judged, "target-0", "above 0",
                       "A target of 0 % is missed by a single contact.");
    }
}

static void check_target(const struct judged *judged)
{
    const struct given_bounds *target = &judged->entry->target, *limit = &judged->entry->limit,
                              *warn = &judged->entry->warn;
    enum direction direction = judged->metric->direction;
    bool has_target = check_bounds(judged, "target", target);
    if (check_bounds(judged, "limit", limit) && has_target) {
        check_beside_target(judged, "limit", limit, "limit-side",
                            reaches_beyond(direction, target, limit), "the target or worse");
    }
    if (check_bounds(judged, "warn", warn) && has_target) {
        check_beside_target(judged, "warn", warn, "warn-side",
                            reaches_beyond(direction, warn, target), "the target or better");
    }
    check_without_target(judged, "limit", limit);
    check_without_target(judged, "warn", warn);
    if (has_target) {
        check_reach(judged);
    }
}

static void check_ages(const struct judged *judged, const struct kpi_spec *spec)
{
    char read[16], allowed[48];
    if (spec->drop_s < spec->fresh_s) {
        snprintf(read, sizeof read, "%d", spec->drop_s);
        snprintf(allowed, sizeof allowed, "at least fresh_s, %d", spec->fresh_s);
        add(judged, SEVERITY_FAULT, "drop_s", "drop-before-fresh", read, allowed,
            "A value cannot vanish while it is still live.");
    }
    if (spec->fresh_s < spec->cadence_s) {
        snprintf(read, sizeof read, "%d", spec->fresh_s);
        snprintf(allowed, sizeof allowed, "at least cadence_s, %d", spec->cadence_s);
        add(judged, SEVERITY_WARNING, "fresh_s", "fresh-under-cadence", read, allowed,
            "The value will be old before the next one is due.");
    }
}

static void check_sample(const struct judged *judged)
{
    const struct metric *metric = judged->metric;
    if (metric->min_sample == 0 && judged->entry->min_sample > 0) {
        char read[16];
        snprintf(read, sizeof read, "%d", judged->entry->min_sample);
        add(judged, SEVERITY_WARNING, "min_sample", "never-a-sample", read, "0, or absent",
            "The catalogue knows of no sample behind this metric; a reading without one would "
            "never be "
            "judged.");
    }
}

void rules_check_kpi(struct faults *faults, struct pointer *pointer, const struct kpi_entry *entry,
                     const struct kpi_spec *spec)
{
    struct judged judged = {faults, pointer, entry, spec->metric};
    check_target(&judged);
    check_ages(&judged, spec);
    check_sample(&judged);
}

void rules_check_dated(struct faults *faults, struct pointer *pointer,
                       const struct dated_entry *entry, const struct metric *metric)
{
    const struct kpi_entry as_kpi = {
        .target = entry->target, .limit = entry->limit, .warn = entry->warn};
    struct judged judged = {faults, pointer, &as_kpi, metric};
    check_target(&judged);
}

/* "real-time, store" */
static const char *traits_text(unsigned traits, char *to, size_t size)
{
    const struct key *key = key_find(&section_metric, "applies");
    to[0] = '\0';
    for (int i = 0; key->word(i); i++) {
        size_t used = strlen(to);
        if (traits & 1u << i) {
            snprintf(to + used, size - used, "%s%s", used > 0 ? ", " : "", key->word(i));
        }
    }
    return to;
}

void rules_check_traits(struct faults *faults, const struct pointer *pointer,
                        const struct metric *metric, unsigned traits)
{
    char read[128], allowed[128];
    if ((metric->applies & traits) == 0) {
        faults_add(faults, SEVERITY_WARNING, pointer->text, "not-applicable",
                   traits_text(traits, read, sizeof read),
                   traits_text(metric->applies, allowed, sizeof allowed),
                   "The metric is not measured in such a channel.");
    }
}

/* ---- KPIs beside one another ---------------------------------------------------------------- */

/*
 * Of those who wait beyond the threshold a part leaves; that fewer than one in so many does is not
 * to be had.
 */
#define LATE_PER_ABANDONED 20

/* NULL when the channel has none with a target. */
static const struct kpi_spec *targeted(const struct kpi_spec *kpis, size_t count, const char *id)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(kpis[i].metric_id, id) == 0 && kpis[i].target.set) {
            return &kpis[i];
        }
    }
    return NULL;
}

static void add_apart(struct faults *faults, struct pointer *pointer, const struct kpi_spec *kpi,
                      double read, const char *allowed, const char *message)
{
    char text[32];
    snprintf(text, sizeof text, "%.10g", read);
    size_t before = pointer_push(pointer, kpi->metric_id);
    pointer_push(pointer, "target");
    faults_add(faults, SEVERITY_WARNING, pointer->text, "targets-apart", text, allowed, "%s",
               message);
    pointer_pop(pointer, before);
}

/* Who was answered in time was neither abandoned nor left unanswered. */
void rules_check_channel(struct faults *faults, struct pointer *pointer,
                         const struct kpi_spec *kpis, size_t count)
{
    const struct kpi_spec *level = targeted(kpis, count, "service-level");
    const struct kpi_spec *abandoned = targeted(kpis, count, "abandonment-rate");
    const struct kpi_spec *answered = targeted(kpis, count, "answer-rate");
    char allowed[64];
    if (!level) {
        return;
    }
    double in_time = level->target.target.low, late = 100.0 - in_time;
    if (abandoned && abandoned->target.target.high > late) {
        snprintf(allowed, sizeof allowed, "at most %.10g, beside service-level %.10g", late,
                 in_time);
        add_apart(faults, pointer, abandoned, abandoned->target.target.high, allowed,
                  "While the service level is at its target no more can have been abandoned: this "
                  "target is never the one that is missed.");
    } else if (abandoned && abandoned->target.target.high * LATE_PER_ABANDONED < late) {
        snprintf(allowed, sizeof allowed, "at least %.10g, beside service-level %.10g",
                 late / LATE_PER_ABANDONED, in_time);
        add_apart(faults, pointer, abandoned, abandoned->target.target.high, allowed,
                  "Of those who may wait beyond the threshold fewer than one in 20 may leave: that "
                  "is out of reach at this service level.");
    }
    if (answered && answered->target.target.low < in_time) {
        snprintf(allowed, sizeof allowed, "at least %.10g, as service-level", in_time);
        add_apart(
            faults, pointer, answered, answered->target.target.low, allowed,
            "While the service level is at its target more have been answered: this target is "
            "never the one that is missed.");
    }
}
