#include "base/fault.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"

#define READ_BYTES 80
#define MESSAGE_BYTES 512

struct faults {
    struct arena *texts;
    struct fault *items;
    size_t count, room, fatal;
};

struct faults *faults_create(void)
{
    struct faults *faults = calloc(1, sizeof *faults);
    if (!faults) {
        abort();
    }
    faults->texts = arena_create();
    return faults;
}

void faults_destroy(struct faults *faults)
{
    if (!faults) {
        return;
    }
    arena_destroy(faults->texts);
    free(faults->items);
    free(faults);
}

static struct fault *next_item(struct faults *faults)
{
    if (faults->count == faults->room) {
        faults->room = faults->room == 0 ? 16 : faults->room * 2;
        faults->items = reallocarray(faults->items, faults->room, sizeof *faults->items);
        if (!faults->items) {
            abort();
        }
    }
    return &faults->items[faults->count++];
}

/* A missing text is as good as an empty one: no reader of a fault has to ask. */
static const char *keep(struct faults *faults, const char *text)
{
    return arena_text(faults->texts, text ? text : "");
}

void faults_add(struct faults *faults, enum severity severity, const char *pointer,
                const char *code, const char *read, const char *allowed, const char *format, ...)
{
    char read_cut[READ_BYTES + 1];
    bool pasted = read && strstr(read, "-----BEGIN"); /* a key that landed in the wrong place */
    text_copy(read_cut, sizeof read_cut, read && !pasted ? read : "");

    char formatted[MESSAGE_BYTES];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(formatted, sizeof formatted, format, arguments);
    va_end(arguments);
    char message[MESSAGE_BYTES];
    text_copy(message, sizeof message, formatted);

    *next_item(faults) = (struct fault){
        .severity = severity,
        .pointer = keep(faults, pointer),
        .code = keep(faults, code),
        .read = keep(faults, read_cut),
        .allowed = keep(faults, allowed),
        .message = keep(faults, message),
    };
    if (severity == SEVERITY_FAULT) {
        faults->fatal++;
    }
}

size_t faults_fatal(const struct faults *faults)
{
    return faults->fatal;
}

size_t faults_count(const struct faults *faults)
{
    return faults->count;
}

const struct fault *faults_at(const struct faults *faults, size_t index)
{
    return index < faults->count ? &faults->items[index] : NULL;
}
