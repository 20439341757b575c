#pragma once

/* Programs that a bench starts, and what the kernel says they cost. */

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/*
 * Starts a program that ends with us, whatever ends us. Its standard output and error go to
 * FOLDER/NAME.out and FOLDER/NAME.err. Does not return on failure.
 */
pid_t process_start(const char *folder, const char *name, const char *const *arguments);

/* SIGTERM, after 5 s SIGKILL. 0 is allowed: nothing was started. */
void process_stop(pid_t pid);

/* True once it has ended, which also reaps it. */
bool process_ended(pid_t pid);

/* Processor time of all threads so far. */
int64_t process_cpu_ns(pid_t pid);

/* How often any of its threads was put to sleep or taken off the processor so far. */
int64_t process_switches(pid_t pid);

/* Proportional set size. */
double process_pss_mib(pid_t pid);

/* Waits until `text` stands in the file; does not return when it never does. */
void file_await_text(const char *path, const char *text);

/* Monotonic. */
int64_t now_ns(void);
void sleep_ns(int64_t ns);

/* Prints why a figure cannot be taken and ends the bench. */
_Noreturn void give_up(const char *format, ...) __attribute__((format(printf, 1, 2)));
