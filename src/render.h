#pragma once

#include "options.h"

/* `wallboard --render`: one picture of a board, without screen and broker; gives the exit code. */
int render_picture(const struct options *options);
