#include "base/log.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <time.h>

#include "base/text.h"

#define LINE_BYTES 1024

static _Atomic int threshold = LOG_INFO;

void log_set_level(enum log_level level)
{
    atomic_store(&threshold, (int)level);
}

static struct {
    atomic_flag taken;
    size_t count; /* that were ever kept */
    struct log_kept lines[LOG_KEPT];
} kept = {.taken = ATOMIC_FLAG_INIT};

/* For the time of a copy; lines are rare. */
static void take_kept(void)
{
    while (atomic_flag_test_and_set_explicit(&kept.taken, memory_order_acquire)) {
    }
}

static void leave_kept(void)
{
    atomic_flag_clear_explicit(&kept.taken, memory_order_release);
}

static void keep(enum log_level level, const char *area, const char *text)
{
    struct log_kept line = {.unix_s = time(NULL), .level = level};
    char whole[LOG_KEPT_BYTES];
    snprintf(whole, sizeof whole, "%s: %s", area, text);
    text_copy_clean(line.text, sizeof line.text, whole);
    take_kept();
    kept.lines[kept.count++ % LOG_KEPT] = line;
    leave_kept();
}

size_t log_last(struct log_kept *lines, size_t most)
{
    take_kept();
    size_t count = kept.count < LOG_KEPT ? kept.count : LOG_KEPT;
    count = count < most ? count : most;
    for (size_t i = 0; i < count; i++) {
        lines[i] = kept.lines[(kept.count - count + i) % LOG_KEPT];
    }
    leave_kept();
    return count;
}

const char *log_level_word(enum log_level level)
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
    fprintf(stderr, "%s: %s: %s\n", log_level_word(level), area, text);
    keep(level, area, text);
}
