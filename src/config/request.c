#include "config/request.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "config/bundle.h"
#include "config/document.h"
#include "config/nearest.h"
#include "config/reader.h"

#define DAY_S (24.0 * 60 * 60)
#define LONGEST_S (31 * DAY_S)

#define AT(field) .offset = offsetof(struct request, field)

#define TRANSACTION                                                                                \
    {                                                                                              \
        "transaction", KEY_TEXT, AT(transaction), .help = "A text that the answer repeats."        \
    }
#define UNTIL                                                                                      \
    {                                                                                              \
        "until", KEY_TEXT, AT(until), .help = "The same as a time, RFC 3339 in UTC."               \
    }

static const struct key plain_keys[] = {TRANSACTION};

static const struct key blank_keys[] = {
    {"for_s", KEY_INTEGER, AT(for_s), .minimum = 1, .maximum = LONGEST_S,
     .help = "For how many seconds; without it until the schedule next switches the wall, or "
             "until wake."},
    UNTIL,
    TRANSACTION,
};

static const struct key wake_keys[] = {
    {"for_s", KEY_INTEGER, AT(for_s), .minimum = 1, .maximum = LONGEST_S,
     .help = "For how many seconds; without it until the schedule next switches the wall."},
    UNTIL,
    TRANSACTION,
};

static const struct key page_keys[] = {
    {"page", KEY_INTEGER, AT(page), .minimum = 1, .maximum = 1000,
     .help = "The number of the page, from 1."},
    {"id", KEY_ID, AT(id), .help = "Instead of its number the page's id in the board."},
    {"for_s", KEY_INTEGER, AT(for_s), .minimum = 1, .maximum = DAY_S,
     .help = "For how many seconds; without it as long as any page."},
    TRANSACTION,
};

static const struct key identify_keys[] = {
    {"for_s", KEY_INTEGER, AT(for_s), .fallback = "60", .minimum = 1, .maximum = DAY_S,
     .zero_too = true, .help = "For how many seconds; 0: no longer."},
    TRANSACTION,
};

static const struct key test_card_keys[] = {
    {"for_s", KEY_INTEGER, AT(for_s), .fallback = "600", .minimum = 1, .maximum = DAY_S,
     .zero_too = true, .help = "For how many seconds; 0: no longer."},
    TRANSACTION,
};

static const struct key acknowledge_keys[] = {
    {"kpi", KEY_TEXT, AT(kpi), .required = true,
     .help = "The KPI that somebody has in hand, as in its topic: business/channel/metric."},
    {"by", KEY_TEXT, AT(by), .help = "A role, such as SV; it need not be a person."},
    {"for_s", KEY_INTEGER, AT(for_s), .minimum = 1, .maximum = DAY_S, .zero_too = true,
     .help = "For how many seconds, without it as the board says; 0: no longer."},
    TRANSACTION,
};

static const struct key why_keys[] = {
    {"kpi", KEY_TEXT, AT(kpi), .required = true,
     .help = "The KPI whose verdict is asked about, as in its topic: business/channel/metric."},
    {"show_s", KEY_INTEGER, AT(for_s), .minimum = 5, .maximum = DAY_S,
     .help = "For how many seconds the wall shows it, too; without it only the answer does."},
    TRANSACTION,
};

static const struct key log_keys[] = {
    {"lines", KEY_INTEGER, AT(lines), .fallback = "20", .minimum = 1, .maximum = 64,
     .help = "How many of the last lines."},
    TRANSACTION,
};

static const struct key validate_keys[] = {
    {"config", KEY_OBJECT, AT(config_read), .required = true,
     .help = "A layer as it would be pushed."},
    {"layer", KEY_TEXT, AT(layer),
     .help = "Which layer it would be: all, group/<g> or screen; without it screen."},
    {"connection", KEY_OBJECT, AT(connection_read),
     .help = "A connection as it would be pushed beside it."},
    TRANSACTION,
};

static const struct key update_keys[] = {
    {"bundle", KEY_TEXT, AT(bundle), .required = true,
     .help =
         "Where the signed bundle lies: https://..., http://..., or usb:NAME.raucb on a stick."},
    TRANSACTION,
};

#undef AT

#define SECTION(text, table)                                                                       \
    .section = {.name = text " request",                                                           \
                .keys = (table),                                                                   \
                .count = sizeof(table) / sizeof *(table),                                          \
                .size = sizeof(struct request)}

