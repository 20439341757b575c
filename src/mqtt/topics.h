#pragma once

/* The topics of the contract: wallboard/1/<site>/... */

#include <stdbool.h>
#include <stddef.h>

#include "config/device_config.h"
#include "kpi/spec.h"

#define TOPIC_BYTES 320

/* wallboard/1/<site>/ ; `to` has TOPIC_BYTES. */
void topic_root(char *to, const char *site);

/* wallboard/1/<site>/screen/<screen>/<leaf> */
void topic_screen(char *to, const char *site, const char *screen, const char *leaf);

/*
 * The verb of a request: what follows all/request/, group/<g>/request/ or screen/<id>/request/
 * below any site's root, or _serial/<serial>/request/ below that of all sites. NULL: no request.
 */
const char *topic_request_verb(const char *topic);

/*
 * Where the answer to a request goes: to `wanted` (of its sender; NULL) if that can be published to
 * and is no request itself, else to response/<verb> of the screen, or of the serial number that was
 * asked. Either `wanted` or `to`, which has TOPIC_BYTES.
 */
const char *topic_answer(char *to, const char *site, const char *screen, const char *request,
                         const char *wanted);

/* wallboard/1/_serial/<serial>/<leaf>: a machine, whatever its screen is called. */
void topic_serial(char *to, const char *serial, const char *leaf);

/* What follows the root, or NULL when `topic` is not under it. */
const char *topic_below(const char *topic, const char *site);

/* wallboard-<site>-<screen>-<6 hex of the machine id> */
void topic_client_id(char *to, size_t size, const char *site, const char *screen,
                     const char *machine_id);

/*
 * kpi/<business>/<channel>/<metric> below any root: one value of one KPI, of which the newest says
 * all that the older ones said.
 */
bool topic_is_reading(const char *topic);
