#pragma once

/*
 * The scorecard: for each table of the catalogue, and for all of them, how many KPIs are at level
 * of how many that have a target, and how many there are; below them each KPI on a line, the worst
 * first. The cards stand on the first screenful, lines on as many as they need.
 *
 *   KCRP          KSP           CX, cost      All
 *   12/15         6/8           7/7           25/30
 *   of 17         of 9          of 9          of 35
 *   ■ Below  Phone CEA cust.            33%  4/12 months
 */

#include "base/rect.h"
#include "view/level_caption.h"
#include "view/look.h"
#include "view/place.h"

#define SCORE_CARDS 4 /* the tables 1 to 3, and all */

struct scorecard {
    int caption;               /* height of the line above */
    int cards_abreast;         /* 4, or 2 where they are narrow */
    struct tile_size card;     /* of one */
    int line_height, gap;      /* of the lines, and between all parts */
    size_t first_lines, lines; /* on the first screenful, on each further one */
    size_t kpi_count;
};

/* For an area of width x height px. False when the cards have no room. */
bool scorecard_init(struct scorecard *scorecard, const struct type *type, size_t kpi_count,
                    int width, int height);

size_t scorecard_screenfuls(const struct scorecard *scorecard);
struct tile_style scorecard_style(const struct scorecard *scorecard, const struct type *type);

/* Writes the slots of a screenful of `kpis`, in the order of the lines; returns how many. */
size_t scorecard_place(const struct scorecard *scorecard, const size_t *kpis, size_t screenful,
                       struct rect area, struct slot *slots);

/* `table` 1 to 3, 0: all; of the KPIs of the page. */
void scorecard_record_card(struct cell *cell, struct rect bounds, const struct tile_style *style,
                           int table, const struct page_spec *page, const struct look *look);
void scorecard_record_line(struct cell *cell, struct rect bounds, const struct kpi *kpi,
                           const struct look *look);

/* Changes with every KPI of the page. */
uint32_t scorecard_revision(const struct page_spec *page, const struct board *board);

struct font scorecard_line_font(const struct type *type);
