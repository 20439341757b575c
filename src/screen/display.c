#include "screen/display.h"

#include <string.h>

#include "base/log.h"

/* The size of the screen as it is set, unless it can be set as it is wanted: only a bare graphics
 * card is set. */
static uint32_t choose_full(int *w, int *h)
{
    SDL_DisplayMode mode = {.w = *w, .h = *h}, nearest;
    const char *driver = SDL_GetCurrentVideoDriver();
    if (*w > 0 && driver && strcmp(driver, "KMSDRM") == 0 &&
        SDL_GetClosestDisplayMode(0, &mode, &nearest) && nearest.w == *w && nearest.h == *h) {
        return SDL_WINDOW_FULLSCREEN;
    }
    if (SDL_GetDesktopDisplayMode(0, &mode) == 0) {
        *w = mode.w;
        *h = mode.h;
    }
    return SDL_WINDOW_FULLSCREEN_DESKTOP;
}

/*
 * Where no window manager makes a window full screen, SDL takes its word for it and draws into a
 * window of the size it was created with: so it is created with the size of the screen.
 */
bool display_open_window(struct display *display, int w, int h)
{
    int at = SDL_WINDOWPOS_UNDEFINED;
    uint32_t flags = SDL_WINDOW_RESIZABLE;
    if (display->full) {
        at = 0;
        flags = choose_full(&w, &h);
    }
    display->driver = SDL_GetCurrentVideoDriver();
    display->window = SDL_CreateWindow("Wallboard", at, at, w, h, flags);
    if (!display->window) {
        log_line(LOG_ERROR, "screen", "no window: %s", SDL_GetError());
        return false;
    }
    if (display->full) {
        SDL_ShowCursor(SDL_DISABLE);
    }
    return true;
}

bool display_paint_onto_surface(struct display *display)
{
    display->w = display->surface->w;
    display->h = display->surface->h;
    display->renderer = SDL_CreateSoftwareRenderer(display->surface);
    if (!display->renderer) {
        log_line(LOG_ERROR, "screen", "no software renderer: %s", SDL_GetError());
        return false;
    }
    return true;
}

/* The surface itself with one more owner, unless its pixels are of another kind. */
SDL_Surface *display_surface_picture(struct display *display)
{
    SDL_Surface *surface = display->surface;
    const SDL_PixelFormat *format = surface->format;
    if (format->BytesPerPixel == 4 && format->Rmask == 0xff0000 && format->Bmask == 0xff) {
        surface->refcount++;
        return surface;
    }
    return SDL_ConvertSurfaceFormat(surface, SDL_PIXELFORMAT_RGB888, 0);
}

/*
 * No more of SDL than is needed: a joystick or sensor would make it poll. Its signal handlers would
 * take SIGTERM from the loop. The frame buffer of a window must not go through OpenGL, which costs
 * far more than it saves, and OpenGL ES 2 is the only kind that KMS/DRM shows reliably.
 */
bool display_start_video(void)
{
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_RENDER_DRIVER, "opengles2");
    SDL_SetHint(SDL_HINT_RENDER_VSYNC, "1");
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
        log_line(LOG_ERROR, "screen", "no video: %s", SDL_GetError());
        return false;
    }
    return true;
}

void display_stop_video(void)
{
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
}
