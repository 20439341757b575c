/* The table of screens: a status in words, the worst first. */

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ctl/fleet.h"
#include "kpi/words.h"

#define COLUMNS 9
#define CELL_BYTES 96

/* More of a host and its port would push the rest off a terminal. */
#define WHERE_BYTES 40
/* Behind the version of a screen that lets people log in. */
#define DEBUG " DEBUG"

struct row {
    int presence;   /* 0 the worst; one that is at another broker is nobody's here */
    long long dark; /* 1: the panel shows nothing, and not on purpose */
    long long lacking, missed, near;
    char cells[COLUMNS][CELL_BYTES];
};

static const char *const heads[COLUMNS] = {"SCREEN",    "ONLINE",  "PANEL",  "PAGE",  "VERDICTS",
                                           "QUALITIES", "VERSION", "UPTIME", "CONFIG"};

static long long number(const json_t *object, const char *key)
{
    return json_integer_value(json_object_get(object, key));
}

static void cell_text(char cell[CELL_BYTES], const json_t *object, const char *key, int most)
{
    char clean[CELL_BYTES];
    const char *text = json_string_value(json_object_get(object, key));
    text_copy_clean(clean, sizeof clean, text != NULL ? text : "");
    snprintf(cell, CELL_BYTES, "%.*s", most, clean[0] != '\0' ? clean : "-");
}

/* "2 missed, 1 near, 18 met": what is not 0, in the order given. */
static void cell_counts(char cell[CELL_BYTES], const json_t *counts, const int *order, int count,
                        const char *(*word)(int))
{
    size_t used = 0;
    text_copy(cell, CELL_BYTES, "-");
    for (int i = 0; i < count; i++) {
        long long value = number(counts, word(order[i]));
        if (value > 0 && used < CELL_BYTES - 1) {
            used += (size_t)snprintf(cell + used, CELL_BYTES - used, "%s%lld %s",
                                     used > 0 ? ", " : "", value, word(order[i]));
        }
    }
}

static const char *verdict_at(int i)
{
    return verdict_word((enum verdict)i);
}

static const char *quality_at(int i)
{
    return quality_word((enum quality)i);
}

/* "0.2.0, installing 40 %": an update that is under way, or that came to nothing. */
static void cell_version(char cell[CELL_BYTES], const json_t *status)
{
    static const char *const quiet[] = {"none", "applied", "-"};
    char state[CELL_BYTES];
    const json_t *update = json_object_get(status, "update");
    cell_text(cell, status, "version", 40);
    size_t used = strlen(cell);
    if (json_is_true(json_object_get(status, "debug"))) {
        used += (size_t)snprintf(cell + used, CELL_BYTES - used, "%s", DEBUG);
    }
    cell_text(state, update, "state", 16);
    for (size_t i = 0; i < sizeof quiet / sizeof *quiet; i++) {
        if (strcmp(state, quiet[i]) == 0) {
            return;
        }
    }
    used += (size_t)snprintf(cell + used, CELL_BYTES - used, ", %s", state);
    if (json_is_integer(json_object_get(update, "percent")) && strcmp(state, "installing") == 0) {
        snprintf(cell + used, CELL_BYTES - used, " %lld %%", number(update, "percent"));
    }
}

static void cell_panel(char cell[CELL_BYTES], const json_t *panel, bool dark)
{
    const char *state = dark                                                     ? "dark"
                        : json_is_true(json_object_get(panel, "off_on_purpose")) ? "off"
                                                                                 : "on";
    if (json_is_object(panel)) {
        snprintf(cell, CELL_BYTES, "%lldx%lld %s", number(panel, "width"), number(panel, "height"),
                 state);
    } else {
        text_copy(cell, CELL_BYTES, "-");
    }
}

static void cell_uptime(char cell[CELL_BYTES], const json_t *status)
{
    long long s = number(status, "uptime_s");
    if (!json_is_object(status)) {
        text_copy(cell, CELL_BYTES, "-");
    } else if (s >= 86400) {
        snprintf(cell, CELL_BYTES, "%lld d %lld h", s / 86400, s / 3600 % 24);
    } else if (s >= 3600) {
        snprintf(cell, CELL_BYTES, "%lld h %lld min", s / 3600, s / 60 % 60);
    } else if (s >= 60) {
        snprintf(cell, CELL_BYTES, "%lld min", s / 60);
    } else {
        snprintf(cell, CELL_BYTES, "%lld s", s);
    }
}

static long long lacking(const json_t *qualities)
{
    return number(qualities, quality_word(QUALITY_LAST_KNOWN)) +
           number(qualities, quality_word(QUALITY_NO_DATA)) +
           number(qualities, quality_word(QUALITY_WAITING));
}

