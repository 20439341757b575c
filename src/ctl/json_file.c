#include "ctl/json_file.h"

#include <errno.h>
#include <stdlib.h>

#include "base/fault_lines.h"
#include "config/document.h"
#include "ctl/layer_judge.h"

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
    if (config == NULL) {
        return NULL;
    }
    struct faults *faults = faults_create();
    if (json_is_object(config)) {
        layer_judge(config, faults);
    } else {
        faults_add(faults, SEVERITY_FAULT, "", "type", "", "an object", "A board is an object.");
    }
    if (faults_count(faults) > 0) {
        fault_lines(path, faults);
        json_decref(config);
        config = NULL;
        *code = EXIT_INVALID;
    }
    faults_destroy(faults);
    return config;
}

json_t *json_of_text(const char *text)
{
    char *end;
    errno = 0;
    long long number = strtoll(text, &end, 10);
    bool whole = errno == 0 && end != text && *end == '\0';
    return whole ? json_integer(number) : json_string(text);
}
