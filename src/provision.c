#include "provision.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault_lines.h"
#include "config/card_config.h"
#include "config/card_fault.h"
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

int provision(const struct options *options)
{
    struct document document;
    if (!load_document(&document, options->provision_path)) {
        return EXIT_UNREADABLE;
    }
    int code = EXIT_CANNOT_WRITE;
    struct faults *faults = faults_create();
    struct card_config *card =
        card_config_read(document.bytes, document.length, clock_zone_known, faults);
    fault_lines(options->provision_path, faults);
    if (card == NULL) {
        code = put_notice(options->folder, faults) ? EXIT_INVALID : EXIT_CANNOT_WRITE;
    } else if (put_all(options->folder, card)) {
        code = EXIT_OK;
    }
    card_config_destroy(card);
    faults_destroy(faults);
    free(document.bytes);
    return code;
}
