#pragma once

/*
 * What the two files say, as far as it can be used. A bad file never ends the program: what was
 * good before stays, and a notice for the wall says what is wrong.
 */

#include <stdbool.h>

#include "config/board_config.h"
#include "config/device_config.h"
#include "options.h"
#include "status.h"

#define NOTICE_BYTES 256

struct setup {
    struct board_config
        *board; /* never NULL once read: an empty board where there was no good one */
    struct device_config *device;        /* NULL: there is no good device file, so no link either */
    char board_sha256[SHA256_HEX_BYTES]; /* of the file's bytes; "" for the empty board */
    char device_sha256[SHA256_HEX_BYTES];
    char notice[NOTICE_BYTES]; /* "" when all is well */
};

/* Reads both files anew. */
void setup_read(struct setup *setup, const struct options *options);

/*
 * Moves from `old` to `setup` what the old one had where the new file was not good. What is left in
 * `old` was replaced; the caller finishes it when nothing borrows from it any more.
 */
void setup_keep(struct setup *setup, struct setup *old);

void setup_finish(struct setup *setup);
