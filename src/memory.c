#include "memory.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/text.h"
#include "device/files.h"

#define OWNER_BYTES 132

struct memory memory_new(const char *path)
{
    struct memory memory = {.due_ms = NEVER};
    if (path != NULL) {
        text_copy(memory.path, sizeof memory.path, path);
    }
    return memory;
}

/* "<site>/<screen>" */
static void owner_of(const struct device_config *device, char to[OWNER_BYTES])
{
    snprintf(to, OWNER_BYTES, "%s/%s", device->site, device->screen);
}

/* ---- Reading -------------------------------------------------------------------------------- */

static void set_aside(const struct memory *memory, const char *why)
{
    char aside[PATH_MAX + 8];
    snprintf(aside, sizeof aside, "%s.aside", memory->path);
    bool moved = rename(memory->path, aside) == 0;
    log_line(LOG_WARNING, "history", "%s: %s: the board begins without it; %s %s", memory->path,
             why,
             moved ? "set aside as" : "it stays where it is:", moved ? aside : strerror(errno));
}

static bool recall(struct memory *memory, struct board *board, const struct device_config *device,
                   const struct moment *now)
{
    static const char *const why[] = {
        [RECALL_BROKEN] = "not whole", [RECALL_FOREIGN] = "of another screen or version"};
    size_t length = 0;
    char owner[OWNER_BYTES];
    owner_of(device, owner);
    char *text = file_read(memory->path, KEEP_MAX_BYTES, &length);
    if (text == NULL && errno == ENOENT) {
        return false;
    }
    struct recall found = {0};
    enum recalled recalled =
        text == NULL ? RECALL_BROKEN : board_recall(board, text, length, owner, now, &found);
    if (recalled == RECALLED) {
        memory->exists = true;
        log_line(LOG_INFO, "history", "taken back: %d final periods, %d since when off target",
                 found.finals, found.streaks);
    } else {
        set_aside(memory, text == NULL ? strerror(errno) : why[recalled]);
    }
    if (found.doubted > 0) {
        log_line(LOG_WARNING, "history", "%s: %d of a time that cannot be: not taken back",
                 memory->path, found.doubted);
    }
    free(text);
    return recalled == RECALLED;
}

/* ---- Writing -------------------------------------------------------------------------------- */

static void save(struct memory *memory, const struct board *board,
                 const struct device_config *device, const struct moment *now)
{
    char owner[OWNER_BYTES];
    owner_of(device, owner);
    char *text = board_keep(board, owner, now);
    if (text == NULL && !memory->exists) {
        return;
    }
    bool written =
        text != NULL ? file_write(memory->path, text, strlen(text)) : unlink(memory->path) == 0;
    if (!written && !memory->unwritable) {
        log_line(LOG_WARNING, "history", "%s: %s: own history is lost when the wall restarts",
                 memory->path, strerror(errno));
        memory->unwritable = true;
    }
    memory->exists = written ? text != NULL : memory->exists;
    free(text);
}

bool memory_pass(struct memory *memory, struct board *board, const struct device_config *device,
                 const struct moment *now)
{
    bool taken = false;
    if (memory->path[0] == '\0') {
        return false;
    }
    if (!memory->read && now->clock_good) {
        memory->read = true;
        taken = recall(memory, board, device, now);
    }
    if (memory->read && memory->due_ms == NEVER && memory->kept != board_periods_kept(board)) {
        memory->due_ms = now->mono_ms + MEMORY_DELAY_MS;
    }
    if (now->mono_ms >= memory->due_ms) {
        memory->due_ms = NEVER;
        memory->kept = board_periods_kept(board);
        save(memory, board, device, now);
    }
    return taken;
}

int64_t memory_next(const struct memory *memory)
{
    return memory->due_ms;
}

void memory_finish(struct memory *memory, const struct board *board,
                   const struct device_config *device, const struct moment *now)
{
    if (memory->path[0] != '\0' && memory->read) {
        save(memory, board, device, now);
    }
}
