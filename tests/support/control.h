#pragma once

/* The real wallboardctl at a broker on this machine, as somebody at a prompt would run it. */

#include <sys/types.h>

struct control;

/* Starts it with these arguments, at the site "test"; aborts the test when that is not possible. */
struct control *control_start(int port, const char *arguments);
pid_t control_pid(const struct control *control);

/* Waits for its end. What it said on either stream is in *output, to be freed. Its exit code, 128
 * and its number for a signal. */
int control_end(struct control *control, char **output);

/* The same; fails the test when it exits otherwise or does not say that. */
void control_expect_end(struct control *control, int code, const char *says);

/* Start and end at once; fails the test when it exits otherwise or does not say that. */
void control_expect(int port, const char *arguments, int code, const char *says);
