#pragma once

/* A figure came and was not taken: what was read, why not, and what is allowed. */

#include "view/why_writer.h"

/* The line about the last message that was refused; there is one. */
void why_refused_say(struct writer *w, const struct board_spec *spec);

/* What is allowed, for programs: in English, times in UTC; "" where the reason says all. */
void why_refused_allowed(char *to, size_t size, const struct why *why);

/* The topic on which it came, below the site or of others. */
void why_refused_topic(char *to, size_t size, const struct why *why, const struct board_spec *spec);
