#pragma once

/* Signatures of Ed25519, by libcrypto. */

#include <stdbool.h>

#include "base/base64.h"

/* `key` and `signature` have the lengths of config/device_config.h and config/sealed.h. */
bool signature_is_good(struct octets key, struct octets signature, struct octets message);
