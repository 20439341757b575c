#include "ctl/commands.h"

#include <stdio.h>
#include <string.h>

#include "kpi/closure.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

const struct option_row common_options[] = {
    {"file", "FILE", "where the broker and the site are written, in place of control.json"},
    {"host", "HOST", "the broker (localhost)"},
    {"port", "PORT", "its port (1883, with --ca 8883)"},
    {"ca", "FILE", "use TLS and trust these certificate authorities"},
    {"certificate", "FILE", "our client certificate"},
    {"key", "FILE", "its key"},
    {"username", "NAME", "our name at the broker"},
    {"password-file", "FILE", "its first line is the password"},
    {"site", "SITE", "the building that the screens hang in"},
    {"wait", "SECONDS", "for the broker, and for answers (5)"},
    {"json", NULL, "answer in JSON"},
    {"help", NULL, "show this, or what a command takes"},
    {"version", NULL, "show the version"},
};
const size_t common_option_count = COUNT(common_options);

static const struct option_row announce_options[] = {
    {"ja", "TEXT", "what it says in Japanese"},
    {"en", "TEXT", "what it says in English"},
    {"priority", "WORD", "info, notice, urgent or emergency (info)"},
    {"audience", "WORD,...", "agents, supervisors, management, client (all but client)"},
    {"business", "ID", "only walls that show this business, by its id; clients too"},
    {"from", "TIME", "when it comes, as 2026-11-18T09:00:00Z (at once)"},
    {"until", "TIME", "when it goes, as 2026-11-18T09:00:00Z (when it is cleared)"},
    {"clear", NULL, "take it back"},
};

static const struct option_row close_options[] = {
    {"business", "ID", "only this business, by its id"},
    {"channel", "ID", "only this channel, by its id"},
    {"from", "TIME", "when it begins, as 2026-11-18T09:00:00Z (at once)"},
    {"until", "TIME", "when it ends, as 2026-11-18T09:00:00Z (when it is reopened)"},
    {"reason", "TEXT", "why, at most " NUMBER(CLOSURE_REASON_CHARACTERS) " characters"},
    {"ja", "TEXT", "why, in Japanese"},
    {"en", "TEXT", "why, in English"},
};

#define ENVELOPE_OPTIONS                                                                           \
    {"connection", "FILE", "how one screen reaches its broker from then on, as a device file"},    \
        {"signing-key", "FILE.pem", "sign it with this key, whose file is called by its id"},      \
        {"confirm", NULL, "it goes back in 2 minutes unless confirm is asked for"},                \
        {"author", "TEXT", "who pushes it"}, {"note", "TEXT", "why"},                              \
        {"not-before", "TIME", "it waits until then, as 2026-11-18T09:00:00Z"},                    \
        {"not-after", "TIME", "it is not taken after that, as 2026-11-18T09:00:00Z"},              \
    {                                                                                              \
        "remove", NULL, "in place of FILE: the layer is taken away"                                \
    }

#define WAVE_OPTIONS                                                                               \
    {"wave", "N,N,...,all",                                                                        \
     "first to so many screens, then to so many; a screen that fails stops it"},                   \
    {                                                                                              \
        "pause", "SECONDS", "that each wave is watched before the next (2)"                        \
    }

static const struct option_row push_options[] = {
    WAVE_OPTIONS,
    {"revision", "N", "its number (one more than the highest that is known)"},
    ENVELOPE_OPTIONS,
};

static const struct option_row sign_options[] = {
    {"target", "LAYER", "whom it is for: all, group/NAME or screen/NAME"},
    {"revision", "N", "its number: higher than any that the layer had by this key"},
    ENVELOPE_OPTIONS,
};

static const struct option_row update_options[] = {
    WAVE_OPTIONS,
    {"limit", "SECONDS", "that a screen has for all of it (1800)"},
};

static const struct option_row forget_options[] = {
    {"yes", NULL, "do not ask"},
};

static const struct option_row publish_options[] = {
    {"dry-run", NULL, "judge and show it, and publish nothing"},
    {"zone", "ZONE", "of dates that stand there without one, such as Asia/Tokyo"},
    {"catalogue", "FILE", "a metric catalogue in place of the built-in one"},
    {"board", "FILE", "the board whose own metrics hold, too"},
};

#define OPTIONS(rows) .options = (rows), .option_count = COUNT(rows)

static const struct command own[] = {
    {"list", "", "All screens that the broker knows, the worst first.", .run = run_list},
    {"watch", "", "The same, kept fresh until Ctrl-C.", .run = run_watch},
    {"check", "FILE", "What is wrong with a board, device or catalogue file.", 1, 1,
     .run = run_check},
    {"announce", "ID [TEXT]", "Puts a banner on the walls.", 1, 2, OPTIONS(announce_options),
     .run = run_announce},
    {"close", "ID", "Closes channels although the hours say open.", 1, 1, OPTIONS(close_options),
     .run = run_close},
    {"reopen", "ID", "Takes a closure back.", 1, 1, .run = run_reopen},
    {"push", "SCREENS FILE", "Pushes a configuration and says what the screens make of it.", 1, 3,
     OPTIONS(push_options), .run = run_push},
    {"keygen", "NAME", "Makes a key to sign configurations with, NAME.pem.", 1, 1,
     .run = run_keygen},
    {"sign", "FILE", "Writes a configuration as it is to be published, signed.", 0, 1,
     OPTIONS(sign_options), .run = run_sign},
    {"diff", "SCREENS FILE", "What a push of the file would change in its layer.", 2, 3,
     .run = run_diff},
    {"show", "SCREEN", "The layers of a screen, and what it made of them.", 1, 2, .run = run_show},
    {"forget", "SCREEN", "Clears all that a removed screen left at the broker.", 1, 1,
     OPTIONS(forget_options), .run = run_forget},
    {"publish", "FILE.csv", "Publishes the figures of a table, all of them or none.", 1, 1,
     OPTIONS(publish_options), .run = run_publish},
    {"update", "SCREENS BUNDLE", "Installs a signed bundle on their cards, and says how it went.",
     2, 3, OPTIONS(update_options), .verb = &verbs[REQUEST_UPDATE], .run = run_update},
    {"acl", "FILE", "Writes the broker's access list from a list of screens.", 1, 1,
     .run = run_acl},
};

