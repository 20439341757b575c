#pragma once

/* A table of figures as messages: each row a reading, judged by the reader that the screens have.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/fault.h"
#include "base/moment.h"
#include "ctl/sheet.h"
#include "kpi/catalogue.h"

struct figure {
    const char *topic; /* below the site */
    const char *payload;
};

struct figures {
    const struct figure *list;
    size_t count;
};

/* What a table cannot know by itself. */
struct figure_world {
    const struct catalogue *catalogue;
    const struct zone *zone; /* of local dates; NULL: there must be none */
    int64_t wall_ms;         /* now */
};

/*
 * All faults are added, "/LINE/COLUMN" their pointer, with the column as the header calls it. False
 * when there was one. All is taken from `arena`.
 */
bool figures_read(const struct sheet *sheet, const struct figure_world *world, struct arena *arena,
                  struct figures *figures, struct faults *faults);
