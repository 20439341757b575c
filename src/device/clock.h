#pragma once

/* The clocks of the machine. The only place that reads them. */

#include <stdbool.h>

#include "base/moment.h"
#include "config/device_config.h"

struct moment clock_now(enum clock_trust trust);

/* systemd-timesyncd makes this file when it has the time, for whoever may not ask the kernel. */
#define CLOCK_MARK "/run/systemd/timesync/synchronized"

/*
 * Whether a time service keeps the clock. Only the call that could also set the clock tells; where
 * a sandbox forbids it, as that of our own unit does, the file `mark` is looked for instead.
 */
bool clock_is_synchronised(const char *mark);

/*
 * Whether one of the clock chips in the folder (/sys/class/rtc) has a time that can be; one whose
 * battery is flat, or that has none, begins in 1970.
 */
bool clock_chip_knows(const char *folder);

/* The monotonic clock of clock_now(), finer: for deadlines below a millisecond. */
int64_t clock_mono_ns(void);

/*
 * The zone of an IANA name, process-wide: the last one set counts for all. False when the machine
 * has no such zone; then nothing changes.
 */
bool clock_set_zone(const char *name);
bool clock_zone_known(const char *name);

/* The zone that was set last. */
extern const struct zone clock_zone;
