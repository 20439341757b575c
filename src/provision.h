#pragma once

/* Takes in the installer's file of a card: `wallboard --provision FILE --to FOLDER`. */

#include "options.h"

/*
 * Writes into the folder, which must be there, the files of config/card_config.h under these names:
 * device.json, password, wallboard.network, wallboard.netdev, link.network, wpa_supplicant.conf,
 * time.conf; what is not needed is not written. With faults nothing is written but `notice`, one
 * sentence for the wall. Gives the exit code.
 */
int provision(const struct options *options);
