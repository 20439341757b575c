#include "base/fault_lines.h"

#include <stdio.h>

#include "base/text.h"

void fault_lines(const char *where, const struct faults *faults)
{
    for (size_t i = 0; i < faults_count(faults); i++) {
        const struct fault *fault = faults_at(faults, i);
        char message[512], read[128];
        text_copy_clean(message, sizeof message, fault->message);
        text_copy_clean(read, sizeof read, fault->read);
        fprintf(stderr, "%s%s%s%s: %s", fault->severity == SEVERITY_WARNING ? "warning: " : "",
                where, fault->pointer[0] != '\0' ? "#" : "", fault->pointer, message);
        if (read[0] != '\0') {
            fprintf(stderr, " (read: %s; allowed: %s)\n", read, fault->allowed);
        } else if (fault->allowed[0] != '\0') {
            fprintf(stderr, " (allowed: %s)\n", fault->allowed);
        } else {
            fputc('\n', stderr);
        }
    }
}
