#pragma once

/* What a program that asked for JSON gets to hear about a file. */

#include <jansson.h>
#include <stdbool.h>

#include "base/fault.h"

/* {"file","valid","errors"}, to be added to. */
json_t *file_answer(const char *path, const struct faults *faults);

/* On standard output; takes the answer over. */
void file_answer_print(json_t *answer);

/* The whole of what a check says: JSON, or the faults on standard error and a verdict. */
void file_answer_tell(const char *path, const struct faults *faults, bool json);

/*
 * Of a file that could not be read, with the reason in errno: a program that asked for
 * `json` gets it then, too. Returns the exit code, EX_NOINPUT.
 */
int file_answer_unreadable(const char *path, bool json);
