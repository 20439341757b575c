#pragma once

/* What a program that asked for JSON gets to hear about a file. */

#include <jansson.h>
#include <stdbool.h>

#include "base/fault.h"

/* {"file","valid","errors"}, to be added to. */
json_t *file_answer(const char *path, const struct faults *faults);

/* On standard output; takes the answer over. */
void file_answer_print(json_t *answer);

/*
 * Of a file that load_document() could not read, with the reason in errno: a program that asked for
 * `json` gets it then, too. Returns the exit code.
 */
int file_answer_unreadable(const char *path, bool json);
