#include "ctl/answers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "config/nearest.h"
#include "ctl/call.h"
#include "kpi/reading.h"

void answers_init(struct answers *answers, const struct recipient *recipient, const char *verb,
                  const char *transaction)
{
    *answers = (struct answers){
        .verb = verb, .transaction = transaction, .recipient = recipient, .list = json_array()};
}

void answers_finish(struct answers *answers)
{
    json_decref(answers->list);
}

const char *answer_text(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text != NULL ? text : "";
}

bool answers_take(struct answers *answers, const char *below, const void *payload, size_t length)
{
    char screen[ID_BYTES], wanted[96];
    const char *leaf = screen_leaf(below, screen);
    snprintf(wanted, sizeof wanted, "response/%s", answers->verb);
    if (leaf == NULL || strcmp(leaf, wanted) != 0) {
        return false;
    }
    json_t *answer = json_loadb(payload, length, 0, NULL);
    bool ours = strcmp(answer_text(answer, "transaction"), answers->transaction) == 0;
    if (ours) {
        /* The topic says who it is: there the broker's rights hold. */
        json_object_set_new(answer, "screen", json_string(screen));
        json_array_append(answers->list, answer);
    }
    json_decref(answer);
    return ours;
}

static size_t count_of(const struct answers *answers, const char *screen)
{
    size_t i, count = 0;
    json_t *answer;
    json_array_foreach(answers->list, i, answer)
    {
        count += strcmp(answer_text(answer, "screen"), screen) == 0;
    }
    return count;
}

const json_t *answers_of(const struct answers *answers, const char *screen)
{
    size_t i;
    json_t *answer;
    json_array_foreach(answers->list, i, answer)
    {
        if (strcmp(answer_text(answer, "screen"), screen) == 0) {
            return answer;
        }
    }
    return NULL;
}

/* The next that is meant, was last seen so and has not answered; NULL: none. */
static const char *next_mute(const struct answers *answers, const struct fleet *fleet,
                             enum presence presence, const char *before)
{
    const char *screen = before;
    while ((screen = fleet_next(fleet, screen)) != NULL) {
        if (fleet_presence(fleet, screen) == presence &&
            recipient_means(answers->recipient, fleet, screen) == 1 &&
            answers_of(answers, screen) == NULL) {
            return screen;
        }
    }
    return NULL;
}

/* A screen that does not tell its groups may be one of them. */
static bool is_known_who(const struct answers *answers, const struct fleet *fleet)
{
    for (const char *screen = NULL; (screen = fleet_next(fleet, screen)) != NULL;) {
        if (fleet_presence(fleet, screen) == PRESENCE_ONLINE &&
            recipient_means(answers->recipient, fleet, screen) < 0) {
            return false;
        }
    }
    return true;
}

/* Of two screens of one name both are waited for. */
static bool is_half(const struct answers *answers, const struct fleet *fleet)
{
    for (const char *screen = NULL; (screen = fleet_next(fleet, screen)) != NULL;) {
        if (fleet_is_twice(fleet, screen) && count_of(answers, screen) == 1) {
            return true;
        }
    }
    return false;
}

/* One that nobody has ever heard of. */
static bool is_unknown(const struct answers *answers, const struct fleet *fleet)
{
    const struct recipient *recipient = answers->recipient;
    return recipient->kind == RECIPIENT_SCREEN && answers_of(answers, recipient->name) == NULL &&
           fleet_presence(fleet, recipient->name) == PRESENCE_UNKNOWN;
}

bool answers_complete(const struct answers *answers, const struct fleet *fleet)
{
    return !is_unknown(answers, fleet) && is_known_who(answers, fleet) &&
           next_mute(answers, fleet, PRESENCE_ONLINE, NULL) == NULL && !is_half(answers, fleet);
}

/* ---- Told to people ------------------------------------------------------------------------- */

void answers_print_line(const char *screen, const char *word, const char *text)
{
    char clean[1024];
    text_copy_clean(clean, sizeof clean, text);
    printf("%-24s  %-*s%s%s\n", screen, clean[0] != '\0' ? 8 : 0, word,
           clean[0] != '\0' ? "  " : "", clean);
}

