#include "screen/display.h"

#include "base/log.h"

/*
 * What a graphics chip shows rotates through several buffers, and each is undefined after it was
 * shown. So the picture is kept in a texture; changes are painted into that, and one copy of it is
 * presented. Without waiting for the vertical blank KMS/DRM would tear or refuse the flip.
 */

static bool renderer_is_able(const struct display *display)
{
    SDL_RendererInfo info;
    if (SDL_GetRendererInfo(display->renderer, &info) != 0) {
        log_line(LOG_ERROR, "screen", "renderer: %s", SDL_GetError());
        return false;
    }
    if ((info.max_texture_width > 0 && display->w > info.max_texture_width) ||
        (info.max_texture_height > 0 && display->h > info.max_texture_height)) {
        log_line(LOG_ERROR, "screen",
                 "the panel has %dx%d pixels, the graphics chip does at most %dx%d; set a smaller "
                 "mode",
                 display->w, display->h, info.max_texture_width, info.max_texture_height);
        return false;
    }
    if (!(info.flags & SDL_RENDERER_PRESENTVSYNC)) {
        log_line(LOG_WARNING, "screen", "renderer %s does not wait for the vertical blank",
                 info.name);
    }
    return true;
}

/* A driver that lacks a library paints nothing and reports no error, so look at what it painted. */
static bool canvas_takes_colour(const struct display *display)
{
    const uint32_t wanted = 0x2a7f55;
    const SDL_Rect corner = {0, 0, 1, 1};
    uint32_t read = 0;
    SDL_SetRenderDrawColor(display->renderer, 0x2a, 0x7f, 0x55, 255);
    SDL_RenderFillRect(display->renderer, &corner);
    if (SDL_RenderReadPixels(display->renderer, &corner, SDL_PIXELFORMAT_ARGB8888, &read, 4) != 0 ||
        (read & 0xffffff) != wanted) {
        log_line(LOG_ERROR, "screen", "the graphics driver does not paint: wrote %06x, read %06x",
                 (unsigned)wanted, (unsigned)(read & 0xffffff));
        return false;
    }
    return true;
}

static void drop_renderer(struct display *display)
{
    if (display->canvas) {
        SDL_DestroyTexture(display->canvas);
        display->canvas = NULL;
    }
    if (display->renderer) {
        SDL_DestroyRenderer(display->renderer);
        display->renderer = NULL;
    }
}

static bool graphics_remake(struct display *display)
{
    drop_renderer(display);
    display->renderer = SDL_CreateRenderer(display->window, -1,
                                           SDL_RENDERER_ACCELERATED | SDL_RENDERER_PRESENTVSYNC |
                                               SDL_RENDERER_TARGETTEXTURE);
    if (!display->renderer) {
        log_line(LOG_ERROR, "screen", "no renderer: %s", SDL_GetError());
        return false;
    }
    SDL_GetRendererOutputSize(display->renderer, &display->w, &display->h);
    if (!renderer_is_able(display)) {
        return false;
    }
    display->canvas = SDL_CreateTexture(display->renderer, SDL_PIXELFORMAT_ARGB8888,
                                        SDL_TEXTUREACCESS_TARGET, display->w, display->h);
    if (!display->canvas || SDL_SetRenderTarget(display->renderer, display->canvas) != 0) {
        log_line(LOG_ERROR, "screen", "no canvas of %dx%d: %s", display->w, display->h,
                 SDL_GetError());
        return false;
    }
    SDL_SetTextureBlendMode(display->canvas, SDL_BLENDMODE_NONE);
    return canvas_takes_colour(display);
}

static bool graphics_open(struct display *display, int w, int h)
{
    return display_open_window(display, w, h) && graphics_remake(display);
}

static void graphics_close(struct display *display)
{
    drop_renderer(display);
    if (display->window) {
        SDL_DestroyWindow(display->window);
    }
}

static bool graphics_show(struct display *display, const SDL_Rect *rects, int count)
{
    (void)rects;
    if (count == 0 || SDL_SetRenderTarget(display->renderer, NULL) != 0) {
        return false;
    }
    display->shown = SDL_RenderCopy(display->renderer, display->canvas, NULL, NULL) == 0;
    SDL_RenderPresent(display->renderer);
    return SDL_SetRenderTarget(display->renderer, display->canvas) == 0 && display->shown;
}

/* A switch of the virtual terminal ends in a resize, even to the same size. */
static enum display_news after_resize(const struct display *display)
{
    int w, h;
    SDL_GetWindowSize(display->window, &w, &h);
    if (w != display->w || h != display->h) {
        return DISPLAY_STALE;
    }
    return display->shown ? DISPLAY_LOST : DISPLAY_SAME;
}

static enum display_news graphics_hear(struct display *display, const SDL_Event *event)
{
    switch (event->type) {
    case SDL_RENDER_DEVICE_RESET:
        return DISPLAY_STALE;
    case SDL_RENDER_TARGETS_RESET:
        return DISPLAY_LOST;
    case SDL_WINDOWEVENT:
        switch (event->window.event) {
        case SDL_WINDOWEVENT_SIZE_CHANGED:
        case SDL_WINDOWEVENT_RESIZED:
            return after_resize(display);
        case SDL_WINDOWEVENT_SHOWN:
        case SDL_WINDOWEVENT_EXPOSED:
        case SDL_WINDOWEVENT_RESTORED:
            return display->shown ? DISPLAY_LOST : DISPLAY_SAME;
        default:
            return DISPLAY_SAME;
        }
    default:
        return DISPLAY_SAME;
    }
}

static SDL_Surface *graphics_picture(struct display *display)
{
    SDL_Surface *picture =
        SDL_CreateRGBSurfaceWithFormat(0, display->w, display->h, 32, SDL_PIXELFORMAT_ARGB8888);
    if (picture && SDL_RenderReadPixels(display->renderer, NULL, SDL_PIXELFORMAT_ARGB8888,
                                        picture->pixels, picture->pitch) != 0) {
        SDL_FreeSurface(picture);
        return NULL;
    }
    return picture;
}

const struct display_kind display_graphics = {
    .open = graphics_open,
    .close = graphics_close,
    .remake = graphics_remake,
    .show = graphics_show,
    .hear = graphics_hear,
    .picture = graphics_picture,
};
