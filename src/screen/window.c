#include "screen/display.h"

#include "base/log.h"

/*
 * The window's surface is both the kept picture and what the window system reads: with X11 it lies
 * in shared memory. A software renderer of SDL's own would present the whole surface every time;
 * painting onto the surface lets us hand over only the rectangles that changed.
 */

static bool window_remake(struct display *display)
{
    if (display->renderer) {
        SDL_DestroyRenderer(display->renderer);
        display->renderer = NULL;
    }
    display->shown = false;
    display->surface = SDL_GetWindowSurface(display->window);
    if (!display->surface) {
        log_line(LOG_ERROR, "screen", "the window has no surface: %s", SDL_GetError());
        return false;
    }
    return display_paint_onto_surface(display);
}

static bool window_open(struct display *display, int w, int h)
{
    return display_open_window(display, w, h) && window_remake(display);
}

static void window_close(struct display *display)
{
    if (display->renderer) {
        SDL_DestroyRenderer(display->renderer);
    }
    if (display->window) {
        SDL_DestroyWindow(display->window);
    }
}

static bool window_show(struct display *display, const SDL_Rect *rects, int count)
{
    if (count == 0) {
        return false;
    }
    display->shown = SDL_UpdateWindowSurfaceRects(display->window, rects, count) == 0;
    return display->shown;
}

static bool size_stands(const struct display *display)
{
    int w, h;
    SDL_GetWindowSize(display->window, &w, &h);
    return w == display->w && h == display->h;
}

/* An exposed window gets the kept picture again; nothing has to be painted for it. */
static enum display_news window_hear(struct display *display, const SDL_Event *event)
{
    if (event->type != SDL_WINDOWEVENT) {
        return DISPLAY_SAME;
    }
    switch (event->window.event) {
    case SDL_WINDOWEVENT_SIZE_CHANGED:
        return size_stands(display) ? DISPLAY_SAME : DISPLAY_STALE;
    case SDL_WINDOWEVENT_EXPOSED:
        if (display->shown && size_stands(display)) {
            display->shown = SDL_UpdateWindowSurface(display->window) == 0;
            return display->shown ? DISPLAY_SAME : DISPLAY_STALE;
        }
        return DISPLAY_SAME;
    default:
        return DISPLAY_SAME;
    }
}

const struct display_kind display_window = {
    .open = window_open,
    .close = window_close,
    .remake = window_remake,
    .show = window_show,
    .hear = window_hear,
    .picture = display_surface_picture,
};
