#include "config/pem.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <stdio.h>
#include <string.h>

#include "base/moment.h"
#include "config/broker.h"

static void add(struct faults *faults, const char *key, const char *code, const char *read,
                const char *allowed, const char *message)
{
    char pointer[64];
    snprintf(pointer, sizeof pointer, ENVELOPE_CONNECTION "/%s", key);
    faults_add(faults, SEVERITY_FAULT, pointer, code, read, allowed, "%s", message);
}

/* A key with a pass phrase: nobody is there to type it, and libcrypto would ask the terminal. */
static int no_pass_phrase(char *buffer, int size, int writes, void *context)
{
    (void)buffer;
    (void)size;
    (void)writes;
    (void)context;
    return -1;
}

static int64_t unix_ms(const ASN1_TIME *time)
{
    struct tm at;
    return ASN1_TIME_to_tm(time, &at) == 1 ? timegm(&at) * 1000 : NO_TIME;
}

/* ---- Certificates --------------------------------------------------------------------------- */

/* What a text is made of. */
struct certificates_found {
    size_t count;
    bool whole;  /* nothing in it that cannot be read */
    bool rooted; /* one is signed by itself */
    bool weak;   /* OpenSSL refuses to show one */
    X509 *first; /* NULL: there is none */
    int64_t first_ms, last_ms,
        earliest_ms; /* the end of the first, the last end, the first begin */
};

/*
 * Level 2 of SSL_CTX_set_security_level(3), that of Debian: below 112 bits, such as a signature by
 * SHA-1 (63) or RSA of 1024 bits (80), nothing is used. The signature of a root is not looked at.
 */
#define SECURITY_BITS 112

static bool is_weak(X509 *one, bool root)
{
    int bits;
    EVP_PKEY *key = X509_get0_pubkey(one);
    bool signature_known = X509_get_signature_info(one, NULL, NULL, &bits, NULL) == 1;
    return (key != NULL && EVP_PKEY_get_security_bits(key) < SECURITY_BITS) ||
           (!root && signature_known && bits < SECURITY_BITS);
}

static struct certificates_found find_certificates(const char *text)
{
    struct certificates_found found = {
        .first_ms = NO_TIME, .last_ms = NO_TIME, .earliest_ms = NO_TIME};
    BIO *bio = BIO_new_mem_buf(text, -1);
    X509 *one;
    while (bio != NULL && (one = PEM_read_bio_X509(bio, NULL, no_pass_phrase, NULL)) != NULL) {
        int64_t end_ms = unix_ms(X509_get0_notAfter(one));
        int64_t begin_ms = unix_ms(X509_get0_notBefore(one));
        bool root = X509_self_signed(one, 0) == 1;
        found.rooted = found.rooted || root;
        found.weak = found.weak || is_weak(one, root);
        found.last_ms = found.count == 0 || end_ms > found.last_ms ? end_ms : found.last_ms;
        found.earliest_ms =
            found.count == 0 || begin_ms < found.earliest_ms ? begin_ms : found.earliest_ms;
        found.first_ms = found.count == 0 ? end_ms : found.first_ms;
        if (found.first == NULL) {
            found.first = one;
        } else {
            X509_free(one);
        }
        found.count++;
    }
    found.whole = found.count > 0 && ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
    ERR_clear_error();
    BIO_free(bio);
    return found;
}

bool pem_are_certificates(const char *text)
{
    struct certificates_found found = find_certificates(text);
    X509_free(found.first);
    return found.whole;
}

bool pem_has_root(const char *text)
{
    struct certificates_found found = find_certificates(text);
    X509_free(found.first);
    return found.rooted;
}

bool pem_are_strong(const char *text)
{
    struct certificates_found found = find_certificates(text);
    X509_free(found.first);
    return !found.weak;
}

int64_t pem_end(const char *text, bool all)
{
    struct certificates_found found = find_certificates(text);
    X509_free(found.first);
    return all ? found.last_ms : found.first_ms;
}

static void judge_time(const char *key, int64_t begin_ms, int64_t end_ms, int64_t wall_ms,
                       struct faults *faults)
{
    char read[32];
    if (wall_ms == NO_TIME) {
        return;
    }
    if (end_ms <= wall_ms) {
        time_format(end_ms, read, sizeof read);
        add(faults, key, "expired", read, "a later end", "The certificate is over.");
    } else if (begin_ms > wall_ms) {
        time_format(begin_ms, read, sizeof read);
        add(faults, key, "early", read, "an earlier begin", "The certificate is not yet good.");
    }
}

static void judge_authorities(const char *text, int64_t wall_ms, struct faults *faults)
{
    struct certificates_found found = find_certificates(text);
    if (!found.whole) {
        add(faults, "ca", "pem", "", "certificates in PEM, each whole",
            "The authorities cannot be read.");
    } else {
        judge_time("ca", found.earliest_ms, found.last_ms, wall_ms, faults);
    }
    X509_free(found.first);
}

/* ---- Our own -------------------------------------------------------------------------------- */

static EVP_PKEY *read_key(const char *text)
{
    BIO *bio = BIO_new_mem_buf(text, -1);
    EVP_PKEY *key = bio != NULL ? PEM_read_bio_PrivateKey(bio, NULL, no_pass_phrase, NULL) : NULL;
    ERR_clear_error();
    BIO_free(bio);
    return key;
}

static bool is_pair(X509 *certificate, EVP_PKEY *key)
{
    bool pair = X509_check_private_key(certificate, key) == 1;
    ERR_clear_error();
    return pair;
}

bool pem_is_key(const char *text)
{
    EVP_PKEY *key = read_key(text);
    bool is_key = key != NULL;
    EVP_PKEY_free(key);
    return is_key;
}

bool pem_is_pair(const char *certificates, const char *key)
{
    struct certificates_found found = find_certificates(certificates);
    EVP_PKEY *own = read_key(key);
    bool pair = found.first != NULL && own != NULL && is_pair(found.first, own);
    EVP_PKEY_free(own);
    X509_free(found.first);
    return pair;
}

static void judge_own(const struct broker_config *broker, int64_t wall_ms, struct faults *faults)
{
    struct certificates_found found = find_certificates(broker->certificate);
    EVP_PKEY *key = broker->key != NULL ? read_key(broker->key) : NULL;
    if (!found.whole) {
        add(faults, "certificate", "pem", "", "certificates in PEM, each whole",
            "The certificate cannot be read.");
    } else {
        judge_time("certificate", unix_ms(X509_get0_notBefore(found.first)), found.first_ms,
                   wall_ms, faults);
    }
    if (key == NULL && broker->key != NULL) {
        add(faults, "key", "pem", "", "a private key in PEM without a pass phrase",
            "The key cannot be read.");
    } else if (key != NULL && found.whole && !is_pair(found.first, key)) {
        add(faults, "key", "pair", "", "the key of the first certificate",
            "The key is not that of the certificate.");
    }
    EVP_PKEY_free(key);
    X509_free(found.first);
}

void pem_judge(const struct broker_config *broker, int64_t wall_ms, struct faults *faults)
{
    if (broker->ca != NULL) {
        judge_authorities(broker->ca, wall_ms, faults);
    }
    if (broker->certificate != NULL) {
        judge_own(broker, wall_ms, faults);
    }
}
