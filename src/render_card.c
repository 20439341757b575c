#include "render_card.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/fault_lines.h"
#include "device/clock.h"
#include "device_facts.h"
#include "load.h"
#include "setup.h"
#include "view/stamp.h"

static bool choose_page(struct placard *placard, const struct options *options)
{
    size_t count = placard_page_count(placard);
    if (options->page > count) {
        fprintf(stderr, "wallboard: --page: read '%zu', allowed: 1 to %zu\n", options->page, count);
        return false;
    }
    placard_show_page(placard, options->page > 0 ? options->page - 1 : 0);
    return true;
}

int render_card_with(const struct options *options, enum card card,
                     const struct board_config *config, const struct facts *facts)
{
    int code = EXIT_NO_SCREEN;
    const struct moment now = {.mono_ms = 1, .wall_ms = options->at_ms, .clock_good = true};
    struct placard *placard = NULL;
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
    placard = placard_create(card, NO_TIME, config, &clock_zone, screen_measure(screen), room.width,
                             room.height);
    const struct scene *scene = stamp_on(stamp, placard_scene(placard));
    struct damage damage;
    damage_clear(&damage, (struct rect){0, 0, scene->width, scene->height});
    placard_update(placard, facts, &now, &damage);
    code = EXIT_WRONG_OPTION;
    if (choose_page(placard, options)) {
        bool shown;
        placard_update(placard, facts, &now, &damage);
        screen_show(screen, stamp_on(stamp, placard_scene(placard)), &damage, &shown);
        code = screen_save_png(screen, options->picture_path) ? EXIT_OK : EXIT_CANNOT_WRITE;
    }
out:
    placard_destroy(placard);
    stamp_destroy(stamp);
    screen_destroy(screen);
    return code;
}

int render_card(const struct options *options)
{
    struct document document;
    if (!load_document(&document, options->config_path)) {
        return EXIT_UNREADABLE;
    }
    int code = EXIT_INVALID;
    struct device_config *device = NULL;
    struct faults *faults = faults_create();
    struct board_config *config = load_board(&document, faults);
    fault_lines(options->config_path, faults);
    if (config != NULL && load_device_file(options->device_path, &device, &code)) {
        struct facts facts = facts_of_device(device, device != NULL ? &device->broker : NULL);
        facts.width = options->width;
        facts.height = options->height;
        clock_set_zone(config->zone);
        code = render_card_with(options, CARD_TEST, config, &facts);
    }
    device_config_destroy(device);
    board_config_destroy(config);
    faults_destroy(faults);
    free(document.bytes);
    return code;
}
