#pragma once

/* Every text role of every page of a board on a panel: what report and warnings are made from. */

#include "base/arena.h"
#include "base/fault.h"
#include "config/board_config.h"
#include "view/legibility.h"

struct legibility_row {
    size_t page; /* from 1 */
    struct text_role role;
};

struct legibility_table {
    struct arena *arena; /* owns all, the table too */
    const struct display_config *display;
    int width, height; /* of the panel, px */
    struct legibility_row *rows;
    size_t count;
};

/*
 * Lays the board out on a panel of width x height px, and adds a warning at each name that is cut
 * there. NULL when there is no font to do it with. The config is borrowed.
 */
struct legibility_table *legibility_table_create(const struct board_config *config, int width,
                                                 int height, struct faults *faults);
void legibility_table_destroy(struct legibility_table *table);

/* How many rows break the rule. */
int legibility_broken(const struct legibility_table *table);