void answers_print_errors(const char *screen, const char *word, const json_t *errors)
{
    if (json_array_size(errors) == 0) {
        answers_print_line(screen, word, "");
    }
    size_t i;
    json_t *error;
    json_array_foreach(errors, i, error)
    {
        char text[1024];
        const char *pointer = answer_text(error, "pointer");
        const char *read = answer_text(error, "read"), *allowed = answer_text(error, "allowed");
        bool both = read[0] != '\0' && allowed[0] != '\0',
             any = read[0] != '\0' || allowed[0] != '\0';
        snprintf(text, sizeof text, "%s%s%s%s%s%s%s%s%s%s", pointer, pointer[0] != '\0' ? ": " : "",
                 answer_text(error, "message"), any ? " (" : "", read[0] != '\0' ? "read: " : "",
                 read, both ? "; " : "", allowed[0] != '\0' ? "allowed: " : "", allowed,
                 any ? ")" : "");
        answers_print_line(screen, word, text);
    }
}

/* "version 0.1.0, uptime_s 12": whatever it says besides who it is and that all is well. */
static void print_facts(const json_t *answer)
{
    char text[1024] = "";
    const char *key;
    json_t *value, *why = json_object_get(answer, "why");
    json_t *lines = why != NULL ? json_object_get(why, "text") : json_object_get(answer, "lines");
    json_object_foreach((json_t *)answer, key, value)
    {
        size_t used = strlen(text);
        char *worded = json_is_string(value) ? strdup(json_string_value(value))
                                             : json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
        if (strcmp(key, "status") != 0 && strcmp(key, "transaction") != 0 &&
            strcmp(key, "screen") != 0 && value != lines && value != why && !json_is_null(value)) {
            snprintf(text + used, sizeof text - used, "%s%s %s", used > 0 ? ", " : "", key,
                     worded != NULL ? worded : "");
        }
        free(worded);
    }
    answers_print_line(answer_text(answer, "screen"), "ok", text);
    size_t i;
    json_array_foreach(lines, i, value)
    {
        char clean[512];
        text_copy_clean(clean, sizeof clean, json_is_string(value) ? json_string_value(value) : "");
        printf("  %s\n", clean);
    }
}

/* Of a screen that was meant alone. */
static void print_unknown(const struct answers *answers, const struct fleet *fleet)
{
    char hint[128];
    struct nearest nearest = nearest_to(answers->recipient->name);
    for (const char *other = NULL; (other = fleet_next(fleet, other)) != NULL;) {
        nearest_offer(&nearest, other);
    }
    nearest_hint(&nearest, hint, sizeof hint);
    answers_print_line(answers->recipient->name, "unknown",
                       hint[0] == ' ' ? hint + 1 : "no screen of that name was ever here");
}

static void print_silent(const struct answers *answers, const struct fleet *fleet)
{
    for (const char *screen = NULL;
         (screen = next_mute(answers, fleet, PRESENCE_ONLINE, screen)) != NULL;) {
        answers_print_line(screen, "silent", "online, but no answer came");
    }
}

static void print_offline(const struct answers *answers, const struct fleet *fleet)
{
    for (const char *screen = NULL;
         (screen = next_mute(answers, fleet, PRESENCE_OFFLINE, screen)) != NULL;) {
        char text[300];
        const char *moved = fleet_moved(fleet, screen);
        snprintf(text, sizeof text, "to %s, where it is to be asked", moved != NULL ? moved : "");
        answers_print_line(screen, moved != NULL ? "moved" : "offline", moved != NULL ? text : "");
    }
}

static void print_cut_off(const struct answers *answers, const struct fleet *fleet)
{
    for (const char *screen = NULL;
         (screen = next_mute(answers, fleet, PRESENCE_CUT_OFF, screen)) != NULL;) {
        answers_print_line(screen, presence_word(PRESENCE_CUT_OFF),
                           "the bridge of its site is down: nothing that is asked gets there");
    }
}

