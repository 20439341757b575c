/*
 * How many pixels are painted when one KPI changes, against the area of its tile: the worst of all
 * KPIs of the board.
 *
 * usage: repaint BOARD-FILE
 */

#include <stdlib.h>
#include <string.h>

#include "bench/stage/feed.h"
#include "bench/stage/process.h"
#include "bench/stage/stage.h"
#include "screen/screen.h"
#include "view/view.h"

struct rig {
    struct feed *feed;
    struct board *board;
    struct screen *screen;
    struct view *view;
    struct moment now;
    struct cell *before;
};

static void send(struct rig *rig, size_t kpi, size_t value)
{
    const char *topic = feed_topic(rig->feed, kpi) + strlen("wallboard/1/" FEED_SITE "/");
    const char *payload = feed_value(rig->feed, kpi, value);
    if (board_message(rig->board, topic, payload, strlen(payload), false, &rig->now) !=
        EFFECT_TAKEN) {
        give_up("%s %s was not taken", topic, payload);
    }
}

/* Returns the pixels that were painted. */
static int64_t show(struct rig *rig)
{
    const struct scene *scene = view_scene(rig->view);
    const struct view_state state = {.link = LINK_UP, .link_since_ms = NO_TIME};
    struct damage damage;
    bool shown;
    damage_clear(&damage, (struct rect){0, 0, scene->width, scene->height});
    board_advance(rig->board, &rig->now);
    view_update(rig->view, &state, &rig->now, &damage);
    return damage.count > 0 ? screen_show(rig->screen, scene, &damage, &shown) : 0;
}

/* The smallest cell that changed is the tile: nothing else may have been painted with it. */
static int64_t changed_area(const struct rig *rig)
{
    const struct scene *scene = view_scene(rig->view);
    int64_t area = 0;
    for (size_t i = 0; i < scene->count; i++) {
        const struct cell *cell = &scene->cells[i];
        int64_t size = rect_area(cell->bounds);
        bool changed = !rect_empty(cell_difference(&rig->before[i], cell));
        if (changed && (area == 0 || size < area)) {
            area = size;
        }
    }
    return area;
}

static double worst_ratio(struct rig *rig)
{
    const struct scene *scene = view_scene(rig->view);
    double worst = 0;
    for (size_t i = 0; i < feed_count(rig->feed); i++) {
        memcpy(rig->before, scene->cells, scene->count * sizeof *rig->before);
        send(rig, i, 1);
        int64_t painted = show(rig), area = changed_area(rig);
        if (painted == 0 || area == 0) {
            give_up("%s changes nothing on the wall", feed_topic(rig->feed, i));
        }
        double ratio = (double)painted / (double)area;
        worst = ratio > worst ? ratio : worst;
    }
    return worst;
}

int main(int count, char **arguments)
{
    if (count != 2) {
        give_up("usage: %s BOARD-FILE", arguments[0]);
    }
    struct rig rig = {.feed = feed_create(arguments[1], "/dev/null"),
                      .now = {1000000, INT64_C(1795000020000), true}};
    const struct board_config *config = feed_board(rig.feed);
    rig.board = board_create(&config->spec, &zone_utc, &rig.now);
    rig.screen = screen_create(SCREEN_HEADLESS, 1920, 1080, 0);
    if (rig.screen == NULL) {
        give_up("no screen");
    }
    rig.view =
        view_create(config, rig.board, &zone_utc, screen_measure(rig.screen), 1920, 1080, &rig.now);
    for (size_t i = 0; i < feed_count(rig.feed); i++) {
        send(&rig, i, 0);
    }
    show(&rig);
    rig.before = calloc(view_scene(rig.view)->count, sizeof *rig.before);
    if (rig.before == NULL) {
        give_up("no memory for a scene");
    }
    figure_tell("repaint", worst_ratio(&rig));
    free(rig.before);
    view_destroy(rig.view);
    screen_destroy(rig.screen);
    board_destroy(rig.board);
    feed_destroy(rig.feed);
    return EXIT_SUCCESS;
}
