#pragma once

/* A wall of a real board, as its file describes it, that shows. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "config/catalogue_file.h"
#include "view/view.h"
#include "fake_measure.h"

static struct arena *arena;
static struct config_world world;
static struct board_config *config;
static struct board *board;
static struct view *view;

/* Wednesday, 18 November 2026, 14:02. */
static const struct moment now = {.mono_ms = 5000000, .wall_ms = 1795010520000, .clock_good = true};

static inline bool any_zone(const char *zone)
{
    (void)zone;
    return true;
}

static inline int read_catalogue(void **state)
{
    (void)state;
    struct faults *faults = faults_create();
    arena = arena_create();
    world = (struct config_world){.catalogue = catalogue_built_in(arena, faults),
                                  .zone_known = any_zone};
    faults_destroy(faults);
    return world.catalogue ? 0 : -1;
}

static inline int forget_catalogue(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

static inline void open_wall(const char *text)
{
    struct faults *faults = faults_create();
    config = board_config_read(text, strlen(text), &world, faults);
    for (size_t i = 0; !config && i < faults_count(faults); i++) {
        print_error("%s %s\n", faults_at(faults, i)->pointer, faults_at(faults, i)->message);
    }
    faults_destroy(faults);
    assert_non_null(config);
    board = board_create(&config->spec, &zone_utc, &now);
    view = NULL;
}

static inline void tell(const char *topic, const char *payload)
{
    board_message(board, topic, payload, strlen(payload), false, &now);
}

static inline void show(void)
{
    static const struct view_state state = {.link = LINK_NONE, .link_since_ms = NO_TIME};
    struct damage damage;
    damage_clear(&damage, (struct rect){0, 0, 1920, 1080});
    if (!view) {
        view = view_create(config, board, &zone_utc, &fake_measure, 1920, 1080, &now);
    }
    view_update(view, &state, &now, &damage);
}

static inline void close_wall(void)
{
    view_destroy(view);
    board_destroy(board);
    board_config_destroy(config);
}

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
