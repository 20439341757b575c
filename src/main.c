/* Wallboard: the KPIs of a contact centre on a wall. This file chooses what to do; see options.h.
 */

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "check.h"
#include "base/log.h"
#include "config/schema.h"
#include "legibility.h"
#include "load.h"
#include "options.h"
#include "provision.h"
#include "render.h"
#include "render_card.h"
#include "wallboard.h"
#include "why_print.h"
#include "words_print.h"

static int print_schema(void)
{
    char *text = schema_text();
    puts(text);
    free(text);
    return EXIT_OK;
}

static int print(const char *text)
{
    fputs(text, stdout);
    return EXIT_OK;
}

static int act(const struct options *options)
{
    if (options->mode != MODE_RUN) {
        log_set_level(LOG_WARNING);
    }
    switch (options->mode) {
    case MODE_RUN:
        return wallboard_run(options);
    case MODE_CHECK:
        return check_file(options->check_path, options->json);
    case MODE_RENDER:
        return options->test_card ? render_card(options) : render_picture(options);
    case MODE_LEGIBILITY:
        return legibility_print(options);
    case MODE_PROVISION:
        return provision(options);
    case MODE_WHY:
        return why_print(options);
    case MODE_WORDS:
        return words_print(options);
    case MODE_SCHEMA:
        return print_schema();
    case MODE_VERSION:
        return print("wallboard " WALLBOARD_VERSION "\n");
    case MODE_HELP:
        return print(options_help());
    }
    return EXIT_INTERNAL;
}

int main(int count, char **arguments)
{
    struct options options;
    /* The password would stand in a core. */
    setrlimit(RLIMIT_CORE, &(struct rlimit){0});
    if (!options_parse(&options, count, arguments)) {
        return EXIT_WRONG_OPTION;
    }
    int code = EXIT_OK;
    if (load_choose(&options, &code)) {
        code = act(&options);
    }
    load_finish();
    return code;
}
