#pragma once

/* The answer to a request, and faults as JSON. */

#include "base/fault.h"

struct json_t; /* of jansson, which not everybody who answers knows */

/* {"pointer", "code", "read", "allowed", "message"}; a new reference. */
struct json_t *fault_json(const struct fault *fault);

/*
 * {"status":"ok", "transaction", "screen", ...} with the members of `facts`, whose reference is
 * taken. `transaction` may be NULL. To be freed.
 */
char *answer_ok(const char *screen, const char *transaction, struct json_t *facts);

/* {"status":"error", "transaction", "screen", "errors":[...]}. To be freed. */
char *answer_refusal(const char *screen, const char *transaction, const struct faults *faults);
