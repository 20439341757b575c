#pragma once

/*
 * Log lines go to standard error, one line each, "level: area: text". The journal adds the time.
 *
 * error    cannot go on with what was asked
 * warning  went on, but somebody should look
 * info     a change of state that IT wants to read later
 * debug    for whoever develops; off unless asked for
 */

#include <stddef.h>

enum log_level { LOG_ERROR, LOG_WARNING, LOG_INFO, LOG_DEBUG };

/* Lines above `level` are dropped. Default LOG_INFO. */
void log_set_level(enum log_level level);

/* So many of the last lines are kept, each cut to so much. */
#define LOG_KEPT 64
#define LOG_KEPT_BYTES 256

struct log_kept {
    long long unix_s;
    enum log_level level;
    char text[LOG_KEPT_BYTES]; /* "area: text" */
};

/* Copies the last lines, at most `most` and LOG_KEPT, oldest first. Returns how many. Any thread.
 */
size_t log_last(struct log_kept *lines, size_t most);

const char *log_level_word(enum log_level level);

/* `area` is the folder that speaks: "mqtt", "screen". No newline at the end of `format`. */
void log_line(enum log_level level, const char *area, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
