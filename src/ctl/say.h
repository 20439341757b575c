#pragma once

/* What is said to all walls at once, retained: announcements and closures. */

#include <stdbool.h>

#include "ctl/call.h"
#include "kpi/words.h"

/*
 * The payload of announce/<id> or closure/<id> from the options, judged by the reader that the
 * walls have; to be freed. NULL after what is wrong was said.
 */
char *say_announcement(const struct call *call);
char *say_closure(const struct call *call);
