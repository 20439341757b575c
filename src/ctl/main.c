#include <stdio.h>

#include "base/log.h"
#include "ctl/commands.h"
#include "ctl/complete.h"
#include "ctl/parse.h"

int main(int argc, char **argv)
{
    struct call call;
    /* What the link has to say a command says in its own words. */
    log_set_level(LOG_ERROR);
    if (complete_asked(argc, argv)) {
        return complete(argc, argv);
    }
    switch (parse(&call, argc, argv)) {
    case PARSED_HELP:
        help_print(call.command);
        return EXIT_DONE;
    case PARSED_VERSION:
        puts(PROGRAM " " WALLBOARD_VERSION);
        return EXIT_DONE;
    case PARSED_WRONG:
        return EXIT_USAGE;
    case PARSED_RUN:
        break;
    }
    return call.command->run(&call);
}
