#pragma once

/*
 * How a broker is reached: what holds alike of the device file's `broker` and of the `connection`
 * that is pushed.
 */

#include <jansson.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/fault.h"
#include "config/device_config.h"

/* A bundle of certificates; the largest packet holds three of them and a board. */
#define PEM_BYTES ((size_t)64 * 1024)

/* Where a connection stands in its envelope: the pointers of its faults begin so. */
#define ENVELOPE_CONNECTION "/connection"

/* What contradicts itself. Pointers begin with `at`. */
void broker_judge(const struct broker_config *broker, const char *at, struct faults *faults);

/* Its default, where none was said. */
void broker_choose_port(struct broker_config *broker);

/*
 * A connection as it is pushed: the object of an envelope, which is not needed afterwards. The
 * texts belong to the arena. False after faults, which repeat no secret. Whether the PEM texts are
 * what they should be is for config/pem.h.
 */
bool broker_read_pushed(struct broker_config *broker, const json_t *object, struct arena *arena,
                        struct faults *faults);

/* Both lead to the same broker, as the same client. */
bool broker_same(const struct broker_config *a, const struct broker_config *b);
