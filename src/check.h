#pragma once

#include <stdbool.h>

/* `wallboard --check`: says all that is wrong with a board or device file; gives the exit code. */
int check_file(const char *path, bool json);
