#pragma once

/* Why a KPI is judged as it is, for programs: what a request and --why --json answer. */

#include <jansson.h>

#include "kpi/why.h"

/* Who asks, and when. */
struct why_asked {
    enum language language;
    const struct zone *zone;
    struct moment now;
};

/*
 * {"kpi","quality","verdict","value","shown",...,"text":[...]}; what nobody knows is null. `config`
 * is what is known of the configuration in force, and is taken over.
 */
json_t *why_answer(const struct why *why, const struct board_spec *spec,
                   const struct why_asked *asked, json_t *config);

#define WHY_CONFIG_BYTES 160

/* The same for people: "screen 12, sha256 4f1c3b2a90de". */
void why_config(char *to, size_t size, const json_t *config);