/* ---- What can be asked of a screen ---------------------------------------------------------- */

static const struct {
    enum request_verb verb;
    struct verb_operand operand;
} operands[] = {
    {REQUEST_PAGE, {"PAGE", {"page", "id"}}}, {REQUEST_ACKNOWLEDGE, {"KPI", {"kpi"}}},
    {REQUEST_WHY, {"KPI", {"kpi"}}},          {REQUEST_SCREENSHOT, {"FILE.png", {NULL}}},
    {REQUEST_VALIDATE, {"FILE", {"config"}}}, {REQUEST_UPDATE, {"BUNDLE", {"bundle"}}},
};

#define VERB_KEYS 8

static struct asked {
    struct command command;
    struct option_row rows[VERB_KEYS];
    char names[VERB_KEYS][OPTION_BYTES];
} asked[REQUEST_VERBS];
static size_t asked_count;

const struct verb_operand *command_operand(const struct verb *verb)
{
    for (size_t i = 0; i < COUNT(operands); i++) {
        if (verb == &verbs[operands[i].verb]) {
            return &operands[i].operand;
        }
    }
    return NULL;
}

void command_option_name(char to[OPTION_BYTES], const char *key)
{
    size_t length = strlen(key);
    if (length > 2 && strcmp(key + length - 2, "_s") == 0) {
        length -= 2;
    }
    snprintf(to, OPTION_BYTES, "%.*s", (int)length, key);
    for (char *c = to; *c != '\0'; c++) {
        *c = *c == '_' ? '-' : *c;
    }
}

/* A request's transaction is ours, and what an operand says no option says again. */
static bool is_option(const struct verb *verb, const char *key)
{
    const struct verb_operand *operand = command_operand(verb);
    for (size_t i = 0; operand != NULL && i < COUNT(operand->keys); i++) {
        if (operand->keys[i] != NULL && strcmp(operand->keys[i], key) == 0) {
            return false;
        }
    }
    return strcmp(key, "transaction") != 0;
}

static const char *value_of(const struct key *key)
{
    size_t length = strlen(key->name);
    bool seconds = length > 2 && strcmp(key->name + length - 2, "_s") == 0;
    return key->type == KEY_OBJECT    ? "FILE"
           : key->type != KEY_INTEGER ? "TEXT"
           : seconds                  ? "SECONDS"
                                      : "N";
}

static const char *usage_of(const struct verb *verb)
{
    if (verb == &verbs[REQUEST_SCREENSHOT]) {
        return "SCREEN FILE.png";
    }
    if (verb == &verbs[REQUEST_VALIDATE]) {
        return "SCREENS FILE";
    }
    const struct verb_operand *operand = command_operand(verb);
    return operand == NULL ? "SCREENS" : operand->keys[1] != NULL ? "SCREENS PAGE" : "SCREENS KPI";
}

static void make(const struct verb *verb, struct asked *to)
{
    size_t count = 0, more = command_operand(verb) != NULL ? 1 : 0;
    for (size_t k = 0; k < verb->section.count && count < VERB_KEYS; k++) {
        const struct key *key = &verb->section.keys[k];
        if (is_option(verb, key->name)) {
            command_option_name(to->names[count], key->name);
            to->rows[count] = (struct option_row){to->names[count], value_of(key), key->help};
            count++;
        }
    }
    to->command = (struct command){verb->name, usage_of(verb), verb->help, 1 + more,      2 + more,
                                   to->rows,   count,          verb,       .run = run_ask};
}

/* A verb that has a command of its own is not asked for twice. */
static bool is_own(const struct verb *verb)
{
    for (size_t i = 0; i < COUNT(own); i++) {
        if (own[i].verb == verb) {
            return true;
        }
    }
    return false;
}

static void make_all(void)
{
    for (int i = 0; i < REQUEST_VERBS; i++) {
        if (!is_own(&verbs[i])) {
            make(&verbs[i], &asked[asked_count++]);
        }
    }
}

const struct command *command_at(size_t index)
{
    if (asked_count == 0) {
        make_all();
    }
    if (index < COUNT(own)) {
        return &own[index];
    }
    return index - COUNT(own) < asked_count ? &asked[index - COUNT(own)].command : NULL;
}

const struct command *command_find(const char *name)
{
    size_t i = 0;
    const struct command *command;
    while ((command = command_at(i++)) != NULL && strcmp(command->name, name) != 0) {
    }
    return command;
}
