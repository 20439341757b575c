#include "config/dated_rules.h"

#include <stdio.h>

#include "config/rules.h"

#define DAY_MINUTES (24 * 60)

struct checked {
    struct faults *faults;
    struct pointer *pointer;
    const struct kpi_entry *kpi;
    int today;
};

static void add(const struct checked *checked, enum severity severity, const char *key,
                const char *code, const char *read, const char *allowed, const char *message)
{
    size_t before = checked->pointer->length;
    if (key) {
        pointer_push(checked->pointer, key);
    }
    faults_add(checked->faults, severity, checked->pointer->text, code, read, allowed, "%s",
               message);
    pointer_pop(checked->pointer, before);
}

static const char *date_text(int date, char to[16])
{
    snprintf(to, 16, "%04d-%02d-%02d", date / 10000 % 10000, date / 100 % 100, date % 100);
    return to;
}

static const struct dated_entry *dated(const struct checked *checked, size_t i)
{
    return &((const struct dated_entry *)checked->kpi->targets.items)[i];
}

/* ---- One against the calendar --------------------------------------------------------------- */

/* From when on another of its kind stands in its place; 0: never. */
static int replaced_from(const struct checked *checked, const struct dated_entry *entry)
{
    int first = 0;
    for (size_t i = 0; i < checked->kpi->targets.count && !entry->hours; i++) {
        const struct dated_entry *other = dated(checked, i);
        if (!other->hours && other->until == 0 && other->from > entry->from &&
            (first == 0 || other->from < first)) {
            first = other->from;
        }
    }
    return first;
}

static void check_days(const struct checked *checked, const struct dated_entry *entry)
{
    char read[16], allowed[40];
    int replaced = replaced_from(checked, entry);
    if (entry->until > 0 && entry->until < entry->from) {
        char from[16];
        snprintf(allowed, sizeof allowed, "%s or later", date_text(entry->from, from));
        add(checked, SEVERITY_FAULT, "until", "until-before-from", date_text(entry->until, read),
            allowed, "It would be over before it begins.");
    } else if (checked->today > 0 && entry->until > 0 && entry->until < checked->today) {
        add(checked, SEVERITY_WARNING, "until", "target-over", date_text(entry->until, read),
            "a day to come", "This target is over and judges nothing.");
    } else if (checked->today > 0 && replaced > 0 && replaced <= checked->today) {
        add(checked, SEVERITY_WARNING, entry->from > 0 ? "from" : NULL, "target-over",
            entry->from > 0 ? date_text(entry->from, read) : "", "the target in force",
            "A later target is in force: this one judges only what is older.");
    }
}

/* ---- Two against one another ---------------------------------------------------------------- */

static bool shifts_meet(const struct hours *a, const struct hours *b, int day, int shift, int other)
{
    const struct shift *one = &a->shifts[day][shift];
    for (int i = 0; i < b->count[other % 7]; i++) {
        int later = (other - day) * DAY_MINUTES;
        const struct shift *two = &b->shifts[other % 7][i];
        if (one->from < two->to + later && two->from + later < one->to) {
            return true;
        }
    }
    return false;
}

/* A shift reaches into the next day at most. */
static bool hours_meet(const struct hours *a, const struct hours *b)
{
    for (int day = 0; day < 7; day++) {
        for (int shift = 0; shift < a->count[day]; shift++) {
            if (shifts_meet(a, b, day, shift, day) || shifts_meet(a, b, day, shift, day + 1)) {
                return true;
            }
        }
    }
    return false;
}

static bool same_time(const struct dated_entry *a, const struct dated_entry *b)
{
    if (a->from != b->from || !a->hours != !b->hours) {
        return false; /* there is something to tell which goes first */
    }
    return !a->hours || hours_meet(a->hours, b->hours) || hours_meet(b->hours, a->hours);
}

static void check_pairs(const struct checked *checked, size_t i)
{
    const struct dated_entry *entry = dated(checked, i);
    for (size_t j = 0; j < i; j++) {
        if (same_time(dated(checked, j), entry)) {
            add(checked, SEVERITY_WARNING, NULL, "targets-overlap", dated(checked, j)->id,
                "other days, or other hours",
                "Two targets are in force at the same time; the later in the list holds.");
            return;
        }
    }
}

/* ---- Times without ----------------------------------------------------------------------------
 */

static bool always_one(const struct checked *checked)
{
    bool one = checked->kpi->target.set;
    for (size_t i = 0; i < checked->kpi->targets.count; i++) {
        const struct dated_entry *entry = dated(checked, i);
        bool begun = entry->from == 0 || (checked->today > 0 && entry->from <= checked->today);
        one = one || (!entry->hours && entry->until == 0 && begun);
    }
    return one;
}

void dated_rules_check(struct faults *faults, struct pointer *pointer,
                       const struct kpi_entry *entry, const struct metric *metric, int today)
{
    const struct checked checked = {faults, pointer, entry, today};
    size_t before = pointer_push(pointer, "targets");
    for (size_t i = 0; i < entry->targets.count; i++) {
        const struct dated_entry *own = dated(&checked, i);
        size_t list = pointer_push(pointer, own->id);
        rules_check_dated(faults, pointer, own, metric);
        check_days(&checked, own);
        check_pairs(&checked, i);
        pointer_pop(pointer, list);
    }
    if (entry->targets.count > 0 && !always_one(&checked)) {
        add(&checked, SEVERITY_WARNING, NULL, "targets-gap", "", "a target beside them",
            "At times none of these is in force, and nothing is judged.");
    }
    pointer_pop(pointer, before);
}
