#pragma once

/* Takes in the installer's file of a card: `wallboard --provision FILE --to FOLDER`. */

#include "options.h"

/*
 * Writes into the folder, which must be there, the files of config/card_config.h under these names:
 * device.json, password, wallboard.network, wallboard.netdev, link.network, wpa_supplicant.conf,
 * time.conf, the certificates and the keys that lie beside FILE and are named in it by the names of
 * card_file_kept(), and secret-on-card, in which stands, a line each, what these keys are called
 * beside FILE; what is not needed is not written. With faults, also of a FILE that cannot be read,
 * nothing is written but `notice`, a line for each. Gives the exit code.
 */
int provision(const struct options *options);
