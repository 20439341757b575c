#pragma once

/*
 * Log lines go to standard error, one line each, "level: area: text". The journal adds the time.
 *
 * error    cannot go on with what was asked
 * warning  went on, but somebody should look
 * info     a change of state that IT wants to read later
 * debug    for whoever develops; off unless asked for
 */

enum log_level { LOG_ERROR, LOG_WARNING, LOG_INFO, LOG_DEBUG };

/* Lines above `level` are dropped. Default LOG_INFO. */
void log_set_level(enum log_level level);

/* `area` is the folder that speaks: "mqtt", "screen". No newline at the end of `format`. */
void log_line(enum log_level level, const char *area, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
