#pragma once

/* The files that an installer's file names: certificates, and the keys to some. */

#include "config/card_config.h"

/*
 * What a file is called beside device.json, whatever the installer called it: nothing that he
 * writes can take the place of another file, and updates find the broker's ca.pem by its name.
 */
const char *card_file_kept(enum card_file file);

/* Whether it is a private key. */
bool card_file_is_key(enum card_file file);

/* The name that the installer gave it; NULL where he named none. */
const char *card_file_name(const struct card_config *config, enum card_file file);

/*
 * Reads those that are named into `card->files`. Each must lie beside it and be what it is to be:
 * once the installer's own file is taken off the card it would be too late to lay another beside
 * it. The broker's authorities are read under the name by which they are kept where none are named:
 * the web server of updates is judged by them.
 */
void card_files_read(struct card_config *card, const struct card_surroundings *around,
                     struct faults *faults);