/* What the wall shows, of one that is online: of the others nobody knows. */
static void show_now(struct row *row, const json_t *status)
{
    static const int verdicts[] = {VERDICT_MISSED, VERDICT_NEAR, VERDICT_MET, VERDICT_UNTARGETED};
    static const int qualities[] = {QUALITY_NO_DATA, QUALITY_LAST_KNOWN, QUALITY_WAITING,
                                    QUALITY_THIN,    QUALITY_CLOSED,     QUALITY_LIVE};
    const json_t *panel = json_object_get(status, "panel");
    const json_t *verdict = json_object_get(status, "verdicts");
    const json_t *quality = json_object_get(status, "qualities");
    row->lacking = lacking(quality);
    row->missed = number(verdict, verdict_word(VERDICT_MISSED));
    row->near = number(verdict, verdict_word(VERDICT_NEAR));
    cell_panel(row->cells[2], panel, row->dark);
    if (json_is_object(status)) {
        snprintf(row->cells[3], CELL_BYTES, "%lld", number(status, "page"));
    }
    cell_counts(row->cells[4], verdict, verdicts, VERDICT_COUNT, verdict_at);
    cell_counts(row->cells[5], quality, qualities, QUALITY_COUNT, quality_at);
    cell_uptime(row->cells[7], status);
}

static void fill(struct row *row, const struct fleet *fleet, const char *name, const json_t *entry)
{
    const json_t *status = json_object_get(entry, "status");
    enum presence presence = fleet_presence(fleet, name);
    *row = (struct row){.presence = presence == PRESENCE_ONLINE && json_is_object(status) ? 2
                                    : presence == PRESENCE_ONLINE                         ? 1
                                                                                          : 0};
    for (int i = 0; i < COLUMNS; i++) {
        text_copy(row->cells[i], CELL_BYTES, "-");
    }
    snprintf(row->cells[0], CELL_BYTES, "%s", name);
    snprintf(row->cells[1], CELL_BYTES, "%s", presence_word(presence));
    if (fleet_is_twice(fleet, name)) {
        row->presence = 1;
        text_copy(row->cells[1], CELL_BYTES, "twice");
    }
    if (fleet_moved(fleet, name) != NULL) {
        char where[CELL_BYTES];
        text_copy_clean(where, sizeof where, fleet_moved(fleet, name));
        row->presence = 3;
        snprintf(row->cells[1], CELL_BYTES, "moved to %.*s", WHERE_BYTES, where);
    }
    if (presence == PRESENCE_ONLINE) {
        row->dark = fleet_is_dark(fleet, name);
        show_now(row, status);
    }
    cell_version(row->cells[6], status);
    cell_text(row->cells[8], json_object_get(status, "config"), "sha256", 8);
}

static int order(long long a, long long b)
{
    return (a > b) - (a < b);
}

static int worse_first(const void *a, const void *b)
{
    const struct row *one = a, *other = b;
    int by = order(one->presence, other->presence);
    by = by != 0 ? by : order(other->dark, one->dark);
    by = by != 0 ? by : order(other->lacking, one->lacking);
    by = by != 0 ? by : order(other->missed, one->missed);
    by = by != 0 ? by : order(other->near, one->near);
    return by != 0 ? by : strcmp(one->cells[0], other->cells[0]);
}

static void print_rows(const struct row *rows, size_t count, FILE *to)
{
    int widths[COLUMNS];
    for (int c = 0; c < COLUMNS; c++) {
        widths[c] = (int)strlen(heads[c]);
        for (size_t i = 0; i < count; i++) {
            int width = (int)strlen(rows[i].cells[c]);
            widths[c] = width > widths[c] ? width : widths[c];
        }
    }
    for (size_t i = 0; i <= count; i++) {
        for (int c = 0; c < COLUMNS - 1; c++) {
            fprintf(to, "%-*s  ", widths[c], i == 0 ? heads[c] : rows[i - 1].cells[c]);
        }
        fprintf(to, "%s\n", i == 0 ? heads[COLUMNS - 1] : rows[i - 1].cells[COLUMNS - 1]);
    }
}

static struct row *sorted_rows(const struct fleet *fleet, json_t *list, size_t count)
{
    struct row *rows = calloc(count + 1, sizeof *rows);
    for (size_t i = 0; rows != NULL && i < count; i++) {
        const json_t *entry = json_array_get(list, i);
        fill(&rows[i], fleet, json_string_value(json_object_get(entry, "screen")), entry);
    }
    if (rows != NULL) {
        qsort(rows, count, sizeof *rows, worse_first);
    }
    return rows;
}

void fleet_print(const struct fleet *fleet, FILE *to)
{
    if (fleet_is_cut_off(fleet)) {
        fputs("The bridge of this site is down: what is told of its screens is from before.\n", to);
    }
    json_t *list = fleet_json(fleet);
    size_t count = json_array_size(list);
    struct row *rows = sorted_rows(fleet, list, count);
    if (rows != NULL) {
        print_rows(rows, count, to);
    }
    free(rows);
    json_decref(list);
}
