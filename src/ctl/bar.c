#include "ctl/bar.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#define CELLS 20

static bool is_seen(const struct call *call)
{
    return isatty(STDERR_FILENO) && call_option(call, "json") == NULL;
}

void bar_draw(const struct call *call, size_t done, size_t all, const char *format, ...)
{
    if (!is_seen(call)) {
        return;
    }
    size_t cells = all > 0 ? done * CELLS / all : 0;
    fprintf(stderr, "\r[%.*s%*s] ", (int)cells, "####################", (int)(CELLS - cells), "");
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputs(" \033[K", stderr);
}

void bar_clear(const struct call *call)
{
    if (is_seen(call)) {
        fputs("\r\033[K", stderr);
    }
}
