#pragma once

/* Bytes in, a JSON value out: what every file of ours has in common before its keys are looked at.
 */

#include <stddef.h>

#include <jansson.h>

#include "base/fault.h"

#define CONFIG_MAX_BYTES ((size_t)256 * 1024)

/* The key that holds a comment, in any object. */
#define COMMENT_KEY "//"

/*
 * A byte-order mark and CRLF are accepted. NULL when a fault was added: too large, not UTF-8, too
 * deep, not JSON, or a key that stands twice in one object (all of these). To be freed with
 * json_decref().
 */
json_t *document_read(const char *bytes, size_t length, struct faults *faults);
