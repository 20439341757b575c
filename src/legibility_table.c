#include "legibility_table.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "config/pointer.h"
#include "device/clock.h"
#include "screen/screen.h"
#include "view/partners.h"
#include "view/place.h"
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

/* The name that a slot shows; whole where it shows none. */
static struct name name_in(const struct view_setting *setting, const struct board_spec *spec,
                           const struct slot *slot)
{
    const struct page_style *style = setting->page;
    switch (slot->kind) {
    case SLOT_TILE:
    case SLOT_LEVEL:
    case SLOT_PARTNER:
        return tile_name(&style->tile, setting->type, spec, &spec->kpis[slot->index]);
    case SLOT_BRIEF:
        return head_name(&style->head, &style->tile, setting->type, spec, &spec->kpis[slot->index]);
    case SLOT_LABEL:
        return label_name(slot->bounds, &style->label, setting->type, spec, slot->index);
    default:
        return (struct name){.form = NAME_WHOLE};
    }
}

/* A column of brief tiles has one name: it is told at the first of them. */
static bool told_above(const struct board_spec *spec, size_t kpi, const bool *told,
                       enum language language)
{
    const char *name = spec->kpis[kpi].short_name.in[language];
    for (size_t i = 0; i < spec->kpi_count; i++) {
        if (told[i] && strcmp(spec->kpis[i].short_name.in[language], name) == 0) {
            return true;
        }
    }
    return false;
}

/* Each name once, on whatever pages it stands: `told` has a place for every KPI, channel and
 * business. */
static void warn_slot(const struct wall *wall, const struct board_spec *spec,
                      const struct slot *slot, bool *told, struct faults *faults)
{
    struct view_setting setting = view_setting(wall->view);
    struct name name = name_in(&setting, spec, slot);
    bool label = slot->kind == SLOT_LABEL;
    bool *known = label ? &told[spec->kpi_count + slot->index] : &told[slot->index];
    if (name.form < NAME_CUT || *known ||
        (slot->kind == SLOT_BRIEF && told_above(spec, slot->index, told, setting.type->language))) {
        return;
    }
    *known = true;
    size_t channel = label ? slot->index : spec->kpis[slot->index].channel_index;
    struct pointer pointer = pointer_to(spec, channel);
    if (!label) {
        pointer_push(&pointer, "kpis");
        pointer_push(&pointer, spec->kpis[slot->index].metric_id);
    }
    warn_name(&name, &pointer, label ? "name" : "short_name", wall, faults);
}

/* ---- Titles --------------------------------------------------------------------------------- */

/* What is written is known only when the page was recorded. */
static void record(struct wall *wall)
{
    struct damage damage;
    struct view_state state = {.link_since_ms = NO_TIME};
    const struct scene *scene = view_scene(wall->view);
    damage_clear(&damage, (struct rect){0, 0, scene->width, scene->height});
    view_update(wall->view, &state, &wall->now, &damage);
}

static bool is_written(const struct cell *cell, const char *text)
{
    for (int i = 0; i < cell->count; i++) {
        if (cell->commands[i].kind == COMMAND_TEXT && strcmp(cell->commands[i].text, text) == 0) {
            return true;
        }
    }
    return false;
}

static void warn_title(const struct cell *header, const char *title, const struct pointer *pointer,
                       const struct wall *wall, struct faults *faults)
{
    if (title == NULL || title[0] == '\0' || is_written(header, title)) {
        return;
    }
    char start[COMMAND_TEXT_BYTES], read[COMMAND_TEXT_BYTES + 32];
    text_copy(start, sizeof start, title);
    snprintf(read, sizeof read, "%s on %dx%d", start, screen_width(wall->screen),
             screen_height(wall->screen));
    faults_add(faults, SEVERITY_WARNING, pointer->text, "title-cut", read, "a shorter title",
               "The title has no room in the header: it is cut or left out.");
}

