#include "render.h"

#include <stdio.h>

#include "device/clock.h"
#include "replay.h"
#include "setup.h"
#include "view/stamp.h"
#include "view/view.h"
#include "why_answer.h"
#include "why_print.h"

/* False after a report: there is no such KPI. */
static bool show_why(struct view *view, const struct replay *replay, const struct options *options)
{
    size_t index = why_find(replay, options);
    if (index != SIZE_MAX) {
        char config[WHY_CONFIG_BYTES];
        json_t *facts = why_facts(replay);
        why_config(config, sizeof config, facts);
        json_decref(facts);
        view_show_why(view, index, config, INT32_MAX, &replay->now);
        view_turn_why(view, options->page > 0 ? options->page - 1 : 0);
    }
    return index != SIZE_MAX;
}

static int paint(const struct replay *replay, const struct options *options)
{
    int code = EXIT_NO_SCREEN;
    const struct board_config *config = replay->config;
    const struct moment now = replay->now;
    const char *name = replay->device != NULL ? replay->device->screen : NULL;
    struct view *view = NULL;
    struct stamp *stamp = NULL;
    struct screen *screen =
        screen_create(SCREEN_HEADLESS, options->width, options->height, config->display.rotate);
    if (screen == NULL) {
        goto out;
    }
    if (setup_is_debug()) {
        stamp = stamp_create(config, screen_measure(screen), options->width, options->height);
    }
    struct panel_room room = stamp_leaves(stamp, options->width, options->height);
    view = view_create(config, replay->board, &clock_zone, screen_measure(screen), room.width,
                       room.height, &now);
    const struct view_state state = {.link = LINK_NONE, .link_since_ms = NO_TIME, .screen = name};
    const struct scene *scene = stamp_on(stamp, view_scene(view));
    struct damage damage;
    damage_clear(&damage, (struct rect){0, 0, scene->width, scene->height});
    view_update(view, &state, &now, &damage); /* a banner takes its place, and makes more pages */
    if (options->why == NULL && options->page > view_page_count(view)) {
        fprintf(stderr, "wallboard: --page: read '%zu', allowed: 1 to %zu\n", options->page,
                view_page_count(view));
        code = EXIT_WRONG_OPTION;
        goto out;
    }
    size_t page = options->page > 0 ? options->page - 1 : 0;
    view_show_page(view, options->why != NULL ? 0 : page, &now);
    if (options->why != NULL && !show_why(view, replay, options)) {
        code = EXIT_INVALID;
        goto out;
    }
    damage_add(&damage, damage.wall);
    view_update(view, &state, &now, &damage);
    bool shown;
    screen_show(screen, stamp_on(stamp, view_scene(view)), &damage, &shown);
    code = screen_save_png(screen, options->picture_path) ? EXIT_OK : EXIT_CANNOT_WRITE;
out:
    view_destroy(view);
    stamp_destroy(stamp);
    screen_destroy(screen);
    return code;
}

int render_picture(const struct options *options)
{
    int code;
    struct replay replay;
    if (replay_open(&replay, options, &code)) {
        code = paint(&replay, options);
    }
    replay_finish(&replay);
    return code;
}
