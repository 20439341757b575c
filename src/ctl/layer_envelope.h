#pragma once

/* The envelope that push and sign put around a layer, from their options. */

#include <jansson.h>

#include "ctl/signing.h"

/*
 * `config` NULL: it takes the layer away; `connection` NULL: it says nothing of that. A new
 * reference, without its revision.
 */
json_t *layer_envelope(const struct call *call, const json_t *config, const json_t *connection);

/*
 * As it is published, signed where there is a signer: to be freed. NULL after what is wrong was
 * said. Takes `root`; `layer` is "all", "group/<g>" or "screen/<id>".
 */
char *layer_envelope_write(json_t *root, int revision, const struct signer *signer,
                           const char *site, const char *layer);

/* --revision, once it was found right; 0: it was not given. */
int layer_revision(const struct call *call);
