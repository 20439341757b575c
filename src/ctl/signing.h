#pragma once

/* IT's keys: Ed25519, each a PEM file named after the key's id, as openssl writes it. */

#include <jansson.h>
#include <stddef.h>

#include "ctl/call.h"

/* 64 hex digits of SHA-256. */
#define SHA256_TEXT_BYTES 65
void signing_sha256(char to[SHA256_TEXT_BYTES], const void *bytes, size_t length);

struct signer;

/* The key of --signing-key or $WALLBOARDCTL_SIGNING_KEY; NULL with *code EXIT_DONE when nobody
 * named one, else after it was said what is wrong. */
struct signer *signer_open(const struct call *call, int *code);
void signer_close(struct signer *signer);

/*
 * The envelope with its purpose and target, signed, as it is published: to be freed. `layer` is
 * "all", "group/<g>" or "screen/<id>". NULL after it was said what is wrong.
 */
char *signer_seal(const struct signer *signer, json_t *envelope, const char *site,
                  const char *layer);
