#pragma once

/* Takes in the installer's file of a card: `wallboard --provision FILE --to FOLDER`. */

#include "options.h"

/*
 * Writes into the folder, which must be there, the files of config/card_config.h under these names:
 * device.json, password, wallboard.network, wallboard.netdev, link.network, wpa_supplicant.conf,
 * time.conf, and the certificates that lie beside FILE and are named in it as ca.pem and login.pem;
 * what is not needed is not written. With faults, also of a FILE that cannot be read, nothing is
 * written but `notice`, a line for each. Gives the exit code.
 */
int provision(const struct options *options);
