#include "ctl/call.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/file_answer.h"
#include "device/files.h"

#define WAIT_MS 5000

const char *call_option(const struct call *call, const char *name)
{
    const char *value = NULL;
    for (size_t i = 0; i < call->given_count; i++) {
        if (strcmp(call->given[i].row->name, name) == 0) {
            value = call->given[i].value;
        }
    }
    return value;
}

int call_wrong(const char *format, ...)
{
    char said[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(said, sizeof said, format, arguments);
    va_end(arguments);
    bool asks = said[0] != '\0' && said[strlen(said) - 1] == '?';
    fprintf(stderr, PROGRAM ": %s%s " PROGRAM " --help\n", said, asks ? " See" : "; see");
    return EXIT_USAGE;
}

int call_wait_ms(const struct call *call)
{
    const char *wait = call_option(call, "wait");
    return wait != NULL ? atoi(wait) * 1000 : WAIT_MS;
}

bool number_option(const struct call *call, const char *option, int least)
{
    const char *text = call_option(call, option);
    if (text == NULL || (text[0] != '\0' && strspn(text, "0123456789") == strlen(text) &&
                         strlen(text) <= 9 && atoi(text) >= least)) {
        return true;
    }
    call_wrong("--%s: '%s' read, %d to 999999999 allowed", option, text, least);
    return false;
}

char *call_read_file(const struct call *call, const char *path, size_t most, size_t *length)
{
    char *bytes = file_read(path, most, length);
    if (bytes == NULL) {
        int reason = errno;
        fprintf(stderr, PROGRAM ": %s: cannot be read: %s\n", path, strerror(reason));
        errno = reason;
        file_answer_unreadable(path, call_option(call, "json") != NULL);
    }
    return bytes;
}