/* The board's own once, the page's on the first of its screenfuls. */
static void warn_titles(const struct wall *wall, const struct board_config *config, size_t page,
                        struct faults *faults)
{
    struct view_setting setting = view_setting(wall->view);
    const struct cell *header = NULL;
    for (size_t i = 0; i < setting.slot_count; i++) {
        header = setting.slots[i].kind == SLOT_HEADER ? &view_scene(wall->view)->cells[i] : header;
    }
    enum language language = setting.type->language;
    struct pointer pointer = {0};
    if (header == NULL || setting.spec == NULL) {
        return;
    }
    if (page == 0) {
        pointer_push(&pointer, "title");
        warn_title(header, config->title.in[language], &pointer, wall, faults);
    }
    if (view_find_page(wall->view, setting.spec->id) == page) {
        pointer = (struct pointer){0};
        pointer_push(&pointer, "pages");
        pointer_push(&pointer, setting.spec->id);
        pointer_push(&pointer, "title");
        warn_title(header, setting.spec->title.in[language], &pointer, wall, faults);
    }
}

/* On the page of the partners: a tile has the name of a business, a row that of a KPI. */
static void warn_partner(const struct wall *wall, const struct board_spec *spec,
                         const struct slot *slot, bool *told, struct faults *faults)
{
    struct view_setting setting = view_setting(wall->view);
    const struct partners *partners = setting.partners;
    bool row = slot->kind == SLOT_LABEL;
    size_t tile = row ? partners->spec.channels[slot->index].first_kpi : slot->index;
    if ((!row && slot->kind != SLOT_PARTNER) || partners->shown[tile] == PARTNERS_TOTAL) {
        return;
    }
    size_t kpi = partners->shown[tile], channel = spec->kpis[kpi].channel_index;
    size_t business = spec->channels[channel].business_index;
    struct name name = name_in(&setting, &partners->spec, slot);
    bool *known = row ? &told[kpi] : &told[spec->kpi_count + spec->channel_count + business];
    if (name.form < NAME_CUT || *known) {
        return;
    }
    *known = true;
    struct pointer pointer = pointer_to(spec, channel);
    if (row) {
        pointer_push(&pointer, "kpis");
        pointer_push(&pointer, spec->kpis[kpi].metric_id);
    } else {
        pointer = (struct pointer){0};
        pointer_push(&pointer, "businesses");
        pointer_push(&pointer, spec->businesses[business].id);
    }
    warn_name(&name, &pointer, "name", wall, faults);
}

static void warn_names(struct wall *wall, const struct board_config *config, struct faults *faults)
{
    const struct board_spec *spec = &config->spec;
    struct arena *arena = arena_create();
    bool *told = arena_take_array(
        arena, spec->kpi_count + spec->channel_count + spec->business_count, sizeof *told);
    for (size_t page = 0; page < view_page_count(wall->view); page++) {
        view_show_page(wall->view, page, &wall->now);
        record(wall);
        struct view_setting setting = view_setting(wall->view);
        warn_titles(wall, config, page, faults);
        for (size_t i = 0; i < setting.slot_count; i++) {
            (setting.partners != NULL ? warn_partner : warn_slot)(wall, spec, &setting.slots[i],
                                                                  told, faults);
        }
    }
    arena_destroy(arena);
}

/* ---- The table ------------------------------------------------------------------------------ */

static void add_rows(struct legibility_table *table, struct wall *wall)
{
    size_t pages = view_page_count(wall->view);
    table->rows = arena_take_array(table->arena, pages * TEXT_ROLES, sizeof *table->rows);
    for (size_t page = 0; page < pages; page++) {
        struct text_role roles[TEXT_ROLES];
        view_show_page(wall->view, page, &wall->now);
        size_t count = legibility_of(wall->view, roles);
        for (size_t i = 0; i < count; i++) {
            table->rows[table->count++] = (struct legibility_row){page + 1, roles[i]};
        }
    }
}

struct legibility_table *legibility_table_create(const struct board_config *config, int width,
                                                 int height, struct faults *faults)
{
    struct wall wall;
    struct legibility_table *table = NULL;
    if (build(&wall, config, width, height)) {
        struct arena *arena = arena_create();
        table = arena_take(arena, sizeof *table);
        *table = (struct legibility_table){
            .arena = arena,
            .display = &config->display,
            .width = screen_width(wall.screen),
            .height = screen_height(wall.screen),
        };
        add_rows(table, &wall);
        warn_names(&wall, config, faults);
    }
    destroy(&wall);
    return table;
}

void legibility_table_destroy(struct legibility_table *table)
{
    if (table != NULL) {
        arena_destroy(table->arena);
    }
}

int legibility_broken(const struct legibility_table *table)
{
    int broken = 0;
    for (size_t i = 0; i < table->count; i++) {
        broken += !legibility_holds(&table->rows[i].role);
    }
    return broken;
}
