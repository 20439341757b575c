#pragma once

#include "options.h"

/* Runs the wall until it is told to leave; gives the exit code. */
int wallboard_run(const struct options *options);
