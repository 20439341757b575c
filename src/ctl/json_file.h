#pragma once

/* JSON from the command line: files, the layer of a board among them, and words. */

#include <jansson.h>

#include "ctl/call.h"

/* Whatever stands in it; NULL with *code set after what is wrong was said. */
json_t *json_file_read(const struct call *call, const char *path, int *code);

/* A layer that is not wrong by itself, which push sends and diff compares; NULL likewise. */
json_t *layer_file_read(const struct call *call, const char *path, int *code);

/* A whole number as such, anything else as a text. */
json_t *json_of_text(const char *text);
