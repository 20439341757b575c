#include "screen/display.h"

#include "base/log.h"

static bool headless_open(struct display *display, int w, int h)
{
    display->driver = "headless";
    display->surface = SDL_CreateRGBSurfaceWithFormat(0, w, h, 32, SDL_PIXELFORMAT_RGB888);
    if (!display->surface) {
        log_line(LOG_ERROR, "screen", "no picture of %dx%d: %s", w, h, SDL_GetError());
        return false;
    }
    return display_paint_onto_surface(display);
}

static void headless_close(struct display *display)
{
    if (display->renderer) {
        SDL_DestroyRenderer(display->renderer);
    }
    SDL_FreeSurface(display->surface);
}

static bool headless_remake(struct display *display)
{
    return display->renderer != NULL;
}

static bool headless_show(struct display *display, const SDL_Rect *rects, int count)
{
    (void)rects;
    display->shown = true;
    return count > 0;
}

static enum display_news headless_hear(struct display *display, const SDL_Event *event)
{
    (void)display;
    (void)event;
    return DISPLAY_SAME;
}

const struct display_kind display_headless = {
    .open = headless_open,
    .close = headless_close,
    .remake = headless_remake,
    .show = headless_show,
    .hear = headless_hear,
    .picture = display_surface_picture,
};
