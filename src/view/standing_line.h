#pragma once

/* The lines of the page of standing: each item, and the sum of a category or of all. */

#include "view/look.h"
#include "view/standing_page.h"

/* Of a category: its number and its name. */
#define STANDING_LABEL_BYTES 96

void standing_label(char *to, size_t size, const struct board_spec *spec, size_t category,
                    enum language language);

/* The decimals of the finest of the items: a sum is told with them. */
int standing_decimals(const struct standing_page *standing);

/* The points of all items of a category, whether there are readings of them or not. */
double standing_to_be_had(const struct standing_page *standing, const struct category *category);

struct font standing_line_font(const struct type *type);
int standing_line_height(const struct type *type);

/* The width in which each item has room. */
int standing_line_least(const struct type *type, const struct standing_page *standing);

void standing_item_record(struct cell *cell, struct rect bounds, const struct kpi *kpi,
                          const struct look *look);

/* `category` as the board counts them; how many there are: of all. */
void standing_sum_record(struct cell *cell, struct rect bounds,
                         const struct standing_page *standing, size_t category,
                         const struct look *look);
