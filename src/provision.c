#include "provision.h"

#include <errno.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault_lines.h"
#include "config/card_config.h"
#include "config/card_fault.h"
#include "config/card_rules.h"
#include "config/document.h"
#include "config/pem.h"
#include "device/clock.h"
#include "device/files.h"
#include "load.h"

static bool put(const char *folder, const char *name, const char *text)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    if (file_write(path, text, strlen(text))) {
        return true;
    }
    fprintf(stderr, "%s: cannot be written: %s\n", path, strerror(errno));
    return false;
}

/* Takes the text over. */
static bool put_made(const char *folder, const char *name, char *text)
{
    bool written = text == NULL || put(folder, name, text);
    free(text);
    return written;
}

static bool put_all(const char *folder, const struct card_config *card)
{
    const char *password = card->broker.password;
    return (password == NULL || put(folder, "password", password)) &&
           put_made(folder, "wallboard.network", card_network_text(card)) &&
           put_made(folder, "wallboard.netdev", card_netdev_text(card)) &&
           put_made(folder, "link.network", card_link_text(card)) &&
           put_made(folder, "wpa_supplicant.conf", card_supplicant_text(card)) &&
           put_made(folder, "time.conf", card_time_text(card)) &&
           put_made(folder, "device.json", card_device_text(card));
}

/* A line for each fault: what is told of it in every language, with a tabulator between them. */
static bool put_notice(const char *folder, const struct faults *faults)
{
    char *text = NULL;
    size_t length = 0;
    FILE *file = open_memstream(&text, &length);
    if (file == NULL) {
        return false;
    }
    for (size_t i = 0; i < faults_count(faults); i++) {
        const struct fault *fault = faults_at(faults, i);
        for (int language = 0; fault->severity == SEVERITY_FAULT && language < LANGUAGE_COUNT;
             language++) {
            char told[CARD_FAULT_BYTES];
            card_fault_text(told, fault, (enum language)language);
            fprintf(file, "%s%c", told, language + 1 < LANGUAGE_COUNT ? '\t' : '\n');
        }
    }
    fclose(file);
    return put_made(folder, "notice", text);
}

/* ---- The certificates that it names ---------------------------------------------------------- */

/*
 * The text of a file beside the installer's, to be freed. NULL where none was named, or after a
 * fault: once his own file is taken off the card it would be too late to lay another beside it.
 */
static char *read_certificates(const char *path, const char *pointer, const char *name,
                               struct faults *faults)
{
    char folder[PATH_MAX], place[PATH_MAX + NAME_MAX + 2];
    size_t length;
    if (name == NULL) {
        return NULL;
    }
    snprintf(folder, sizeof folder, "%s", path);
    snprintf(place, sizeof place, "%s/%s", dirname(folder), name);
    char *text = file_read(place, CONFIG_MAX_BYTES, &length);
    if (text == NULL && errno == ENOENT) {
        card_refuse(faults, pointer, name, CARD_FILE_MISSING);
    } else if (text == NULL || !pem_are_certificates(text) || strstr(text, "PRIVATE KEY") != NULL) {
        card_refuse(faults, pointer, name, CARD_CERTIFICATE);
        free(text);
        text = NULL;
    }
    return text;
}

/* False after a fault, and when they cannot be written; `faults` tells which. */
static bool put_certificates(const struct options *options, const struct card_config *card,
                             struct faults *faults)
{
    const char *path = options->provision_path;
    char *broker = read_certificates(path, "/broker/ca", card->broker.ca, faults);
    char *login = read_certificates(path, "/network/login/ca", card->network.login.ca, faults);
    if (faults_fatal(faults) > 0) {
        free(broker);
        free(login);
        return false;
    }
    bool written = put_made(options->folder, CARD_BROKER_CA, broker);
    return put_made(options->folder, CARD_LOGIN_CA, login) && written;
}

/* ---- All of it ------------------------------------------------------------------------------- */

static void refuse_unread(struct faults *faults, int reason)
{
    bool large = reason == EFBIG;
    faults_add(faults, SEVERITY_FAULT, "", large ? "too-large" : "unreadable", "",
               large ? "at most 256 KiB" : "a file", "The file cannot be read: %s.",
               strerror(reason));
}

/* NULL with a fault, and `code` then says of which kind. */
static struct card_config *read_card(const char *path, struct faults *faults, int *code)
{
    struct document document;
    *code = EXIT_INVALID;
    if (!load_document(&document, path)) {
        refuse_unread(faults, errno);
        *code = EXIT_UNREADABLE;
        return NULL;
    }
    struct card_config *card =
        card_config_read(document.bytes, document.length, clock_zone_known, faults);
    free(document.bytes);
    return card;
}

int provision(const struct options *options)
{
    int code;
    struct faults *faults = faults_create();
    struct card_config *card = read_card(options->provision_path, faults, &code);
    bool written =
        card != NULL && put_certificates(options, card, faults) && put_all(options->folder, card);
    if (faults_fatal(faults) > 0) {
        code = put_notice(options->folder, faults) ? code : EXIT_CANNOT_WRITE;
    } else {
        code = written ? EXIT_OK : EXIT_CANNOT_WRITE;
    }
    fault_lines(options->provision_path, faults);
    card_config_destroy(card);
    faults_destroy(faults);
    return code;
}
