#pragma once

/* What the tests of config/ share: documents from texts, and faults compared exactly. */

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/fault.h"
#include "config/board_config.h"
#include "config/catalogue_file.h"

/* A board around the part that a test is about. */
#define BOARD(keys) "{" keys ",\"businesses\":{\"main\":{\"channels\":{\"phone\":{}}}}}"
#define BUSINESS(keys) "{\"businesses\":{\"main\":{" keys "}}}"
#define CHANNEL(keys) BUSINESS("\"channels\":{\"phone\":{" keys "}}")
#define KPIS(keys) CHANNEL("\"kpis\":{" keys "}")
#define KPI(keys) KPIS("\"service-level\":{" keys "}")
#define KPI_AT "/businesses/main/channels/phone/kpis/service-level"

struct world {
    struct arena *arena;
    struct config_world config;
};

static inline bool test_zone_known(const char *zone)
{
    return strcmp(zone, "UTC") == 0 || strcmp(zone, "Asia/Tokyo") == 0;
}

static inline void print_faults(const struct faults *faults)
{
    for (size_t i = 0; i < faults_count(faults); i++) {
        const struct fault *fault = faults_at(faults, i);
        print_error("%s '%s' %s: read %s, allowed %s: %s\n",
                    fault->severity == SEVERITY_FAULT ? "fault" : "warning", fault->pointer,
                    fault->code, fault->read, fault->allowed, fault->message);
    }
}

/* The catalogue that is built in, and two zones. */
static inline int world_open(void **state)
{
    static struct world world;
    struct faults *faults = faults_create();
    world.arena = arena_create();
    world.config.catalogue = catalogue_built_in(world.arena, faults);
    world.config.zone_known = test_zone_known;
    world.config.today = 20261118;
    print_faults(faults);
    faults_destroy(faults);
    *state = &world;
    return world.config.catalogue ? 0 : -1;
}

static inline int world_close(void **state)
{
    struct world *world = *state;
    arena_destroy(world->arena);
    return 0;
}

/* The bytes are copied to the heap, so that reading one too many is seen. */
static inline struct board_config *read_board(const struct world *world, const char *text,
                                              struct faults *faults)
{
    size_t length = strlen(text);
    char *bytes = test_malloc(length > 0 ? length : 1);
    memcpy(bytes, text, length);
    struct board_config *config = board_config_read(bytes, length, &world->config, faults);
    test_free(bytes);
    return config;
}

static inline bool has_fault(const struct faults *faults, enum severity severity,
                             const char *pointer, const char *code)
{
    for (size_t i = 0; i < faults_count(faults); i++) {
        const struct fault *fault = faults_at(faults, i);
        if (fault->severity == severity && strcmp(fault->pointer, pointer) == 0 &&
            strcmp(fault->code, code) == 0) {
            return true;
        }
    }
    return false;
}

/* A whole file, NUL-terminated, to be given to test_free(). */
static inline char *read_file(const char *name, size_t *length)
{
    enum { most = 300 * 1024 };
    FILE *file = fopen(name, "rb");
    if (!file) {
        fail_msg("cannot open %s", name);
        return NULL;
    }
    char *text = test_malloc(most);
    *length = fread(text, 1, most - 1, file);
    text[*length] = '\0';
    fclose(file);
    return text;
}
