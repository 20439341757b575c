#include "why_print.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/fault_lines.h"
#include "device/clock.h"
#include "find_kpi.h"
#include "replay.h"
#include "why_answer.h"

static void print_json(json_t *answer)
{
    char *text = json_dumps(answer, JSON_INDENT(2) | JSON_REAL_PRECISION(15));
    puts(text);
    free(text);
    json_decref(answer);
}

static void print_lines(const struct why *why, enum language language, json_t *answer)
{
    size_t i;
    json_t *line;
    printf("%s · %s\n", why->channel->name.in[language], why->kpi->spec->name.in[language]);
    json_array_foreach(json_object_get(answer, "text"), i, line)
    {
        puts(json_string_value(line));
    }
    json_decref(answer);
}

size_t why_find(const struct replay *replay, const struct options *options)
{
    struct faults *faults = faults_create();
    size_t index = find_kpi(replay->board, options->why, "", NULL, faults);
    fault_lines("--why", faults);
    faults_destroy(faults);
    return index;
}

json_t *why_facts(const struct replay *replay)
{
    return json_pack("{s:s}", "sha256", replay->sha256);
}

static int print(const struct replay *replay, const struct options *options)
{
    size_t index = why_find(replay, options);
    if (index == SIZE_MAX) {
        return EXIT_INVALID;
    }
    struct why why = board_why(replay->board, index);
    const struct why_asked asked = {options->language >= 0 ? (enum language)options->language
                                                           : replay->config->language,
                                    &clock_zone, replay->now};
    json_t *answer = why_answer(&why, board_spec(replay->board), &asked, why_facts(replay));
    if (options->json) {
        print_json(answer);
    } else {
        print_lines(&why, asked.language, answer);
    }
    return EXIT_OK;
}

int why_print(const struct options *options)
{
    int code;
    struct replay replay;
    if (replay_open(&replay, options, &code)) {
        code = print(&replay, options);
    }
    replay_finish(&replay);
    return code;
}
