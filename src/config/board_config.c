#include "config/board_config.h"

#include <string.h>

#include "config/catalogue_file.h"
#include "config/document.h"
#include "config/entries.h"
#include "config/pages.h"
#include "config/reader.h"
#include "config/resolve.h"
#include "config/sources.h"

static void check_zone(struct board_entry *entry, struct arena *arena, const json_t *document,
                       const struct config_world *world, struct faults *faults)
{
    bool given = json_object_get(document, "zone") != NULL;
    if (!given && world->zone) {
        entry->zone = arena_text(arena, world->zone);
        given = true;
    }
    if (!world->zone_known(entry->zone)) {
        faults_add(faults, SEVERITY_FAULT, "/zone", "zone", entry->zone,
                   "a zone of the tz database, such as Asia/Tokyo", "This zone is not known here.");
    }
    if (entry->schedule && !given) {
        faults_add(faults, SEVERITY_WARNING, "/zone", "schedule-without-zone", "",
                   "the zone of the schedule", "The schedule is taken to be %s.", entry->zone);
    }
    if (entry->hours && !given) {
        faults_add(faults, SEVERITY_WARNING, "/zone", "hours-without-zone", "",
                   "the zone of the opening hours", "Opening hours are taken to be %s.",
                   entry->zone);
    }
}

/* That of the document, or the default; a wrong one has its fault elsewhere. */
static enum language language_of(const json_t *document)
{
    const char *given = json_string_value(json_object_get(document, "language"));
    const struct key *key = key_find(&section_board, "language");
    for (int i = 0; given && i < LANGUAGE_COUNT; i++) {
        if (strcmp(key->word(i), given) == 0) {
            return (enum language)i;
        }
    }
    return LANGUAGE_JA;
}

/*
 * Without a font for the language not one word of the wall could be read. That is said once, and
 * not again of every character of every name.
 */
static bool has_font(enum language language, const struct config_world *world,
                     struct faults *faults)
{
    static const char *const names[LANGUAGE_COUNT] = {"Japanese", "English"};
    const char *package = world->font_package ? world->font_package(language) : NULL;
    if (package) {
        faults_add(faults, SEVERITY_FAULT, "/language", "font",
                   key_find(&section_board, "language")->word((int)language),
                   "a language that the fonts of this machine can draw",
                   "No font here can draw %s: install the package %s and start again.",
                   names[language], package);
    }
    return !package;
}

static struct board_config *config_from(const struct board_entry *entry, struct arena *arena,
                                        struct faults *faults)
{
    struct board_config *config = arena_take(arena, sizeof *config);
    config->arena = arena;
    config->language = (enum language)entry->language;
    config->zone = entry->zone;
    config->audience = entry->audience == ABSENT ? AUDIENCE_AGENTS : (enum audience)entry->audience;
    config->title = entry->title;
    config->display = entry->display;
    config->theme = theme_with(theme_of(entry->display.theme), &entry->theme, faults);
    config->schedule = entry->schedule;
    config->acknowledge_s = entry->acknowledge_s;
    return config;
}

struct board_config *board_config_from(const json_t *document, const struct config_world *world,
                                       struct faults *faults)
{
    size_t fatal = faults_fatal(faults);
    struct arena *arena = arena_create();
    struct board_entry entry = {0};
    enum language language = language_of(document);
    struct reader reader = {
        .arena = arena,
        .faults = faults,
        .catalogue = world->catalogue,
        .drawable = has_font(language, world, faults) ? world->drawable : NULL,
        .language = (int)language,
    };
    read_section(&reader, &section_board, document, &entry);
    check_zone(&entry, arena, document, world, faults);
    struct board_config *config = config_from(&entry, arena, faults);
    struct config_world amended = *world;
    amended.catalogue = catalogue_amended(world->catalogue, entry.metrics.items,
                                          entry.metrics.count, arena, faults);
    config->catalogue = amended.catalogue;
    if (world->audience) {
        config->audience = *world->audience;
    }
    resolve_board(config, &entry, &amended, faults);
    pages_resolve(config, &entry, &amended, faults);
    sources_resolve(config, &entry, faults);
    if (faults_fatal(faults) > fatal) {
        board_config_destroy(config);
        return NULL;
    }
    return config;
}

struct board_config *board_config_read(const char *bytes, size_t length,
                                       const struct config_world *world, struct faults *faults)
{
    json_t *document = document_read(bytes, length, faults);
    struct board_config *config = document ? board_config_from(document, world, faults) : NULL;
    json_decref(document);
    return config;
}

void board_config_destroy(struct board_config *config)
{
    if (config) {
        arena_destroy(config->arena);
    }
}
