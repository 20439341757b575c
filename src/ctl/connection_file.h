#pragma once

/* The connection that push and sign put beside a layer: --connection FILE. */

#include <jansson.h>

#include "ctl/call.h"

/*
 * What stands in the file of --connection, as it is pushed: `broker` of a device file, or what
 * stands behind it there, with the texts of the files that it names in their place; null as it is.
 * It is judged first, as a screen judges it. NULL with *code EXIT_DONE when the option was not
 * given, else after it was said what is wrong. A new reference.
 */
json_t *connection_file_read(const struct call *call, int *code);
