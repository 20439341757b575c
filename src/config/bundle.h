#pragma once

/* What an update of a screen is called by: where its bundle lies. */

#include <stdbool.h>

#include "base/fault.h"

/*
 * A bundle is `https://` or `http://`, a host and a path, or `usb:` and the name of a file that
 * ends in .raucb, at the top of a stick. Nothing else may reach whoever installs it, as root, by
 * its name. Of a fault that may hold a password nothing is repeated.
 */
void bundle_judge(const char *bundle, const char *pointer, struct faults *faults);
