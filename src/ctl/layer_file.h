#pragma once

/* A layer of the board in a file: what push sends, and diff compares. */

#include <jansson.h>

#include "ctl/call.h"

/* An object; NULL with *code set after what is wrong was said. */
json_t *layer_file_read(const struct call *call, const char *path, int *code);
