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
#include "config/card_files.h"
#include "config/document.h"
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

/* By line, as their owner called them, the files beside it that are secrets, too. */
static bool put_secrets(const char *folder, const struct card_config *card)
{
    char names[CARD_FILES * (NAME_MAX + 1) + 1] = "";
    for (enum card_file file = 0; file < CARD_FILES; file++) {
        const char *name = card_file_name(card, file);
        if (card_file_is_key(file) && name != NULL) {
            size_t length = strlen(names);
            snprintf(names + length, sizeof names - length, "%s\n", name);
        }
    }
    return names[0] == '\0' || put(folder, "secret-on-card", names);
}

/* The certificates and the keys that it names. */
static bool put_files(const char *folder, const struct card_config *card)
{
    for (enum card_file file = 0; file < CARD_FILES; file++) {
        const char *text = card->files[file];
        if (text != NULL && !put(folder, card_file_kept(file), text)) {
            return false;
        }
    }
    return put_secrets(folder, card);
}

static bool put_all(const char *folder, const struct card_config *card)
{
    const char *password = card->broker.password;
    return put_files(folder, card) && (password == NULL || put(folder, "password", password)) &&
           put_made(folder, "wallboard.network", card_network_text(card)) &&
           put_made(folder, "wallboard.netdev", card_netdev_text(card)) &&
           put_made(folder, "link.network", card_link_text(card)) &&
           put_made(folder, "wpa_supplicant.conf", card_supplicant_text(card)) &&
           put_made(folder, "time.conf", card_time_text(card)) &&
           put_made(folder, "device.json", card_device_text(card));
}

/* Nobody reads more at once, and more is not read where they are told. */
#define NOTICE_LINES 60

/* A line for each fault: what is told of it in every language, with a tabulator between them. */
static bool put_notice(const char *folder, const struct faults *faults)
{
    char *text = NULL;
    size_t length = 0;
    FILE *file = open_memstream(&text, &length);
    if (file == NULL) {
        return false;
    }
    int lines = 0;
    for (size_t i = 0; i < faults_count(faults) && lines < NOTICE_LINES; i++) {
        const struct fault *fault = faults_at(faults, i);
        lines += fault->severity == SEVERITY_FAULT;
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

/* ---- All of it ------------------------------------------------------------------------------- */

static void refuse_unread(struct faults *faults, int reason)
{
    bool large = reason == EFBIG;
    faults_add(faults, SEVERITY_FAULT, "", large ? "too-large" : "unreadable", "",
               large ? "at most 256 KiB" : "a file", "The file cannot be read: %s.",
               strerror(reason));
}

/* A file in the folder of the installer's file at `context`. */
static char *read_beside(const void *context, const char *name)
{
    char folder[PATH_MAX], place[PATH_MAX + NAME_MAX + 2];
    size_t length;
    snprintf(folder, sizeof folder, "%s", (const char *)context);
    snprintf(place, sizeof place, "%s/%s", dirname(folder), name);
    return file_read(place, CONFIG_MAX_BYTES, &length);
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
    const struct card_surroundings around = {
        .zone_known = clock_zone_known, .file_read = read_beside, .context = path};
    struct card_config *card = card_config_read(document.bytes, document.length, &around, faults);
    free(document.bytes);
    return card;
}

int provision(const struct options *options)
{
    int code;
    struct faults *faults = faults_create();
    struct card_config *card = read_card(options->provision_path, faults, &code);
    bool written = card != NULL && put_all(options->folder, card);
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
