#include "base/log.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>

#define LINE_BYTES 1024

static _Atomic int threshold = LOG_INFO;

void log_set_level(enum log_level level)
{
    atomic_store(&threshold, (int)level);
}

static const char *level_word(enum log_level level)
{
    static const char *const level_words[] = {
        [LOG_ERROR] = "error",
        [LOG_WARNING] = "warning",
        [LOG_INFO] = "info",
        [LOG_DEBUG] = "debug",
    };
    return level_words[level];
}

void log_line(enum log_level level, const char *area, const char *format, ...)
{
    if ((int)level > atomic_load(&threshold)) {
        return;
    }
    char text[LINE_BYTES];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    /* Foreign text must not be able to forge a second line. */
    for (char *c = text; *c; c++) {
        if ((unsigned char)*c < 0x20 || *c == 0x7f) {
            *c = ' ';
        }
    }
    /* One call, so that the lines of two threads never mix. */
    fprintf(stderr, "%s: %s: %s\n", level_word(level), area, text);
}
