/* The card by which a screen is found: its name as large as it goes, and which board shows it. */

#include <stdio.h>

#include "view/huge.h"
#include "view/placard_parts.h"

/* The frame that makes it seen from the side, as a share of the shorter edge. */
#define FRAME_SHARE 40

/* What stands below the name. */
enum { TEXTS = 3 };

static void board_text(char *to, size_t size, const struct facts *facts)
{
    bool serial = facts->serial[0] != '\0', machine = facts->machine[0] != '\0';
    snprintf(to, size, "%s%s%s%s", machine ? "ID " : "", facts->machine,
             serial && machine ? " · " : "", facts->serial);
}

void placard_record_identify(const struct placard *placard, struct cell *cell)
{
    const struct chrome *chrome = &placard->chrome;
    const struct theme *theme = placard->look.theme;
    const struct facts *facts = &placard->facts;
    struct rect inner = placard->inner;
    struct pen pen = pen_start(cell, placard->wall, theme->ground, placard->look.type.measure);
    int shorter = placard->wall.w < placard->wall.h ? placard->wall.w : placard->wall.h;
    pen_frame(&pen, placard->wall, 0, shorter / FRAME_SHARE, theme->text);

    char texts[TEXTS][128];
    placard_identity(placard, texts[0], sizeof texts[0]);
    board_text(texts[1], sizeof texts[1], facts);
    snprintf(texts[2], sizeof texts[2], "%s%s%s", facts->interface,
             facts->interface[0] ? " · " : "", facts->address);
    int foot = 0;
    for (int i = 0; i < TEXTS; i++) {
        foot += placard_text_height(placard, texts[i]);
    }
    int height = inner.h - foot;
    struct huge huge = huge_set(&placard->look.type, placard_name(placard), inner.w,
                                height - chrome->line_height, placard->look.type.figure_cap);
    int top = inner.y + (height - huge.height) / 2;
    huge_record(&pen, &huge, inner.x, top, theme->text);
    top = inner.y + height;
    for (int i = 0; i < TEXTS; i++) {
        placard_text(placard, &pen, top, texts[i]);
        top += placard_text_height(placard, texts[i]);
    }
}
