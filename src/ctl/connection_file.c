#include "ctl/connection_file.h"

#include <errno.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault_lines.h"
#include "config/broker.h"
#include "config/pem.h"
#include "config/reader.h"
#include "ctl/json_file.h"
#include "device/clock.h"
#include "device/files.h"

/* A word of the device file that names a file, and the word of what stands in it. */
static const struct {
    const char *file, *text;
    bool line; /* the first one is meant */
} named[] = {
    {"ca", "ca", false},
    {"certificate", "certificate", false},
    {"key", "key", false},
    {"password_file", "password", true},
};

/* Relative to where it is named. False after it was said what is wrong. */
static bool put_text(json_t *broker, size_t which, const char *beside)
{
    char copy[PATH_MAX], path[PATH_MAX];
    size_t length = 0;
    const char *name = json_string_value(json_object_get(broker, named[which].file));
    if (name == NULL) {
        return true;
    }
    snprintf(copy, sizeof copy, "%s", beside);
    bool fits = snprintf(path, sizeof path, "%s/%s", name[0] == '/' ? "" : dirname(copy), name) <
                (int)sizeof path;
    char *text = !fits               ? NULL
                 : named[which].line ? file_read_password(path)
                                     : file_read(path, PEM_BYTES, &length);
    if (text == NULL) {
        fprintf(stderr, PROGRAM ": %s: cannot be read: %s\n", path, strerror(errno));
        return false;
    }
    json_object_del(broker, named[which].file);
    json_t *value = json_string(text);
    json_object_set_new(broker, named[which].text, value != NULL ? value : json_string(""));
    explicit_bzero(text, named[which].line ? strlen(text) : length);
    free(text);
    return true;
}

/* As the device file's. */
static void judge_words(const json_t *broker, struct arena *arena, struct faults *faults)
{
    struct broker_config read = {0};
    struct reader reader = {.arena = arena, .faults = faults, .language = ABSENT};
    size_t before = pointer_push(&reader.pointer, section_broker.name);
    read_section(&reader, &section_broker, broker, &read);
    pointer_pop(&reader.pointer, before);
}

static bool put_texts(json_t *broker, const char *path)
{
    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        if (!put_text(broker, i, path)) {
            return false;
        }
    }
    return true;
}

/* Makes of the device file's words those of a push. An exit code. */
static int change_over(json_t *broker, const char *path)
{
    int code = EXIT_INVALID;
    struct broker_config pushed;
    struct arena *arena = arena_create();
    struct faults *faults = faults_create();
    judge_words(broker, arena, faults);
    if (faults_fatal(faults) == 0) {
        code = put_texts(broker, path) ? EXIT_DONE : EXIT_UNREADABLE;
    }
    if (code == EXIT_DONE && broker_read_pushed(&pushed, broker, arena, faults)) {
        pem_judge(&pushed, clock_now(CLOCK_TRUSTED).wall_ms, faults);
    }
    fault_lines(path, faults);
    if (code == EXIT_DONE && faults_fatal(faults) > 0) {
        code = EXIT_INVALID;
    }
    faults_destroy(faults);
    arena_destroy(arena);
    return code;
}

json_t *connection_file_read(const struct call *call, int *code)
{
    const char *path = call_option(call, "connection");
    json_t *root = path != NULL ? json_file_read(call, path, code) : NULL;
    json_t *broker = json_object_get(root, section_broker.name);
    json_t *connection = json_incref(broker != NULL ? broker : root);
    json_decref(root);
    if (connection == NULL || json_is_null(connection)) {
        return connection;
    }
    *code = change_over(connection, path);
    if (*code != EXIT_DONE) {
        json_decref(connection);
        return NULL;
    }
    return connection;
}
