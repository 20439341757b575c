#pragma once

/*
 * What the two files say, as far as it can be used. A bad file never ends the program: what was
 * good before stays, and a notice for the wall says what is wrong.
 */

#include <jansson.h>
#include <stdbool.h>

#include "config/board_config.h"
#include "config/device_config.h"
#include "options.h"
#include "status.h"
#include "view/told_faults.h"

#define NOTICE_BYTES 256

struct setup {
    struct board_config
        *board; /* never NULL once read: an empty board where there was no good one */
    struct device_config *device;        /* NULL: there is no good device file, so no link either */
    char board_sha256[SHA256_HEX_BYTES]; /* of the board; "" for the empty one */
    json_t *file;                        /* that the board is from; NULL: none can be read */
    char file_sha256[SHA256_HEX_BYTES];  /* of its bytes; "" when by itself it is no board */
    bool file_missing;
    char device_sha256[SHA256_HEX_BYTES];
    struct told_faults told;         /* of an installer's file that was not taken in */
    char *told_text;                 /* what its texts are parts of */
    char notice[NOTICE_BYTES];       /* "" when all is well */
    char other_notice[NOTICE_BYTES]; /* the same without what is said of the board file */
};

/*
 * Whether the wall runs from an image that lets people log in: the file that WALLBOARD_DEBUG names
 * is there.
 */
bool setup_is_debug(void);

/* Reads both files anew. */
void setup_read(struct setup *setup, const struct options *options);

/* The same without the board's file: what is in it may be what ends the program again and again. */
void setup_read_safely(struct setup *setup, const struct options *options);

/*
 * Moves from `old` to `setup` what the old one had where the new file was not good. What is left in
 * `old` was replaced; the caller finishes it when nothing borrows from it any more.
 */
void setup_keep(struct setup *setup, struct setup *old);

/* What is to be said on the wall. "" when all is well: a file that is missing is not missed where
 * what was pushed is a whole board. */
const char *setup_notice(const struct setup *setup);

/*
 * Shows another board than the file's: it takes `board` over. NULL: again that of the file, or the
 * empty one. The board before is the caller's.
 */
struct board_config *setup_show(struct setup *setup, struct board_config *board,
                                const char *sha256);

void setup_finish(struct setup *setup);