const struct verb verbs[REQUEST_VERBS] = {
    [REQUEST_PING] = {"ping", "Answers with version, session and uptime.",
                      SECTION("ping", plain_keys)},
    [REQUEST_BLANK] = {"blank", "Shows black; backlight off, television in standby.",
                       SECTION("blank", blank_keys)},
    [REQUEST_WAKE] = {"wake", "Shows the wall again.", SECTION("wake", wake_keys)},
    [REQUEST_PAGE] = {"page", "Shows a page.", SECTION("page", page_keys)},
    [REQUEST_IDENTIFY] = {"identify", "Shows the name of the screen over all of it.",
                          SECTION("identify", identify_keys)},
    [REQUEST_TEST_CARD] = {"test-card", "Shows the installer's card.",
                           SECTION("test-card", test_card_keys)},
    [REQUEST_SCREENSHOT] = {"screenshot", "Publishes a PNG of the wall.",
                            SECTION("screenshot", plain_keys)},
    [REQUEST_ACKNOWLEDGE] = {"acknowledge", "Marks a KPI that is off target as in hand.",
                             SECTION("acknowledge", acknowledge_keys)},
    [REQUEST_WHY] = {"why", "Says how the verdict of a KPI came about.", SECTION("why", why_keys)},
    [REQUEST_LOG] = {"log", "Answers with the last lines of the log.", SECTION("log", log_keys)},
    [REQUEST_CONFIRM] = {"confirm", "Keeps the configuration that is on trial.",
                         SECTION("confirm", plain_keys)},
    [REQUEST_ROLLBACK] = {"rollback",
                          "Refuses the configuration in force and returns to the last good one.",
                          SECTION("rollback", plain_keys)},
    [REQUEST_RESTART] = {"restart", "Ends the program, so that its service manager starts it anew.",
                         SECTION("restart", plain_keys)},
    [REQUEST_UPDATE] = {"update", "Installs a signed bundle into the other slot and starts it.",
                        SECTION("update", update_keys)},
    [REQUEST_VALIDATE] = {"validate", "Says what would be wrong with a configuration.",
                          SECTION("validate", validate_keys)},
};

static void unknown_verb(const char *name, struct faults *faults)
{
    struct nearest nearest = nearest_to(name);
    char allowed[256] = "", hint[128];
    for (int i = 0; i < REQUEST_VERBS; i++) {
        nearest_offer(&nearest, verbs[i].name);
        size_t used = strlen(allowed);
        snprintf(allowed + used, sizeof allowed - used, "%s%s", i > 0 ? ", " : "", verbs[i].name);
    }
    faults_add(faults, SEVERITY_FAULT, "", "unknown-verb", name, allowed,
               "There is no such request.%s", nearest_hint(&nearest, hint, sizeof hint));
}

static const struct verb *find_verb(const char *name)
{
    for (int i = 0; i < REQUEST_VERBS; i++) {
        if (strcmp(verbs[i].name, name) == 0) {
            return &verbs[i];
        }
    }
    return NULL;
}

size_t request_most_bytes(const char *verb)
{
    return strcmp(verb, verbs[REQUEST_VALIDATE].name) == 0 ? CONFIG_MAX_BYTES : REQUEST_MAX_BYTES;
}

static bool size_allowed(const char *verb, size_t length, struct faults *faults)
{
    char read[32], allowed[48];
    size_t most = request_most_bytes(verb);
    if (length > most) {
        snprintf(read, sizeof read, "%zu bytes", length);
        snprintf(allowed, sizeof allowed, "at most %zu bytes", most);
        faults_add(faults, SEVERITY_FAULT, "", "too-large", read, allowed,
                   "The request is too large.");
    }
    return length <= most;
}

/* It outlives the document. */
static const char *keep(const json_t **read, struct arena *arena)
{
    char *text = *read ? json_dumps(*read, JSON_COMPACT) : NULL;
    const char *kept = arena_text(arena, text);
    *read = NULL;
    free(text);
    return kept;
}

bool request_read(struct request *request, const char *verb, const void *payload, size_t length,
                  glyph_test *drawable, struct arena *arena, struct faults *faults)
{
    size_t fatal = faults_fatal(faults);
    const struct verb *found = find_verb(verb);
    if (found == NULL) {
        unknown_verb(verb, faults);
        return false;
    }
    if (!size_allowed(verb, length, faults)) {
        return false;
    }
    json_t *root = length > 0 ? document_read(payload, length, faults) : json_object();
    if (root != NULL) {
        struct reader reader = {
            .arena = arena, .faults = faults, .drawable = drawable, .language = ABSENT};
        *request = (struct request){.for_s = ABSENT};
        read_section(&reader, &found->section, root, request);
        request->verb = (enum request_verb)(found - verbs);
        if (request->bundle != NULL) {
            bundle_judge(request->bundle, "/bundle", faults);
        }
        request->config = keep(&request->config_read, arena);
        request->connection = keep(&request->connection_read, arena);
    }
    json_decref(root);
    return faults_fatal(faults) == fatal;
}

bool request_transaction(const void *payload, size_t length, char to[REQUEST_TRANSACTION_BYTES])
{
    json_t *root = length <= CONFIG_MAX_BYTES ? json_loadb(payload, length, 0, NULL) : NULL;
    const char *text = json_string_value(json_object_get(root, "transaction"));
    bool told =
        text != NULL && text_copy_clean(to, REQUEST_TRANSACTION_BYTES, text) && to[0] != '\0';
    json_decref(root);
    return told;
}
