#include "view/stamp.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "view/chrome.h"
#include "view/lines.h"
#include "view/pen.h"
#include "view/words.h"

/* Each language may take so many lines, and all of them so much of the height: 1 in SHARE. */
#define LINES_MOST 4
#define SHARE 6

struct stamp {
    bool turned;
    int height; /* of the line, with what the panel hides of it */
    struct cell cell;
    struct scene scene;
};

/* The lines, and how their type is set. */
struct setting {
    struct type type;
    struct chrome chrome;
    char whole[LANGUAGE_COUNT * COMMAND_TEXT_BYTES];
    struct line lines[LANGUAGE_COUNT * LINES_MOST];
    size_t count;
};

static const char *text_in(int language)
{
    return word_in(WORD_DEBUG_IMAGE, (enum language)language);
}

/* Adds the lines of a text; false when it needs more than it may. */
static bool add_lines(struct setting *setting, const char *text, int room)
{
    struct line *lines = setting->lines + setting->count;
    size_t count =
        lines_break(setting->type.measure, setting->chrome.bold, text, room, lines, LINES_MOST);
    setting->count += count;
    return lines[count - 1].start + lines[count - 1].length == text + strlen(text);
}

/* Side by side on one line, or below one another on as many as they need. */
static bool set_lines(struct setting *setting, int room)
{
    snprintf(setting->whole, sizeof setting->whole, "%s   %s", text_in(LANGUAGE_JA),
             text_in(LANGUAGE_EN));
    setting->count = 0;
    if (add_lines(setting, setting->whole, room) && setting->count == 1) {
        return true;
    }
    setting->count = 0;
    bool whole = true;
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        whole = add_lines(setting, text_in(language), room) && whole;
    }
    return whole;
}

static int height_of(const struct setting *setting)
{
    return (int)setting->count * setting->chrome.line_height;
}

/* As large as what else stands on every page; on a panel that is small for its distance less. */
static void set_type(struct setting *setting, const struct board_config *config,
                     const struct measure *measure, int width, int height)
{
    struct sizes sizes = sizes_of(&config->display, width, height);
    bool fits;
    do {
        setting->type = type_of(measure, sizes, config->language);
        setting->chrome = chrome_of(&setting->type, width, height);
        fits = set_lines(setting, width - 6 * setting->chrome.side) &&
               height_of(setting) <= height / SHARE;
        sizes.scale *= 0.95;
    } while (!fits && setting->type.least_cap > 2);
}

static int widest(const struct pen *pen, const struct setting *setting)
{
    int most = 0;
    for (size_t i = 0; i < setting->count; i++) {
        char text[sizeof setting->whole];
        snprintf(text, sizeof text, "%.*s", (int)setting->lines[i].length, setting->lines[i].start);
        int width = pen_width(pen, setting->chrome.bold, text);
        most = width > most ? width : most;
    }
    return most;
}

/* Striped, and light where the wall is dark: nobody takes it for a part of the page. `top` is where
 * the lines begin. */
static void record(struct stamp *stamp, const struct setting *setting, const struct theme *theme,
                   struct rect bounds, int top)
{
    const struct chrome *chrome = &setting->chrome;
    struct pen pen = pen_start(&stamp->cell, bounds, theme->text, setting->type.measure);
    pen_hatch(&pen, bounds, 3 * chrome->side, chrome->side, theme->ground);
    int width = widest(&pen, setting), left = bounds.x + (bounds.w - width) / 2;
    int baseline = chrome_baseline(chrome, top);
    pen_fill(&pen,
             (struct rect){left - 2 * chrome->side, bounds.y, width + 4 * chrome->side, bounds.h},
             0, theme->text);
    /* An emergency is as light as this. */
    pen_fill(&pen, (struct rect){bounds.x, bounds.y, bounds.w, chrome->stroke}, 0, theme->ground);
    for (size_t i = 0; i < setting->count; i++) {
        pen_line(&pen, left, baseline, chrome->bold, theme->ground, setting->lines[i].start,
                 setting->lines[i].length);
        baseline += chrome->line_height;
    }
}

/* Where the picture moves to and fro, it reaches beyond the panel; where a panel hides its edges,
 * it stands that much higher. */
struct stamp *stamp_create(const struct board_config *config, const struct measure *measure,
                           int width, int height)
{
    struct stamp *stamp = calloc(1, sizeof *stamp);
    struct setting setting;
    if (!stamp) {
        abort();
    }
    int rotate = config->display.rotate, reach = config->display.shift_px;
    stamp->turned = rotate == 90 || rotate == 270;
    int w = stamp->turned ? height : width, h = stamp->turned ? width : height;
    int hidden = (int)(h * config->display.overscan_percent / 100 + 0.5);
    set_type(&setting, config, measure, w, h);
    int air = setting.chrome.pad;
    stamp->height = air + height_of(&setting) + hidden + reach;
    int top = h - stamp->height;
    record(stamp, &setting, &config->theme,
           (struct rect){-reach, top, w + 2 * reach, stamp->height + reach}, top + air);
    return stamp;
}

void stamp_destroy(struct stamp *stamp)
{
    free(stamp);
}

struct panel_room stamp_leaves(const struct stamp *stamp, int width, int height)
{
    int taken = stamp ? stamp->height : 0;
    bool turned = stamp && stamp->turned;
    return (struct panel_room){turned ? width - taken : width, turned ? height : height - taken};
}

const struct scene *stamp_on(struct stamp *stamp, const struct scene *scene)
{
    if (!stamp || !scene) {
        return scene;
    }
    stamp->scene = *scene;
    stamp->scene.height += stamp->height;
    stamp->scene.stamp = &stamp->cell;
    return &stamp->scene;
}
