#pragma once

/*
 * Which monitors are plugged in, as the kernel knows it, and word when that changes. SDL asks once,
 * at its start, and never again on a bare graphics card.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MONITOR_FOLDER "/sys/class/drm"

struct monitors {
    int sockets;       /* that a monitor can be plugged into; 0: there is no graphics card */
    int plugged;       /* those with a monitor */
    int width, height; /* how the first of them is best driven; 0: it does not say */
    uint64_t print;    /* another number for other monitors, or other modes of theirs */
};

/*
 * Reads the folder; nobody is asked, so this is what was known when somebody last was. Larger modes
 * than a small board paints are passed over for a smaller one of the same shape.
 */
struct monitors monitor_look(const char *folder);

/*
 * A descriptor that is readable when the kernel has news of its devices, to be closed by the
 * caller; -1 where it gives none. monitor_heard() takes what is to be read and tells whether any of
 * it was of monitors.
 */
int monitor_watch(void);
bool monitor_heard(int fd);

/* Whether one message of the kernel, of `length` bytes with NULs in it, is. */
bool monitor_is_news(const char *message, size_t length);
