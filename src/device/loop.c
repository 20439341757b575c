#include "device/loop.h"

#include <assert.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/moment.h"
#include "device/clock.h"

struct loop {
    struct pollfd sources[WAKE_COUNT];
    sigset_t signals;
    uint64_t wakes;
};

/* A timer that never rings, but whose read is cancelled when somebody sets the wall clock. */
static void arm_clock_watch(int fd)
{
    const struct itimerspec never = {.it_value = {.tv_sec = (time_t)1 << 40}};
    timerfd_settime(fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &never, NULL);
}

struct loop *loop_create(void)
{
    struct loop *loop = calloc(1, sizeof *loop);
    if (loop == NULL) {
        return NULL;
    }
    for (int i = 0; i < WAKE_COUNT; i++) {
        loop->sources[i] = (struct pollfd){.fd = -1, .events = POLLIN};
    }
    loop->sources[WAKE_CABLE].events |= POLLPRI; /* where it is plugged in comes as an exception */
    sigemptyset(&loop->signals);
    sigaddset(&loop->signals, SIGTERM);
    sigaddset(&loop->signals, SIGINT);
    sigaddset(&loop->signals, SIGHUP);
    sigaddset(&loop->signals, SIGUSR1);
    /* Blocked before any thread is made, so that every thread inherits the mask. */
    sigprocmask(SIG_BLOCK, &loop->signals, NULL);
    signal(SIGPIPE, SIG_IGN);

    int signals = signalfd(-1, &loop->signals, SFD_NONBLOCK | SFD_CLOEXEC);
    int clock = timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
    loop_watch(loop, WAKE_SIGNAL, signals);
    loop_watch(loop, WAKE_CLOCK, clock);
    if (signals < 0 || clock < 0) {
        log_line(LOG_ERROR, "device", "no file descriptor for signals or the clock");
        loop_destroy(loop);
        return NULL;
    }
    arm_clock_watch(clock);
    return loop;
}

void loop_destroy(struct loop *loop)
{
    if (loop == NULL) {
        return;
    }
    for (int i = 0; i < 2; i++) {
        int fd = loop->sources[i == 0 ? WAKE_SIGNAL : WAKE_CLOCK].fd;
        if (fd >= 0) {
            close(fd);
        }
    }
    free(loop);
}

void loop_watch(struct loop *loop, enum wake wake, int fd)
{
    assert(wake < WAKE_COUNT);
    loop->sources[wake].fd = fd;
}

/*
 * ppoll() and nanoseconds: a timeout rounded down to whole milliseconds would wake just before the
 * deadline, find nothing to do and wake again.
 */
static struct timespec time_left(int64_t until_ns)
{
    int64_t left = until_ns - clock_mono_ns();
    if (left < 0) {
        left = 0;
    }
    return (struct timespec){.tv_sec = left / 1000000000, .tv_nsec = left % 1000000000};
}

unsigned loop_wait(struct loop *loop, int64_t until_ns)
{
    struct timespec left;
    if (until_ns != NEVER) {
        left = time_left(until_ns);
    }
    int ready = ppoll(loop->sources, WAKE_COUNT, until_ns == NEVER ? NULL : &left, NULL);
    loop->wakes++;
    unsigned woken = 0;
    for (int i = 0; ready > 0 && i < WAKE_COUNT; i++) {
        if (loop->sources[i].fd >= 0 && loop->sources[i].revents != 0) {
            woken |= 1u << i;
        }
    }
    if (woken & 1u << WAKE_CLOCK) {
        uint64_t ignored;
        ssize_t got = read(loop->sources[WAKE_CLOCK].fd, &ignored, sizeof ignored);
        (void)got; /* ECANCELED is the message itself */
        arm_clock_watch(loop->sources[WAKE_CLOCK].fd);
    }
    return woken;
}

enum loop_signal loop_signal(struct loop *loop)
{
    struct signalfd_siginfo info;
    if (read(loop->sources[WAKE_SIGNAL].fd, &info, sizeof info) != (ssize_t)sizeof info) {
        return LOOP_NO_SIGNAL;
    }
    switch (info.ssi_signo) {
    case SIGHUP:
        return LOOP_RELOAD;
    case SIGUSR1:
        return LOOP_SCREENSHOT;
    default:
        return LOOP_LEAVE;
    }
}

uint64_t loop_wakes(const struct loop *loop)
{
    return loop->wakes;
}
