#pragma once

/* The glossary on standard output. */

#include "options.h"

/* The word that was asked for, or all of them. Returns the program's exit code. */
int words_print(const struct options *options);
