#pragma once

/* The payload of a request from the command line: judged by the reader that the screen has. */

#include <stdbool.h>
#include <stddef.h>

#include "ctl/call.h"

#define TRANSACTION_BYTES 17

/*
 * The JSON to send, to be freed, with the operands from `rest` on. NULL after what is wrong was
 * said; then nothing may be sent.
 */
char *question_write(const struct call *call, size_t rest, const char *transaction);
