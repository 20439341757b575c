#pragma once

/* systemd's notify protocol, by its datagram; silent when nobody listens. */

#include <stdbool.h>
#include <stdbool.h>
#include <stdint.h>

void notify_ready(const char *status);
void notify_stopping(void);
void notify_alive(void);

/* How often systemd wants to hear from us, in ms; 0: it does not watch. */
int64_t notify_interval_ms(void);

/* Whether a service manager started us and waits for what we say: it will start us again. */
bool notify_managed(void);
