#include "config/envelope.h"

#include "base/moment.h"
#include "config/document.h"
#include "config/reader.h"

#define AT(field) .offset = offsetof(struct envelope, field)

static const struct key keys[] = {
    {"revision", KEY_INTEGER, .required = true, AT(revision), .minimum = 1, .maximum = 2147483647,
     .help = "The number of this state of the layer; it only grows."},
    {"config", KEY_OBJECT, .required = true, AT(config),
     .help = "What the layer says of the board, as a merge patch (RFC 7396)."},
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

struct envelope *envelope_read(const void *bytes, size_t length, struct faults *faults)
{
    size_t fatal = faults_fatal(faults);
    json_t *root = document_read(bytes, length, faults);
    if (!root) {
        return NULL;
    }
    struct arena *arena = arena_create();
    struct envelope *envelope = arena_take(arena, sizeof *envelope);
    struct reader reader = {.arena = arena, .faults = faults, .language = ABSENT};
    read_section(&reader, &section_envelope, root, envelope);
    read_times(envelope, faults);
    envelope->arena = arena;
    envelope->root = root;
    if (faults_fatal(faults) > fatal) {
        envelope_destroy(envelope);
        return NULL;
    }
    return envelope;
}

void envelope_destroy(struct envelope *envelope)
{
    if (envelope) {
        json_decref(envelope->root);
        arena_destroy(envelope->arena);
    }
}
