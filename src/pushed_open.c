/* A payload is opened: verified where the device file names keys, and only then read. */

#include <stdio.h>
#include <string.h>

#include "config/document.h"
#include "config/sealed.h"
#include "pushed_state.h"
#include "signature.h"

#define TARGET_BYTES 160

static void add(struct faults *faults, const char *pointer, const char *code, const char *read,
                const char *allowed, const char *message)
{
    faults_add(faults, SEVERITY_FAULT, pointer, code, read, allowed, "%s", message);
}

/* ---- Who has signed it ---------------------------------------------------------------------- */

/* "2026a, 2026b": those that are not revoked. */
static void list_keys(const struct pushed *pushed, char *to, size_t size)
{
    size_t used = 0;
    snprintf(to, size, "none: all are revoked");
    for (size_t i = 0; i < pushed->key_count && used < size; i++) {
        if (!pushed->keys[i].revoked) {
            used += (size_t)snprintf(to + used, size - used, "%s%s", used > 0 ? ", " : "",
                                     pushed->keys[i].id);
        }
    }
}

/* From 1; NOBODY after a fault. */
static size_t find_signer(const struct pushed *pushed, const struct sealed *sealed,
                          struct faults *faults)
{
    char allowed[512];
    list_keys(pushed, allowed, sizeof allowed);
    for (size_t i = 0; i < pushed->key_count; i++) {
        const struct pushed_key *key = &pushed->keys[i];
        if (strcmp(key->id, sealed->key) != 0) {
            continue;
        }
        if (key->revoked) {
            add(faults, "/key", "revoked", key->id, allowed, "The key is revoked.");
            return NOBODY;
        }
        if (!signature_is_good((struct octets){key->bytes, sizeof key->bytes}, sealed->signature,
                               sealed->envelope)) {
            add(faults, "/signature", "signature", "", "the key's signature of these very bytes",
                "The key has not signed this.");
            return NOBODY;
        }
        return i + 1;
    }
    add(faults, "/key", "unknown-signer", sealed->key, allowed,
        "The device file names no such key.");
    return NOBODY;
}

/* ---- For whom it is ------------------------------------------------------------------------- */

static enum push_result judge_target(const struct pushed *pushed, const struct pushed_layer *layer,
                                     const struct envelope *envelope, struct faults *faults)
{
    char ours[TARGET_BYTES];
    bool own = strcmp(layer->name, "screen") == 0;
    snprintf(ours, sizeof ours, "%s/%s%s%s", pushed->site, layer->name, own ? "/" : "",
             own ? pushed->screen : "");
    if (envelope->target == NULL || strcmp(envelope->target, ours) == 0) {
        return PUSH_NOTHING;
    }
    add(faults, "/target", "not-for-me", envelope->target, ours, "It is for somebody else.");
    return PUSH_NOT_FOR_ME;
}

/* What a signature has to say of itself. */
static bool is_whole(const struct envelope *envelope, struct faults *faults)
{
    if (envelope->purpose == ABSENT) {
        add(faults, "/purpose", "missing", "", ENVELOPE_PURPOSE, "What is signed says what for.");
    }
    if (envelope->target == NULL) {
        add(faults, "/target", "missing", "", "a site and a layer, as osaka/all",
            "What is signed says for whom.");
    }
    return envelope->purpose != ABSENT && envelope->target != NULL;
}

/* ---- Opening -------------------------------------------------------------------------------- */

/* Of a device without keys nobody has signed it: it is as good as a plain one. */
static enum push_result open_sealed(const struct pushed *pushed, struct push *push,
                                    const json_t *root, struct faults *faults)
{
    struct sealed sealed;
    struct arena *arena = arena_create();
    enum push_result result = PUSH_REJECTED;
    if (!sealed_read(&sealed, root, arena, faults)) {
        goto out;
    }
    if (pushed->key_count > 0) {
        push->signer = find_signer(pushed, &sealed, faults);
        if (push->signer == NOBODY) {
            result = PUSH_UNSIGNED;
            goto out;
        }
    }
    push->envelope = envelope_read(sealed.envelope.bytes, sealed.envelope.length, faults);
    if (push->envelope != NULL && is_whole(push->envelope, faults)) {
        result = PUSH_NOTHING;
    }
out:
    arena_destroy(arena);
    return result;
}

static enum push_result open_text(const struct pushed *pushed, struct push *push, const void *bytes,
                                  size_t length, struct faults *faults)
{
    enum push_result result = PUSH_REJECTED;
    json_t *root = document_read(bytes, length, faults);
    if (root == NULL) {
        return result;
    }
    if (sealed_is(root)) {
        result = open_sealed(pushed, push, root, faults);
    } else if (pushed->key_count > 0) {
        result = PUSH_UNSIGNED;
    } else {
        push->envelope = envelope_from(json_incref(root), faults);
        result = push->envelope != NULL ? PUSH_NOTHING : PUSH_REJECTED;
    }
    json_decref(root);
    return result;
}

enum push_result push_open(const struct pushed *pushed, const struct pushed_layer *layer,
                           struct push *push, const void *bytes, size_t length,
                           struct faults *faults)
{
    *push = (struct push){.set = true};
    status_sha256(push->sha256, bytes, length);
    enum push_result result = pushed->key_count > 0 ? PUSH_UNSIGNED : PUSH_NOTHING;
    if (length > 0) {
        result = open_text(pushed, push, bytes, length, faults);
        push->text = strndup(bytes, length);
    }
    if (result == PUSH_UNSIGNED && faults_count(faults) == 0) {
        char allowed[512];
        list_keys(pushed, allowed, sizeof allowed);
        add(faults, "", "unsigned", length > 0 ? "" : "an empty message", allowed,
            "This screen takes only what is signed.");
    }
    if (result == PUSH_NOTHING && push->envelope != NULL) {
        result = judge_target(pushed, layer, push->envelope, faults);
    }
    return result;
}
