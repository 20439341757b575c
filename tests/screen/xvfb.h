#pragma once

/* An X server without a monitor on a free display, in $DISPLAY; ended by its pid. */

#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t xvfb_pid;

static inline void xvfb_exec(int out)
{
    char number[16];
    snprintf(number, sizeof number, "%d", out);
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* a test that crashes leaves nothing behind */
    if (!freopen("/dev/null", "w", stderr) || !freopen("/dev/null", "w", stdout)) {
        _exit(126);
    }
    execlp("Xvfb", "Xvfb", "-displayfd", number, "-screen", "0", "800x600x24", "-nolisten", "tcp",
           "-noreset", (char *)NULL);
    _exit(127);
}

static inline void xvfb_stop(void)
{
    if (xvfb_pid > 0) {
        kill(xvfb_pid, SIGTERM);
        waitpid(xvfb_pid, NULL, 0);
        xvfb_pid = 0;
    }
}

/* False when Xvfb is not installed; the tests are skipped then. */
static inline bool xvfb_start(void)
{
    int pipes[2];
    char text[16] = "";
    if (pipe(pipes) != 0) {
        return false;
    }
    xvfb_pid = fork();
    if (xvfb_pid == 0) {
        close(pipes[0]);
        xvfb_exec(pipes[1]);
    }
    close(pipes[1]);
    struct pollfd ready = {.fd = pipes[0], .events = POLLIN};
    size_t length = 0;
    while (length < sizeof text - 1 && text[length ? length - 1 : 0] != '\n' &&
           poll(&ready, 1, 30000) == 1) {
        ssize_t got = read(pipes[0], text + length, sizeof text - 1 - length);
        if (got <= 0) {
            break;
        }
        length += (size_t)got;
    }
    close(pipes[0]);
    if (length == 0) {
        xvfb_stop();
        return false;
    }
    char display[24];
    snprintf(display, sizeof display, ":%d", atoi(text));
    setenv("DISPLAY", display, 1);
    setenv("SDL_VIDEODRIVER", "x11", 1);
    setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:", 1); /* else SDL may start a session bus */
    return true;
}
