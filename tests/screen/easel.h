#pragma once

/* A plain surface to paint scenes on, and scenes to paint. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "screen/painter.h"

struct easel {
    SDL_Surface *surface;
    SDL_Renderer *renderer;
    struct fonts *fonts;
    struct painter *painter;
};

static inline struct easel easel_create(int panel_w, int panel_h, int rotate)
{
    struct easel easel;
    easel.surface = SDL_CreateRGBSurfaceWithFormat(0, panel_w, panel_h, 32, SDL_PIXELFORMAT_RGB888);
    easel.renderer = SDL_CreateSoftwareRenderer(easel.surface);
    easel.fonts = fonts_create();
    assert_non_null(easel.renderer);
    assert_non_null(easel.fonts);
    easel.painter = painter_create(easel.renderer, easel.fonts, panel_w, panel_h, rotate);
    return easel;
}

static inline void easel_destroy(struct easel *easel)
{
    painter_destroy(easel->painter);
    fonts_destroy(easel->fonts);
    SDL_DestroyRenderer(easel->renderer);
    SDL_FreeSurface(easel->surface);
}

static inline uint32_t easel_pixel(const struct easel *easel, int x, int y)
{
    const char *row =
        (const char *)easel->surface->pixels + (size_t)y * (size_t)easel->surface->pitch;
    return ((const uint32_t *)row)[x] & 0xffffff;
}

static inline void easel_clear(struct easel *easel, uint32_t with)
{
    SDL_FillRect(easel->surface, NULL, with);
}

static inline int easel_paint(struct easel *easel, const struct scene *scene, struct rect piece)
{
    struct damage damage = {
        .wall = {0, 0, scene->width, scene->height}, .rects = {piece}, .count = 1};
    SDL_Rect panel[DAMAGE_RECTS];
    return painter_paint(easel->painter, scene, &damage, panel);
}

/* ---- Scenes -------------------------------------------------------------------------------- */

#define EASEL_WALL 0x101418U
#define EASEL_CELL 0x1a1f26U

static inline struct command *easel_add(struct cell *cell, enum command_kind kind,
                                        struct rect bounds, colour with)
{
    struct command *command = &cell->commands[cell->count++];
    *command = (struct command){.kind = kind, .bounds = bounds, .colour = with};
    return command;
}

static inline struct command *easel_text(struct fonts *fonts, struct cell *cell, int x,
                                         int baseline, struct font font, colour with,
                                         const char *text)
{
    const struct measure *measure = fonts_measure(fonts);
    struct font_height height = measure->height(measure, font);
    struct rect bounds = {x, baseline - height.ascent, measure->width(measure, font, text),
                          height.ascent + height.descent};
    struct command *command = easel_add(cell, COMMAND_TEXT, bounds, with);
    command->font = font;
    command->origin_x = x;
    command->baseline = baseline;
    strncpy(command->text, text, sizeof command->text - 1);
    return command;
}

/* Every kind of command in one cell of 300x200 at (x, y), with `figure` as its number. */
static inline void easel_everything(struct fonts *fonts, struct cell *cell, int x, int y,
                                    const char *figure)
{
    cell->bounds = (struct rect){x, y, 300, 200};
    cell->background = EASEL_CELL;
    cell->count = 0;
    easel_add(cell, COMMAND_FILL, (struct rect){x + 4, y + 4, 292, 192}, 0xff4b00)->radius = 12;
    struct command *hatch =
        easel_add(cell, COMMAND_HATCH, (struct rect){x + 11, y + 90, 277, 60}, 0x262d36);
    hatch->radius = 22;
    hatch->stroke = 9;
    struct command *frame =
        easel_add(cell, COMMAND_FRAME, (struct rect){x + 8, y + 8, 280, 180}, 0xfff000);
    frame->radius = 10;
    frame->stroke = 3;
    for (int shape = SHAPE_CIRCLE; shape <= SHAPE_STEADY; shape++) {
        struct command *command = easel_add(
            cell, COMMAND_SHAPE, (struct rect){x + 14 + shape * 25, y + 14, 21, 24}, 0x4dc4ff);
        command->shape = (enum shape)shape;
        command->stroke = 4;
    }
    easel_text(fonts, cell, x + 20, y + 90, (struct font){FACE_FIGURE, 48}, 0xf0f4f8, figure);
    easel_text(fonts, cell, x + 20, y + 125, (struct font){FACE_TEXT, 22}, 0xf0f4f8, "放棄率 ≤5%");
    easel_text(fonts, cell, x + 20, y + 170, (struct font){FACE_BOLD, 22}, 0x000000,
               "Unmet 未達 12分");
}
