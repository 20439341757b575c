/* acl: an access list for mosquitto, on standard output. */

#include <stdio.h>
#include <stdlib.h>

#include "base/fault_lines.h"
#include "config/document.h"
#include "config/file_answer.h"
#include "ctl/access.h"
#include "ctl/commands.h"

static void print_json(const char *path, const struct access *access, const struct faults *faults)
{
    char *text = NULL;
    size_t size;
    FILE *memory = open_memstream(&text, &size);
    json_t *answer = file_answer(path, faults);
    if (memory != NULL) {
        access_write(access, memory);
        fclose(memory);
        json_object_set_new(answer, "acl", json_string(text));
    }
    file_answer_print(answer);
    free(text);
}

static int write_list(const struct call *call, const char *bytes, size_t length)
{
    const char *path = call->operands[0];
    bool json = call_option(call, "json") != NULL;
    struct arena *arena = arena_create();
    struct faults *faults = faults_create();
    const struct access *access = access_read(bytes, length, arena, faults);
    if (access == NULL) {
        file_answer_tell(path, faults, json);
    } else if (json) {
        print_json(path, access, faults);
    } else {
        fault_lines(path, faults);
        access_write(access, stdout);
    }
    faults_destroy(faults);
    arena_destroy(arena);
    return access != NULL ? EXIT_DONE : EXIT_INVALID;
}

int run_acl(const struct call *call)
{
    size_t length;
    char *bytes = call_read_file(call, call->operands[0], CONFIG_MAX_BYTES, &length);
    if (bytes == NULL) {
        return EXIT_UNREADABLE;
    }
    int code = write_list(call, bytes, length);
    free(bytes);
    return code;
}
