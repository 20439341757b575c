#include "ctl/installs.h"

#include <string.h>

const char *const installs_topics[INSTALLS_TOPICS] = {"screen/+/availability", "screen/+/status",
                                                      "screen/+/response/update"};

void installs_init(struct installs *installs, const struct recipient *recipient,
                   const char *transaction)
{
    *installs = (struct installs){.fleet = fleet_create(), .asked = json_object()};
    answers_init(&installs->answers, recipient, "update", transaction);
}

void installs_finish(struct installs *installs)
{
    answers_finish(&installs->answers);
    fleet_destroy(installs->fleet);
    json_decref(installs->asked);
}

void installs_take(void *context, const char *below, const struct client_message *message)
{
    struct installs *installs = context;
    if (!answers_take(&installs->answers, below, message->payload, message->length)) {
        fleet_take(installs->fleet, below, message->payload, message->length);
    }
}

void installs_ask(struct installs *installs, const char *screen)
{
    json_object_set_new(installs->asked, screen, json_true());
}

/* What the status tells of this very update; NULL: nothing, or of another. */
static const json_t *told(const struct installs *installs, const char *screen)
{
    const json_t *update = json_object_get(fleet_status(installs->fleet, screen), "update");
    bool ours = strcmp(answer_text(update, "transaction"), installs->answers.transaction) == 0;
    return ours ? update : NULL;
}

static bool is(const char *word, const char *state)
{
    return strcmp(word, state) == 0;
}

enum install_state installs_of(const struct installs *installs, const char *screen)
{
    const json_t *answer = answers_of(&installs->answers, screen);
    const char *state = answer_text(told(installs, screen), "state");
    if (json_object_get(installs->asked, screen) == NULL) {
        return INSTALL_UNASKED;
    }
    if (is(state, "applied")) {
        return INSTALL_WELL;
    }
    if (is(state, "rejected") || is(state, "reverted") ||
        (answer != NULL && !is(answer_text(answer, "status"), "ok"))) {
        return INSTALL_REFUSED;
    }
    return answer != NULL || state[0] != '\0' ? INSTALL_WAITS : INSTALL_SILENT;
}

/* Writing is most of it; the start of the other slot, and its proof, the rest. */
int installs_percent(const struct installs *installs, const char *screen)
{
    enum { writing = 80, restarting = 85, trial = 95 };
    const json_t *update = told(installs, screen);
    const char *state = answer_text(update, "state");
    if (installs_of(installs, screen) >= INSTALL_WELL) {
        return 100;
    }
    return is(state, "trial")        ? trial
           : is(state, "restarting") ? restarting
           : is(state, "installing")
               ? (int)json_integer_value(json_object_get(update, "percent")) * writing / 100
               : 0;
}

/* ---- Telling -------------------------------------------------------------------------------- */

static const char *word_of(const struct installs *installs, const char *screen)
{
    const char *state = answer_text(told(installs, screen), "state");
    switch (installs_of(installs, screen)) {
    case INSTALL_UNASKED:
        return fleet_presence(installs->fleet, screen) == PRESENCE_ONLINE ? "unasked" : "offline";
    case INSTALL_SILENT:
        return "silent";
    default:
        return state[0] != '\0'                                   ? state
               : installs_of(installs, screen) == INSTALL_REFUSED ? "refused"
                                                                  : "asked";
    }
}

static const char *text_of(const struct installs *installs, const char *screen, const char *word)
{
    const char *reason = answer_text(told(installs, screen), "reason");
    return is(word, "offline")   ? "it hears nothing; ask again when it is back"
           : is(word, "silent")  ? "online, but no answer came"
           : is(word, "unasked") ? "not its turn yet when it was stopped"
           : reason[0] != '\0'   ? reason
           : is(word, "applied") ? answer_text(fleet_status(installs->fleet, screen), "version")
                                 : "not ended in the time it was given";
}

void installs_print(const struct installs *installs, const json_t *screens)
{
    size_t i;
    json_t *name;
    json_array_foreach(screens, i, name)
    {
        const char *screen = json_string_value(name), *word = word_of(installs, screen);
        if (is(word, "refused")) {
            answers_print_errors(screen, word,
                                 json_object_get(answers_of(&installs->answers, screen), "errors"));
        } else {
            answers_print_line(screen, word, text_of(installs, screen, word));
        }
    }
}

json_t *installs_json(const struct installs *installs, const json_t *screens)
{
    size_t i;
    json_t *name, *list = json_array();
    json_array_foreach(screens, i, name)
    {
        const char *screen = json_string_value(name);
        const json_t *update = told(installs, screen);
        json_array_append_new(
            list, json_pack("{s:s, s:s, s:O*, s:O*, s:O*}", "screen", screen, "result",
                            word_of(installs, screen), "version",
                            json_object_get(fleet_status(installs->fleet, screen), "version"),
                            "reason", json_object_get(update, "reason"), "errors",
                            json_object_get(answers_of(&installs->answers, screen), "errors")));
    }
    return list;
}
