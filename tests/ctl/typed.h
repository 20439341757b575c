#pragma once

/* A call as somebody would have typed it. */

#include <assert.h>

#include "ctl/commands.h"
#include "ctl/parse.h"

/* The words end with NULL; they are borrowed. */
static inline struct call typed(const char *const *words)
{
    static char program[] = PROGRAM;
    char *argv[24] = {program};
    int count = 1;
    struct call call;
    while (words[count - 1] != NULL) {
        argv[count] = (char *)words[count - 1];
        count++;
    }
    enum parsed parsed = parse(&call, count, argv);
    assert(parsed == PARSED_RUN);
    (void)parsed;
    return call;
}

#define TYPED(...) typed((const char *const[]){__VA_ARGS__, NULL})
