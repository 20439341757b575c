#include "legibility.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "config/pointer.h"
#include "device/clock.h"
#include "load.h"
#include "screen/screen.h"
#include "view/legibility.h"
#include "view/place.h"
#include "view/sizes.h"
#include "view/tile.h"

/* A wall that nobody sees. */
struct wall {
    struct board *board;
    struct screen *screen;
    struct view *view;
    struct moment now;
};

static bool build(struct wall *wall, const struct board_config *config, int width, int height)
{
    *wall = (struct wall){.now = {.mono_ms = 1, .wall_ms = 0, .clock_good = true}};
    wall->board = board_create(&config->spec, &clock_zone, &wall->now);
    wall->screen = screen_create(SCREEN_HEADLESS, width, height, config->display.rotate);
    if (wall->screen != NULL) {
        wall->view = view_create(config, wall->board, &clock_zone, screen_measure(wall->screen),
                                 width, height, &wall->now);
    }
    return wall->view != NULL;
}

static void destroy(struct wall *wall)
{
    view_destroy(wall->view);
    screen_destroy(wall->screen);
    board_destroy(wall->board);
}

/* ---- The report ----------------------------------------------------------------------------- */

static bool print_role(size_t page, const struct text_role *role)
{
    bool holds = legibility_holds(role);
    printf("%4zu  %-15s %5d px %7.1f mm %6.1f' %8.0f'  %s\n", page + 1, role->name, role->px,
           role->mm, role->minutes, role->rule, holds ? "ok" : "TOO SMALL");
    return holds;
}

static int print_pages(struct wall *wall, const struct board_config *config)
{
    const struct display_config *display = &config->display;
    int broken = 0;
    printf("%dx%d, %.0f inch, seen from %.1f m\n\n", screen_width(wall->screen),
           screen_height(wall->screen), display->diagonal_inch, display->viewing_distance_m);
    printf("%4s  %-15s %8s %10s %7s %9s\n", "page", "text", "height", "", "seen", "at least");
    for (size_t page = 0; page < view_page_count(wall->view); page++) {
        struct text_role roles[TEXT_ROLES];
        view_show_page(wall->view, page, &wall->now);
        size_t count = legibility_of(wall->view, roles);
        for (size_t i = 0; i < count; i++) {
            broken += !print_role(page, &roles[i]);
        }
    }
    printf("\n%d too small\n", broken);
    return broken > 0 ? EXIT_INVALID : EXIT_OK;
}

int legibility_print(const struct options *options)
{
    struct document document;
    if (!load_document(&document, options->config_path)) {
        return EXIT_UNREADABLE;
    }
    int code = EXIT_INVALID;
    struct wall wall = {0};
    struct faults *faults = faults_create();
    struct board_config *config = load_board(&document, faults);
    load_report(options->config_path, faults);
    if (config != NULL) {
        bool built = build(&wall, config, options->width, options->height);
        code = built ? print_pages(&wall, config) : EXIT_NO_SCREEN;
    }
    destroy(&wall);
    board_config_destroy(config);
    faults_destroy(faults);
    free(document.bytes);
    return code;
}

/* ---- The warnings --------------------------------------------------------------------------- */

/* The smallest against its rule, of each rule: a board with a hundred tiles gets three warnings. */
struct worst {
    double rule;
    const char *of;
    struct text_role role;
    bool broken;
};

static void remember(struct worst *worst, size_t count, const struct text_role *role)
{
    for (size_t i = 0; i < count; i++) {
        bool same = worst[i].rule == role->rule && !legibility_holds(role);
        if (same && (!worst[i].broken || role->minutes < worst[i].role.minutes)) {
            worst[i].role = *role;
            worst[i].broken = true;
        }
    }
}

static void warn(const struct worst *worst, int width, int height, struct faults *faults)
{
    char read[96], allowed[64];
    snprintf(read, sizeof read, "%.1f arc minutes on %dx%d (%s)", worst->role.minutes, width,
             height, worst->role.name);
    snprintf(allowed, sizeof allowed, "at least %.0f arc minutes for %s", worst->rule, worst->of);
    faults_add(faults, SEVERITY_WARNING, "/display", "legibility", read, allowed,
               "From the farthest seat this is too small; see --legibility.");
}

