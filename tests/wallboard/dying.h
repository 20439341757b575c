#pragma once

/*
 * A process that dies at the n-th step of writing: in the one program that includes it, write(),
 * fsync() and rename() tell what is done and, once `steps_left` is 0, end the process with 77.
 */

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static int steps_left = -1; /* -1: it lives on */
static char steps[256];     /* w write, s sync, r rename */

static void step(char kind)
{
    size_t taken = strlen(steps);
    if (taken + 1 < sizeof steps) {
        steps[taken] = kind;
    }
    if (steps_left == 0) {
        _exit(77);
    }
    steps_left -= steps_left > 0;
}

ssize_t write(int fd, const void *bytes, size_t length)
{
    if (fd > STDERR_FILENO) {
        step('w');
        /* Half of it is there when the next step does not come. */
        length = length > 1 && steps_left >= 0 ? length / 2 : length;
    }
    return syscall(SYS_write, fd, bytes, length);
}

int fsync(int fd)
{
    step('s');
    return (int)syscall(SYS_fsync, fd);
}

int rename(const char *from, const char *to)
{
    step('r');
    return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}
