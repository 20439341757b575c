#include "ctl/layer_file.h"

#include <stdlib.h>

#include "base/fault_lines.h"
#include "config/document.h"

json_t *layer_file_read(const struct call *call, const char *path, int *code)
{
    size_t length;
    char *bytes = call_read_file(call, path, CONFIG_MAX_BYTES, &length);
    struct faults *faults = faults_create();
    *code = bytes != NULL ? EXIT_INVALID : EXIT_UNREADABLE;
    json_t *config = bytes != NULL ? document_read(bytes, length, faults) : NULL;
    if (config != NULL && !json_is_object(config)) {
        faults_add(faults, SEVERITY_FAULT, "", "type", "", "an object", "A board is an object.");
        json_decref(config);
        config = NULL;
    }
    fault_lines(path, faults);
    faults_destroy(faults);
    free(bytes);
    return config;
}
