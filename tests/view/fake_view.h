#pragma once

/* A wall that shows: a fake board, a view of it and the clock, at the start all live and met. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "view/view.h"
#include "fake_board.h"
#include "fake_measure.h"
#include "fake_spec.h"

static struct fake_wall wall;
static struct board board;
static struct view *view;
static struct moment now;
static struct view_state link_state;
static struct damage damage;

/* Channels with so many KPIs each. No view yet: a test may change the wall first. */
static inline void fill_wall(enum language language, double distance_m, const size_t *counts,
                             size_t channels)
{
    fake_wall(&wall, language, distance_m, counts, channels);
    fake_board(&board, &wall.config.spec);
    for (size_t i = 0; i < wall.config.spec.kpi_count; i++) {
        struct kpi *kpi = fake_live(&board, i, 80);
        kpi->verdict = VERDICT_MET;
        kpi->warns = false;
    }
    fake_settle(&board);
    now = (struct moment){.mono_ms = 5000000, .wall_ms = FAKE_NOW + 10000, .clock_good = true};
    link_state = (struct view_state){.link = LINK_UP, .link_since_ms = NO_TIME};
}

/* A view of the wall as it is now, in place of the one before. */
static inline void open_view(int width, int height)
{
    view_destroy(view);
    view = view_create(&wall.config, &board, &zone_utc, &fake_measure, width, height, &now);
}

static inline int close_view(void **state)
{
    (void)state;
    view_destroy(view);
    view = NULL;
    return 0;
}

static inline void update(void)
{
    const struct scene *scene = view_scene(view);
    damage_clear(&damage, (struct rect){0, 0, scene->width, scene->height});
    view_update(view, &link_state, &now, &damage);
}

/* Time passes, as far as the wall waits for anything. */
static inline void update_after(int64_t ms)
{
    now.mono_ms += ms;
    update();
}

/* Whether any text on the wall holds that one. */
static inline bool says(const char *text)
{
    const struct scene *scene = view_scene(view);
    for (size_t i = 0; i < scene->count; i++) {
        for (int k = 0; k < scene->cells[i].count; k++) {
            const struct command *command = &scene->cells[i].commands[k];
            if (command->kind == COMMAND_TEXT && strstr(command->text, text)) {
                return true;
            }
        }
    }
    return false;
}
