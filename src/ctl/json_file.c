#include "ctl/json_file.h"

#include <errno.h>
#include <stdlib.h>

#include "base/fault_lines.h"
#include "config/document.h"

json_t *json_file_read(const struct call *call, const char *path, int *code)
{
    size_t length;
    char *bytes = call_read_file(call, path, CONFIG_MAX_BYTES, &length);
    if (bytes == NULL) {
        *code = EXIT_UNREADABLE;
        return NULL;
    }
    struct faults *faults = faults_create();
    json_t *root = document_read(bytes, length, faults);
    fault_lines(path, faults);
    faults_destroy(faults);
    free(bytes);
    if (root == NULL) {
        *code = EXIT_INVALID;
    }
    return root;
}

json_t *layer_file_read(const struct call *call, const char *path, int *code)
{
    json_t *config = json_file_read(call, path, code);
    if (config == NULL || json_is_object(config)) {
        return config;
    }
    struct faults *faults = faults_create();
    faults_add(faults, SEVERITY_FAULT, "", "type", "", "an object", "A board is an object.");
    fault_lines(path, faults);
    faults_destroy(faults);
    json_decref(config);
    *code = EXIT_INVALID;
    return NULL;
}

json_t *json_of_text(const char *text)
{
    char *end;
    errno = 0;
    long long number = strtoll(text, &end, 10);
    bool whole = errno == 0 && end != text && *end == '\0';
    return whole ? json_integer(number) : json_string(text);
}
