#include "config/envelope.h"

#include "base/moment.h"
#include "config/document.h"
#include "config/reader.h"

#define AT(field) .offset = offsetof(struct envelope, field)

static const char *purpose_word(int index)
{
    return index == 0 ? ENVELOPE_PURPOSE : NULL;
}

static const struct key keys[] = {
    {"purpose", KEY_WORD, AT(purpose), .word = purpose_word,
     .help = "What it is, so that a signature for something else is none for this."},
    {"target", KEY_TEXT, AT(target),
     .help = "Whom it is for: the site and the layer, as osaka/all or osaka/screen/east."},
    {"revision", KEY_INTEGER, .required = true, AT(revision), .minimum = 1, .maximum = 2147483647,
     .help = "The number of this state of the layer; it only grows."},
    {"config", KEY_OBJECT, .required = true, AT(config),
     .help = "What the layer says of the board, as a merge patch (RFC 7396); null takes the layer "
             "away."},
    {"connection", KEY_OBJECT, AT(connection),
     .help = "How the broker is reached from then on, of a screen's own layer alone; null: as the "
             "device file says. Without it that stays as it is."},
    {"author", KEY_TEXT, AT(author), .help = "Who pushed it."},
    {"note", KEY_TEXT, AT(note), .help = "Why."},
    {"confirm", KEY_FLAG, AT(confirm), .fallback = "false",
     .help = "Whether the trial must be confirmed by request."},
    {"not_before", KEY_TEXT, AT(not_before),
     .help = "It waits until then: a time, RFC 3339 in UTC."},
    {"not_after", KEY_TEXT, AT(not_after),
     .help = "It is not taken after that: a time, RFC 3339 in UTC."},
};

#undef AT

const struct section section_envelope = {.name = "config envelope",
                                         .keys = keys,
                                         .count = sizeof keys / sizeof *keys,
                                         .size = sizeof(struct envelope)};

static int64_t read_time(const char *pointer, const char *text, struct faults *faults)
{
    int64_t wall_ms = NO_TIME;
    if (text && !time_parse(text, &wall_ms)) {
        faults_add(faults, SEVERITY_FAULT, pointer, "type", text, "such as 2026-11-18T09:00:00Z",
                   "'%s' is a time, RFC 3339 in UTC.", pointer + 1);
    }
    return wall_ms;
}

static void read_times(struct envelope *envelope, struct faults *faults)
{
    envelope->not_before_ms = read_time("/not_before", envelope->not_before, faults);
    envelope->not_after_ms = read_time("/not_after", envelope->not_after, faults);
    if (envelope->not_before_ms != NO_TIME && envelope->not_after_ms != NO_TIME &&
        envelope->not_after_ms <= envelope->not_before_ms) {
        faults_add(faults, SEVERITY_FAULT, "/not_after", "conflict", envelope->not_after,
                   "later than not_before", "It ends before it begins.");
    }
}

struct envelope *envelope_from(json_t *root, struct faults *faults)
{
    size_t fatal = faults_fatal(faults);
    bool removes = json_is_null(json_object_get(root, "config"));
    if (removes) {
        json_object_set_new(root, "config", json_object());
    }
    bool back = json_is_null(json_object_get(root, "connection"));
    if (back) {
        json_object_del(root, "connection");
    }
    struct arena *arena = arena_create();
    struct envelope *envelope = arena_take(arena, sizeof *envelope);
    struct reader reader = {.arena = arena, .faults = faults, .language = ABSENT};
    read_section(&reader, &section_envelope, root, envelope);
    read_times(envelope, faults);
    envelope->arena = arena;
    envelope->root = root;
    envelope->config = removes ? NULL : envelope->config;
    envelope->moves_back = back;
    if (faults_fatal(faults) > fatal) {
        envelope_destroy(envelope);
        return NULL;
    }
    return envelope;
}

struct envelope *envelope_read(const void *bytes, size_t length, struct faults *faults)
{
    json_t *root = document_read(bytes, length, faults);
    return root ? envelope_from(root, faults) : NULL;
}

void envelope_destroy(struct envelope *envelope)
{
    if (envelope) {
        json_decref(envelope->root);
        arena_destroy(envelope->arena);
    }
}