static void print_words(const struct answers *answers, const struct fleet *fleet)
{
    size_t i;
    json_t *answer;
    json_array_foreach(answers->list, i, answer)
    {
        if (strcmp(answer_text(answer, "status"), "ok") == 0) {
            print_facts(answer);
        } else {
            answers_print_errors(answer_text(answer, "screen"), "refused",
                                 json_object_get(answer, "errors"));
        }
    }
    print_silent(answers, fleet);
    print_cut_off(answers, fleet);
    print_offline(answers, fleet);
    if (is_unknown(answers, fleet)) {
        print_unknown(answers, fleet);
    }
}

/* ---- Counted -------------------------------------------------------------------------------- */

static size_t count_refused(const struct answers *answers)
{
    size_t i, refused = 0;
    json_t *answer;
    json_array_foreach(answers->list, i, answer)
    {
        refused += strcmp(answer_text(answer, "status"), "ok") != 0;
    }
    return refused;
}

static json_t *mute_json(const struct answers *answers, const struct fleet *fleet,
                         enum presence presence)
{
    json_t *list = json_array();
    for (const char *screen = NULL;
         (screen = next_mute(answers, fleet, presence, screen)) != NULL;) {
        json_array_append_new(list, json_string(screen));
    }
    return list;
}

/* [{"screen","to"}] of those that are at another broker. */
static json_t *moved_json(const struct answers *answers, const struct fleet *fleet)
{
    json_t *list = json_array();
    for (const char *screen = NULL;
         (screen = next_mute(answers, fleet, PRESENCE_OFFLINE, screen)) != NULL;) {
        const char *moved = fleet_moved(fleet, screen);
        if (moved != NULL) {
            json_array_append_new(list, json_pack("{s:s, s:s}", "screen", screen, "to", moved));
        }
    }
    return list;
}

/* Those that did not answer, and why. */
struct mute {
    json_t *silent, *cut_off, *offline;
};

static size_t mute_count(const struct mute *mute)
{
    return json_array_size(mute->silent) + json_array_size(mute->cut_off) +
           json_array_size(mute->offline);
}

static void print_sum(const struct answers *answers, size_t refused, const struct mute *mute)
{
    size_t answered = json_array_size(answers->list), cut_off = json_array_size(mute->cut_off);
    if (answered + mute_count(mute) == 0) {
        puts("no screen is there to be asked");
        return;
    }
    printf("%zu ok, %zu refused, %zu silent, ", answered - refused, refused,
           json_array_size(mute->silent));
    if (cut_off > 0) {
        printf("%zu cut off, ", cut_off);
    }
    printf("%zu offline\n", json_array_size(mute->offline));
}

static void print_json(const struct answers *answers, const struct fleet *fleet,
                       const struct mute *mute)
{
    json_t *all =
        json_pack("{s:O, s:O, s:O, s:O, s:o, s:o}", "answers", answers->list, "silent",
                  mute->silent, "cut_off", mute->cut_off, "offline", mute->offline, "moved",
                  moved_json(answers, fleet), "twice", recipient_twice(answers->recipient, fleet));
    json_dumpf(all, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(15));
    putchar('\n');
    json_decref(all);
}

int answers_print(const struct answers *answers, const struct fleet *fleet, bool json)
{
    const struct mute mute = {.silent = mute_json(answers, fleet, PRESENCE_ONLINE),
                              .cut_off = mute_json(answers, fleet, PRESENCE_CUT_OFF),
                              .offline = mute_json(answers, fleet, PRESENCE_OFFLINE)};
    size_t refused = count_refused(answers), answered = json_array_size(answers->list);
    size_t left = mute_count(&mute);
    if (json) {
        print_json(answers, fleet, &mute);
    } else {
        print_words(answers, fleet);
    }
    if (!json && answers->recipient->kind != RECIPIENT_SCREEN) {
        print_sum(answers, refused, &mute);
    }
    if (answered > 0) {
        recipient_warn_twice(answers->recipient, fleet);
    }
    json_decref(mute.silent);
    json_decref(mute.cut_off);
    json_decref(mute.offline);
    return left > 0 || answered == 0 ? EXIT_SILENT : refused > 0 ? EXIT_REFUSED : EXIT_DONE;
}
