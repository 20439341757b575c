#pragma once

/*
 * A config envelope as it is sent with a signature:
 *
 *   {"key": "2026a", "signature": "<base64>", "signed": "<base64 of the envelope>"}
 *
 * Bytes are signed, no JSON: signer and screen need not agree on how a number is written. Here it
 * is only taken apart; whoever holds the keys verifies it, before what was signed is looked at.
 */

#include <jansson.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/base64.h"
#include "base/fault.h"
#include "config/document.h"
#include "config/keys.h"

#define SIGNATURE_BYTES 64

struct sealed {
    const char *key;         /* its id */
    struct octets signature; /* of SIGNATURE_BYTES */
    struct octets envelope;  /* the bytes that are signed */
};

extern const struct section section_sealed;

/* Whether it has a member that only this form has. */
bool sealed_is(const json_t *root);

/* False after faults. All is of the arena. */
bool sealed_read(struct sealed *sealed, const json_t *root, struct arena *arena,
                 struct faults *faults);
