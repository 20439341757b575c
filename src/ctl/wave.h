#pragma once

/* The option --wave: to so many screens first, then to so many, at last to all. */

#include <stdbool.h>
#include <stddef.h>

#include "ctl/call.h"

/*
 * Whether what --wave and --pause say can be done for this recipient; false after it was said why
 * not. Without --wave all is well.
 */
bool wave_is_right(const struct call *call, bool several);

/* "1,10,all": how many have it after each, and `text` goes on; 0 at "all" and behind it. */
size_t wave_next(const char **text);

/* For how long each wave is watched before the next. */
int wave_pause_ms(const struct call *call);
