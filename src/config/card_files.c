#include "config/card_files.h"

#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "config/card_rules.h"
#include "config/pem.h"

#define AT(field) offsetof(struct card_config, field)
static const struct {
    const char *pointer, *kept;
    size_t name; /* where the card has it */
} places[CARD_FILES] = {
    [CARD_BROKER_CA] = {"/broker/ca", "ca.pem", AT(broker.ca)},
    [CARD_BROKER_CERTIFICATE] = {"/broker/certificate", "certificate.pem", AT(broker.certificate)},
    [CARD_BROKER_KEY] = {"/broker/key", "key.pem", AT(broker.key)},
    [CARD_LOGIN_CA] = {"/network/login/ca", "login.pem", AT(network.login.ca)},
    [CARD_LOGIN_CERTIFICATE] = {"/network/login/certificate", "login-certificate.pem",
                                AT(network.login.certificate)},
    [CARD_LOGIN_KEY] = {"/network/login/key", "login-key.pem", AT(network.login.key)},
};
#undef AT

static const struct {
    enum card_file certificate, key;
} pairs[] = {
    {CARD_BROKER_CERTIFICATE, CARD_BROKER_KEY},
    {CARD_LOGIN_CERTIFICATE, CARD_LOGIN_KEY},
};

const char *card_file_kept(enum card_file file)
{
    return places[file].kept;
}

bool card_file_is_key(enum card_file file)
{
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (pairs[i].key == file) {
            return true;
        }
    }
    return false;
}

const char *card_file_name(const struct card_config *config, enum card_file file)
{
    const char *name;
    memcpy(&name, (const char *)config + places[file].name, sizeof name);
    return name;
}

/*
 * An installer may write the key itself, or a pass phrase, where its file is to be named: a name is
 * not that long and has an ending.
 */
#define NAME_TOLD_BYTES 40

static bool is_beside(const char *name)
{
    return strchr(name, '/') == NULL && name[0] != '.' && strlen(name) <= NAME_MAX;
}

static void refuse(struct faults *faults, enum card_file file, const char *name,
                   enum card_rule rule)
{
    bool is_told = strlen(name) <= NAME_TOLD_BYTES && strchr(name, '.') != NULL;
    card_refuse(faults, places[file].pointer, is_told ? name : "", rule);
}

static bool is_good(enum card_file file, const char *text)
{
    return card_file_is_key(file)
               ? pem_is_key(text)
               : pem_are_certificates(text) && strstr(text, "PRIVATE KEY") == NULL;
}

static bool is_own(enum card_file file)
{
    return file == CARD_BROKER_CERTIFICATE || file == CARD_LOGIN_CERTIFICATE;
}

static void read_one(struct card_config *card, enum card_file file,
                     const struct card_surroundings *around, struct faults *faults)
{
    const char *named = card_file_name(card, file);
    const char *name = named != NULL ? named : places[file].kept;
    char *text = around->file_read(around->context, name);
    if (text == NULL && errno == ENOENT) {
        if (named != NULL) {
            refuse(faults, file, name, CARD_FILE_MISSING);
        }
    } else if (text == NULL || !is_good(file, text)) {
        refuse(faults, file, name, card_file_is_key(file) ? CARD_KEY : CARD_CERTIFICATE);
    } else if (file == CARD_LOGIN_CA && !pem_has_root(text)) {
        refuse(faults, file, name, CARD_LOGIN_ROOT);
    } else if (is_own(file) && !pem_are_strong(text)) {
        refuse(faults, file, name, CARD_WEAK);
    } else {
        card->files[file] = arena_text(card->arena, text);
    }
    free(text);
}

void card_files_read(struct card_config *card, const struct card_surroundings *around,
                     struct faults *faults)
{
    for (enum card_file file = 0; file < CARD_FILES; file++) {
        const char *name = card_file_name(card, file);
        bool wanted = name != NULL || file == CARD_BROKER_CA; /* also for updates alone */
        if (name != NULL && !is_beside(name)) {
            refuse(faults, file, name, CARD_FILE);
        } else if (wanted && around->file_read != NULL) {
            read_one(card, file, around, faults);
        }
    }
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const char *certificate = card->files[pairs[i].certificate];
        const char *key = card->files[pairs[i].key];
        if (certificate != NULL && key != NULL && !pem_is_pair(certificate, key)) {
            refuse(faults, pairs[i].key, card_file_name(card, pairs[i].key), CARD_KEY_OTHER);
        }
    }
}
