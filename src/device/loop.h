#pragma once

/*
 * One blocking wait for everything that can wake the wall. Nothing happens: nothing runs.
 */

#include <stdbool.h>
#include <stdint.h>

/* Indexes the poll array; a newcomer reads here what can wake us. */
enum wake {
    WAKE_MAIL,    /* the client has messages, or the link changed */
    WAKE_SIGNAL,  /* SIGTERM, SIGINT, SIGHUP, SIGUSR1 */
    WAKE_WINDOW,  /* the window system of a desk */
    WAKE_CLOCK,   /* the wall clock was set */
    WAKE_NETWORK, /* interfaces or addresses changed, while a card tells of them */
    WAKE_MONITOR, /* the kernel has news of its devices; perhaps of a monitor */
    WAKE_UPDATE,  /* whoever installs updates has news */
    WAKE_CABLE,   /* the television said something, or its adapter went */
    WAKE_COUNT
};

enum loop_signal { LOOP_NO_SIGNAL, LOOP_LEAVE, LOOP_RELOAD, LOOP_SCREENSHOT };

struct loop;

/*
 * Blocks the signals that it takes, and loop_destroy() leaves them blocked: whoever asks twice to
 * leave must not turn a clean end, which takes a moment, into a kill.
 */
struct loop *loop_create(void);
void loop_destroy(struct loop *loop);

/* -1 leaves the source out. */
void loop_watch(struct loop *loop, enum wake wake, int fd);

/*
 * Sleeps until a source is ready or the monotonic clock (clock_mono_ns) reaches the deadline; NEVER
 * waits for a source alone. Returns a bit set of 1u << wake.
 */
unsigned loop_wait(struct loop *loop, int64_t until_ns);

/* The next signal that came in; LOOP_NO_SIGNAL when there is none. */
enum loop_signal loop_signal(struct loop *loop);

/* How often loop_wait() returned. */
uint64_t loop_wakes(const struct loop *loop);
