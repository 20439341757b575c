#pragma once

#include "config/board_config.h"
#include "options.h"
#include "view/placard.h"

/*
 * `wallboard --test-card --render`: one picture of the installer's card, without screen and broker:
 * what only they could tell is not known on it. Gives the exit code.
 */
int render_card(const struct options *options);

/* The same of any card, a config, and facts that are known otherwise. */
int render_card_with(const struct options *options, enum card card,
                     const struct board_config *config, const struct facts *facts);
