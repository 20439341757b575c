#include "updates.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/text.h"
#include "device/file_watch.h"
#include "device/files.h"

#define STATE_MAX_BYTES 4096
#define TOLD_BYTES 512

static const char *const words[UPDATE_STATES] = {"none",  "asked",   "installing", "restarting",
                                                 "trial", "applied", "rejected",   "reverted"};

const char *update_state_word(enum update_state state)
{
    return words[state];
}

/* ---- What is told --------------------------------------------------------------------------- */

/* UPDATE_STATES: it is none of them. */
static enum update_state state_of(const char *word)
{
    int state = 0;
    while (state < UPDATE_STATES && (word == NULL || strcmp(word, words[state]) != 0)) {
        state++;
    }
    return (enum update_state)state;
}

/* It goes to the broker: texts that are clean and short, and a share. NULL: it cannot be told. */
static json_t *told_of(const json_t *read)
{
    static const char *const texts[] = {"slot", "bundle", "transaction", "version", "reason"};
    enum update_state state = state_of(json_string_value(json_object_get(read, "state")));
    if (state == UPDATE_STATES) {
        return NULL;
    }
    json_t *told = json_pack("{s:s}", "state", words[state]);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char clean[TOLD_BYTES];
        const char *text = json_string_value(json_object_get(read, texts[i]));
        if (text != NULL) {
            text_copy_clean(clean, sizeof clean, text);
            json_object_set_new(told, texts[i], json_string(clean));
        }
    }
    const json_t *percent = json_object_get(read, "percent");
    if (json_is_integer(percent)) {
        json_object_set(told, "percent", (json_t *)percent);
    }
    return told;
}

static void take_told(struct updates *updates, json_t *told)
{
    json_decref(updates->told);
    updates->told = told;
    updates->state = state_of(json_string_value(json_object_get(told, "state")));
}

/* Whoever writes it replaces it whole: what cannot be read is not there, or a fault of his. */
static bool read_state(struct updates *updates)
{
    size_t length;
    char *text = file_read(updates->path, STATE_MAX_BYTES, &length);
    if (text == NULL && errno != ENOENT) {
        log_line(LOG_WARNING, "update", "%s: %s", updates->path, strerror(errno));
    }
    json_t *read = text != NULL ? json_loadb(text, length, JSON_REJECT_DUPLICATES, NULL) : NULL;
    json_t *told = told_of(read);
    if (text != NULL && told == NULL) {
        log_line(LOG_WARNING, "update", "%s: that is no state of an update", updates->path);
    }
    bool other = told != NULL && !json_equal(told, updates->told);
    if (other) {
        take_told(updates, json_incref(told));
    }
    json_decref(told);
    json_decref(read);
    free(text);
    return other;
}

/* ---- Beginning and end ---------------------------------------------------------------------- */

void updates_open(struct updates *updates)
{
    *updates = (struct updates){
        .path = getenv("WALLBOARD_UPDATES"), .folder = getenv("RUNTIME_DIRECTORY"), .fd = -1};
    if (updates->path == NULL || updates->folder == NULL) {
        updates->path = NULL;
        return;
    }
    updates->fd = file_watch(updates->path);
    if (updates->fd < 0) {
        log_line(LOG_WARNING, "update", "%s cannot be watched: %s", updates->path, strerror(errno));
    }
    read_state(updates);
}

void updates_close(struct updates *updates)
{
    json_decref(updates->told);
    updates->told = NULL;
    if (updates->fd >= 0) {
        close(updates->fd);
        updates->fd = -1;
    }
}

bool updates_take_news(struct updates *updates)
{
    return file_watch_read(updates->fd, updates->path) && read_state(updates);
}

/* ---- Asking --------------------------------------------------------------------------------- */

/* Replaced as a whole, so that nobody reads the half of it. */
static bool write_file(const struct updates *updates, const char *name, const char *text)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", updates->folder, name);
    bool written = file_write(path, text, strlen(text));
    if (!written) {
        log_line(LOG_ERROR, "update", "%s: %s", path, strerror(errno));
    }
    return written;
}

static bool can_ask(const struct updates *updates, struct faults *faults)
{
    if (updates->path == NULL) {
        faults_add(faults, SEVERITY_FAULT, "", "unsupported", "", "a screen made from the card",
                   "Nobody installs updates on this machine.");
        return false;
    }
    if (updates->state >= UPDATE_INSTALLING && updates->state <= UPDATE_TRIAL) {
        faults_add(faults, SEVERITY_FAULT, "", "busy", words[updates->state], "when it is over",
                   "Another update is under way.");
        return false;
    }
    return true;
}

bool updates_ask(struct updates *updates, const char *bundle, const char *transaction,
                 struct faults *faults)
{
    if (!can_ask(updates, faults)) {
        return false;
    }
    json_t *name = transaction != NULL ? json_string(transaction) : json_null();
    char *quoted = json_dumps(name, JSON_ENCODE_ANY);
    char text[STATE_MAX_BYTES];
    snprintf(text, sizeof text, "%s\n%s\n", bundle, quoted != NULL ? quoted : "null");
    free(quoted);
    bool asked = write_file(updates, "update", text);
    if (asked) {
        take_told(updates, json_pack("{s:s, s:s, s:o}", "state", words[UPDATE_ASKED], "bundle",
                                     bundle, "transaction", json_incref(name)));
    } else {
        faults_add(faults, SEVERITY_FAULT, "", "state-folder", "", "a folder that can be written",
                   "The update cannot be asked for on this machine.");
    }
    json_decref(name);
    return asked;
}

/* ---- Proof ---------------------------------------------------------------------------------- */

bool updates_await_proof(const struct updates *updates)
{
    return updates->state == UPDATE_TRIAL && !updates->proof.proven;
}

bool updates_prove(struct updates *updates, bool lit, bool link, uint64_t acknowledged)
{
    struct update_proof *proof = &updates->proof;
    if (updates->path == NULL || proof->proven) {
        return false;
    }
    if (!lit || !link) {
        proof->presented = false; /* what the next session acknowledges counts from there */
        return false;
    }
    if (!proof->presented) {
        proof->presented = true;
        proof->acknowledged = acknowledged;
        return true;
    }
    if (acknowledged > proof->acknowledged) {
        proof->proven = write_file(updates, "proven", "");
    }
    return false;
}
