#pragma once

/*
 * A card over the whole wall, in place of its pages: the screen's name in huge letters, by which IT
 * finds it (CARD_IDENTIFY); what works and what does not (CARD_SETUP); or all that an installer
 * must know (CARD_TEST): edges, sharpness and colours of the panel, whether texts can be read from
 * the farthest seat, and that list. Pages take turns; the list comes in the board's language, then
 * in the other.
 */

#include "view/damage.h"
#include "view/facts.h"
#include "view/measure.h"
#include "view/scene.h"

enum card { CARD_NONE, CARD_IDENTIFY, CARD_SETUP, CARD_TEST };

/* How long a page stands. */
#define PLACARD_PAGE_MS 10000

struct placard;

/*
 * `card` is one of the three; `leave_ms` the Unix ms at which it goes by itself, NO_TIME when it
 * waits for a signal. Config, zone and measure are borrowed.
 */
struct placard *placard_create(enum card card, int64_t leave_ms, const struct board_config *config,
                               const struct zone *zone, const struct measure *measure, int width,
                               int height);
void placard_destroy(struct placard *placard);

/* Brings the scene up to date and adds to `damage` what changed; may turn the page. */
void placard_update(struct placard *placard, const struct facts *facts, const struct moment *now,
                    struct damage *damage);

/*
 * What was brought up to date was presented at that monotonic instant: the time of a page begins
 * when it is seen, for the first frame of a screen may take seconds.
 */
void placard_seen(struct placard *placard, int64_t mono_ms);

/* Monotonic ms of the next change by time alone; NEVER. */
int64_t placard_next_change(const struct placard *placard);

const struct scene *placard_scene(const struct placard *placard);

/* The page that shows, from 0, and how many there are with the facts as last told. */
size_t placard_page(const struct placard *placard);
size_t placard_page_count(const struct placard *placard);

/* Shows a page at the next update. Used by tests and pictures. */
void placard_show_page(struct placard *placard, size_t page);
