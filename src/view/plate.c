#include "view/plate.h"

#include <stdio.h>

/* Where the last of what stands on the line ends; what fills the cell is its ground. */
static int end_of_line(const struct cell *cell, int baseline)
{
    int end = cell->bounds.x;
    for (int i = 0; i < cell->count; i++) {
        struct rect r = cell->commands[i].bounds;
        bool on_line = r.y < baseline && r.y + r.h > baseline;
        if (on_line && r.w < cell->bounds.w && r.x + r.w > end) {
            end = r.x + r.w;
        }
    }
    return end;
}

void plate_record(struct pen *pen, const struct chrome *chrome, int baseline, colour ink,
                  const char *screen)
{
    struct rect cell = pen->cell->bounds;
    if (!screen) {
        return;
    }
    char text[96];
    int right = cell.x + cell.w - chrome->side;
    int room = right - end_of_line(pen->cell, baseline) - 2 * chrome->space;
    snprintf(text, sizeof text, "%s · %s", screen, WALLBOARD_VERSION);
    if (pen_width(pen, chrome->text, text) > room) {
        snprintf(text, sizeof text, "%s", screen);
    }
    if (pen_width(pen, chrome->text, text) <= room) {
        pen_text_right(pen, right, baseline, room, chrome->text, ink, text);
    }
}
