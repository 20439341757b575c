#pragma once

/*
 * How the centre stands: the last assessment, each category with the points of its items, all of
 * them, and each item on a line. The cards stand on the first screenful, lines on as many as they
 * need, below the line of all of them where two lines have room. Where the cards have no room
 * beside one another the categories stand on lines too, each above its items.
 *
 *   Baseline Assessment         1.0 Direction    2.0 Processes
 *   78.5 /100 pts  +6.5         350/400          480/600
 *   ◆ Info   done 14 Sep 2026   4 in all         Incomplete 5/6
 *   All                                                  1420/1800
 *   ◆ 1.1 Direction  FY2026  85/100   ◆ 1.2 Plans  FY2026  90/100
 */

#include "base/rect.h"
#include "config/board_config.h"
#include "view/place.h"
#include "view/type.h"

#define STANDING_NO_KPI SIZE_MAX

struct standing_page {
    const struct board_spec *spec;
    const struct page_spec *page;
    const size_t *items; /* indices into the board's KPIs, by category */
    size_t item_count;
    size_t assessment; /* of the board's KPIs; STANDING_NO_KPI: there is none */
    bool beside;       /* the assessment is left of the cards; else above them */
    bool apart;        /* the categories are on lines */
    bool headed;       /* the line of all items is on each screenful */
    struct tile_size large, card;
    size_t cards_abreast;
    int gap;         /* between all parts */
    int line_height; /* of items and sums */
    size_t lines_abreast;
    size_t first_rows, rows; /* of lines, on the first screenful and on each further one */
};

/*
 * For an area of width x height px; brings `kpis`, those of the page, into the order of the lines
 * and borrows them. False when the assessment or a line has no room.
 */
bool standing_page_init(struct standing_page *standing, const struct type *type,
                        const struct board_spec *spec, size_t *kpis, const struct page_spec *page,
                        int width, int height);

size_t standing_page_screenfuls(const struct standing_page *standing);

/* Of the cards of categories. */
struct tile_style standing_page_style(const struct standing_page *standing,
                                      const struct type *type);

/* Writes the slots of a screenful; returns how many. */
size_t standing_page_place(const struct standing_page *standing, size_t screenful, struct rect area,
                           struct slot *slots);

/* The most slots that any screenful has. */
size_t standing_page_most_slots(const struct standing_page *standing);
