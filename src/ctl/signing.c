#include "ctl/signing.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "config/envelope.h"
#include "config/sealed.h"
#include "ctl/commands.h"

#define ID_BYTES 65
#define VARIABLE "WALLBOARDCTL_SIGNING_KEY"

void signing_sha256(char to[SHA256_TEXT_BYTES], const void *bytes, size_t length)
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    EVP_Digest(bytes, length, digest, NULL, EVP_sha256(), NULL);
    for (size_t i = 0; i < SHA256_TEXT_BYTES / 2; i++) {
        snprintf(to + 2 * i, 3, "%02x", digest[i]);
    }
}

static char *base64(const unsigned char *bytes, size_t length)
{
    char *text = malloc(length / 3 * 4 + 5);
    if (text != NULL) {
        EVP_EncodeBlock((unsigned char *)text, bytes, (int)length);
    }
    return text;
}

/* ---- Signing -------------------------------------------------------------------------------- */

struct signer {
    char id[ID_BYTES];
    EVP_PKEY *key;
};

/* "2026a" of "keys/2026a.pem"; false after it was said what is wrong. */
static bool read_id(char to[ID_BYTES], const char *path)
{
    char copy[PATH_MAX];
    snprintf(copy, sizeof copy, "%s", path);
    char *name = basename(copy), *end = strrchr(name, '.');
    if (end != NULL && strcmp(end, ".pem") == 0) {
        *end = '\0';
    }
    if (!text_is_id(name)) {
        call_wrong("%s: a key's file is called by its id: a-z, 0-9 and -, then .pem", path);
        return false;
    }
    snprintf(to, ID_BYTES, "%s", name);
    return true;
}

struct signer *signer_open(const struct call *call, int *code)
{
    const char *path = call_option(call, "signing-key");
    path = path != NULL ? path : getenv(VARIABLE);
    *code = EXIT_DONE;
    if (path == NULL || path[0] == '\0') {
        return NULL;
    }
    struct signer *signer = calloc(1, sizeof *signer);
    FILE *file = fopen(path, "re");
    if (signer == NULL || file == NULL) {
        fprintf(stderr, PROGRAM ": %s: cannot be read: %s\n", path, strerror(errno));
        *code = EXIT_UNREADABLE;
    } else if (!read_id(signer->id, path)) {
        *code = EXIT_USAGE;
    } else {
        signer->key = PEM_read_PrivateKey(file, NULL, NULL, NULL);
        if (signer->key == NULL || EVP_PKEY_get_base_id(signer->key) != EVP_PKEY_ED25519) {
            fprintf(stderr, PROGRAM ": %s: is no private key of Ed25519\n", path);
            *code = EXIT_INVALID;
        }
    }
    if (file != NULL) {
        fclose(file);
    }
    if (*code != EXIT_DONE) {
        signer_close(signer);
        return NULL;
    }
    return signer;
}

void signer_close(struct signer *signer)
{
    if (signer != NULL) {
        EVP_PKEY_free(signer->key);
        free(signer);
    }
}

static char *sign(const struct signer *signer, const char *text)
{
    unsigned char signature[SIGNATURE_BYTES];
    size_t length = sizeof signature;
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    bool done =
        context != NULL && EVP_DigestSignInit(context, NULL, NULL, NULL, signer->key) == 1 &&
        EVP_DigestSign(context, signature, &length, (const unsigned char *)text, strlen(text)) == 1;
    EVP_MD_CTX_free(context);
    return done ? base64(signature, length) : NULL;
}

char *signer_seal(const struct signer *signer, json_t *envelope, const char *site,
                  const char *layer)
{
    json_object_set_new(envelope, "purpose", json_string(ENVELOPE_PURPOSE));
    json_object_set_new(envelope, "target", json_sprintf("%s/%s", site, layer));
    char *text = json_dumps(envelope, JSON_COMPACT);
    char *signature = text != NULL ? sign(signer, text) : NULL;
    char *content = text != NULL ? base64((const unsigned char *)text, strlen(text)) : NULL;
    json_t *root =
        json_pack("{s:s, s:s, s:s}", "key", signer->id, "signature",
                  signature != NULL ? signature : "", "signed", content != NULL ? content : "");
    char *sealed = signature != NULL ? json_dumps(root, JSON_COMPACT) : NULL;
    if (sealed == NULL) {
        fputs(PROGRAM ": it cannot be signed\n", stderr);
    }
    json_decref(root);
    free(content);
    free(signature);
    free(text);
    return sealed;
}

/* ---- keygen --------------------------------------------------------------------------------- */

/* Never over one that is there, and never readable for others. */
static bool write_private(EVP_PKEY *key, const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    FILE *file = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (file == NULL) {
        return false;
    }
    bool written = PEM_write_PrivateKey(file, key, NULL, NULL, 0, NULL, NULL) == 1 &&
                   fflush(file) == 0 && fsync(fd) == 0;
    int reason = errno;
    fclose(file);
    if (!written) {
        unlink(path);
    }
    errno = reason;
    return written;
}

static void tell(const struct call *call, const char *id, const char *path, const char *public)
{
    if (call_option(call, "json") != NULL) {
        json_t *root = json_pack("{s:s, s:s, s:s}", "key", id, "file", path, "public_key", public);
        json_dumpf(root, stdout, JSON_INDENT(2));
        putchar('\n');
        json_decref(root);
        return;
    }
    printf("%s is the private key. Who has it can change every wall: it stays with IT.\n"
           "For the device file of every screen:\n"
           "\"keys\": {\"%s\": {\"public_key\": \"%s\"}}\n",
           path, id, public);
}

int run_keygen(const struct call *call)
{
    const char *id = call->operands[0];
    char path[ID_BYTES + 4];
    unsigned char *der = NULL;
    if (!text_is_id(id)) {
        return call_wrong("'%s' read, the id of a key allowed: 1 to 64 of a-z, 0-9 and -", id);
    }
    snprintf(path, sizeof path, "%s.pem", id);
    EVP_PKEY *key = EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
    int length = key != NULL ? i2d_PUBKEY(key, &der) : -1;
    char *public = length > 0 ? base64(der, (size_t)length) : NULL;
    int code = EXIT_DONE;
    if (public == NULL || !write_private(key, path)) {
        fprintf(stderr, PROGRAM ": %s: cannot be written: %s\n", path, strerror(errno));
        code = EXIT_CANNOT_WRITE;
    } else {
        tell(call, id, path, public);
    }
    free(public);
    OPENSSL_free(der);
    EVP_PKEY_free(key);
    return code;
}
