#pragma once

/*
 * What lights the panel, as it is wanted and as it came out: the backlight of the board's own
 * panel, else the signal to a monitor. A switch that fails is tried again after 1, 2, 4 ... 64
 * seconds, then no more until another is wanted.
 */

#include <stdbool.h>
#include <stdint.h>

enum light_wish { LIGHT_UNKNOWN, LIGHT_ON, LIGHT_OFF };

struct light {
    enum light_wish wish;
    bool present;     /* there is a light to switch */
    bool failed;      /* it is not as wished */
    int tries;        /* in vain, since the last wish */
    int64_t retry_ms; /* monotonic ms of the next try; NEVER */
};

/* What can be switched. */
struct lamp {
    const char *folder; /* of the backlights; NULL where the panel is not ours */
    int card;           /* a graphics card that we draw on, where there is no backlight; -1 */
};

/* Nothing is wished yet. */
struct light light_new(void);

/*
 * Switches it when another state is wished than before. True when light_word() says something else
 * now.
 */
bool light_switch(struct light *light, struct lamp lamp, bool on, int64_t mono_ms);

/* Tries again what is due. True likewise. */
bool light_pass(struct light *light, struct lamp lamp, int64_t mono_ms);

/* "on", "off", "failed" (not as wished), "none" (there is none to switch). */
const char *light_word(const struct light *light);