/* ---- Names that are cut --------------------------------------------------------------------- */

static void warn_name(const struct name *name, struct pointer *pointer, const char *key,
                      const struct wall *wall, struct faults *faults)
{
    char read[COMMAND_TEXT_BYTES + 32], allowed[48];
    snprintf(read, sizeof read, "%s on %dx%d", name->text, screen_width(wall->screen),
             screen_height(wall->screen));
    snprintf(allowed, sizeof allowed, "a shorter '%s'", key);
    pointer_push(pointer, key);
    faults_add(faults, SEVERITY_WARNING, pointer->text, "name-cut", read, allowed,
               "The name has no room here and is cut.");
}

static struct pointer pointer_to(const struct board_spec *spec, size_t channel)
{
    struct pointer pointer = {0};
    pointer_push(&pointer, "businesses");
    pointer_push(&pointer, spec->businesses[spec->channels[channel].business_index].id);
    pointer_push(&pointer, "channels");
    pointer_push(&pointer, spec->channels[channel].id);
    return pointer;
}

/* Each name once, on whatever pages it stands: `told` has a place for every KPI and channel. */
static void warn_slot(const struct wall *wall, const struct board_spec *spec,
                      const struct slot *slot, bool *told, struct faults *faults)
{
    struct view_setting setting = view_setting(wall->view);
    struct name name = {.form = NAME_WHOLE};
    if (slot->kind == SLOT_TILE) {
        name = tile_name(&setting.page->tile, setting.type, spec, &spec->kpis[slot->index]);
    } else if (slot->kind == SLOT_LABEL) {
        name = label_name(slot->bounds, &setting.page->label, setting.type, spec, slot->index);
        told += spec->kpi_count;
    }
    if (name.form < NAME_CUT || told[slot->index]) {
        return;
    }
    told[slot->index] = true;
    bool tile = slot->kind == SLOT_TILE;
    const struct kpi_spec *kpi = &spec->kpis[tile ? slot->index : 0];
    struct pointer pointer = pointer_to(spec, tile ? kpi->channel_index : slot->index);
    if (tile) {
        pointer_push(&pointer, "kpis");
        pointer_push(&pointer, kpi->metric_id);
    }
    warn_name(&name, &pointer, tile ? "short_name" : "name", wall, faults);
}

static void warn_names(struct wall *wall, const struct board_spec *spec, struct faults *faults)
{
    struct arena *arena = arena_create();
    bool *told = arena_take_array(arena, spec->kpi_count + spec->channel_count, sizeof *told);
    for (size_t page = 0; page < view_page_count(wall->view); page++) {
        view_show_page(wall->view, page, &wall->now);
        struct view_setting setting = view_setting(wall->view);
        for (size_t i = 0; i < setting.slot_count; i++) {
            warn_slot(wall, spec, &setting.slots[i], told, faults);
        }
    }
    arena_destroy(arena);
}

void legibility_warn(const struct board_config *config, int width, int height,
                     struct faults *faults)
{
    struct worst worst[] = {{.rule = FIGURE_MINUTES, .of = "figures"},
                            {.rule = LABEL_MINUTES, .of = "names and words"},
                            {.rule = LEAST_MINUTES, .of = "any text"}};
    size_t rules = sizeof worst / sizeof *worst;
    struct wall wall;
    if (build(&wall, config, width, height)) {
        for (size_t page = 0; page < view_page_count(wall.view); page++) {
            struct text_role roles[TEXT_ROLES];
            view_show_page(wall.view, page, &wall.now);
            size_t count = legibility_of(wall.view, roles);
            for (size_t i = 0; i < count; i++) {
                remember(worst, rules, &roles[i]);
            }
        }
        for (size_t i = 0; i < rules; i++) {
            if (worst[i].broken) {
                warn(&worst[i], width, height, faults);
            }
        }
        warn_names(&wall, &config->spec, faults);
    }
    destroy(&wall);
}
