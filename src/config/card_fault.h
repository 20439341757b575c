#pragma once

/* What is told of a fault in the installer's file, to whoever stands before the screen. */

#include <stddef.h>

#include "base/fault.h"
#include "kpi/words.h"

#define CARD_FAULT_BYTES 512

/*
 * One line: where it is, what stands there and what to write, in plain words of that language. What
 * a password is is never repeated.
 */
void card_fault_text(char to[CARD_FAULT_BYTES], const struct fault *fault, enum language language);
