#pragma once

/* What stands in the PEM texts of a connection that is pushed, by libcrypto. */

#include <stdbool.h>
#include <stdint.h>

#include "base/fault.h"
#include "config/device_config.h"

/*
 * Adds what is wrong with authorities, certificate and key: each is what it should be and good at
 * `wall_ms` (Unix ms; NO_TIME: nobody knows the time), and the key is the certificate's. Pointers
 * begin with ENVELOPE_CONNECTION; nothing that was read is repeated.
 */
void pem_judge(const struct broker_config *broker, int64_t wall_ms, struct faults *faults);

/* Whether a text holds certificates, each whole. What else stands between them is passed over. */
bool pem_are_certificates(const char *text);

/* Whether one of them is signed by itself: without it OpenSSL finds no end of a chain. */
bool pem_has_root(const char *text);

/* Whether OpenSSL, as Debian sets it up, lets a program show each of them to a server. */
bool pem_are_strong(const char *text);

/* Whether a text holds a private key, one that needs no pass phrase. */
bool pem_is_key(const char *text);

/* Whether that key is the one of the first of these certificates; both can be read. */
bool pem_is_pair(const char *certificates, const char *key);

/*
 * The Unix ms at which the certificates of a text end: the last of all, or the first of the text.
 * NO_TIME where none can be read.
 */
int64_t pem_end(const char *text, bool all);
