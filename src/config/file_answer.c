#include "config/file_answer.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "base/fault_lines.h"
#include "config/answer.h"

json_t *file_answer(const char *path, const struct faults *faults)
{
    json_t *list = json_array();
    for (size_t i = 0; i < faults_count(faults); i++) {
        const struct fault *fault = faults_at(faults, i);
        const char *severity = fault->severity == SEVERITY_WARNING ? "warning" : "fault";
        json_t *item = json_pack("{s:s}", "severity", severity), *said = fault_json(fault);
        json_object_update(item, said);
        json_decref(said);
        json_array_append_new(list, item);
    }
    return json_pack("{s:s, s:b, s:o}", "file", path, "valid", faults_fatal(faults) == 0, "errors",
                     list);
}

void file_answer_print(json_t *answer)
{
    json_dumpf(answer, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(6));
    putchar('\n');
    json_decref(answer);
}

void file_answer_tell(const char *path, const struct faults *faults, bool json)
{
    size_t count = faults_fatal(faults);
    if (json) {
        file_answer_print(file_answer(path, faults));
        return;
    }
    fault_lines(path, faults);
    if (count == 0) {
        printf("%s: valid\n", path);
    } else {
        printf("%s: invalid, %zu fault%s\n", path, count, count == 1 ? "" : "s");
    }
}

int file_answer_unreadable(const char *path, bool json)
{
    if (json) {
        struct faults *faults = faults_create();
        faults_add(faults, SEVERITY_FAULT, "", "unreadable", "", "a file that can be read", "%s",
                   strerror(errno));
        file_answer_print(file_answer(path, faults));
        faults_destroy(faults);
    }
    return EX_NOINPUT;
}
