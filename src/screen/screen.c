#include "screen/screen.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "screen/display.h"
#include "screen/fonts.h"
#include "screen/painter.h"
#include "screen/png_file.h"

#include <SDL_syswm.h>

struct screen {
    struct display display;
    bool video; /* SDL's video has been started */
    int rotate;
    struct fonts *fonts;
    struct painter *painter; /* NULL after a failed remake; tried again at the next poll */
    bool heard_all;          /* showing has just read what the window system had to say */
};

/* Only a graphics chip that we have to ourselves is worth OpenGL; a desk gets a window surface. */
static const struct display_kind *kind_of(enum screen_kind kind)
{
    if (kind == SCREEN_HEADLESS) {
        return &display_headless;
    }
    const char *driver = SDL_GetCurrentVideoDriver();
    return driver && strcmp(driver, "KMSDRM") == 0 ? &display_graphics : &display_window;
}

static bool start_painter(struct screen *screen)
{
    screen->painter = painter_create(screen->display.renderer, screen->fonts, screen->display.w,
                                     screen->display.h, screen->rotate);
    return screen->painter != NULL;
}

static bool start(struct screen *screen, enum screen_kind kind, int width, int height)
{
    if (kind != SCREEN_HEADLESS) {
        screen->video = display_start_video();
        if (!screen->video) {
            return false;
        }
    }
    screen->display.full = kind == SCREEN_FULL;
    screen->display.kind = kind_of(kind);
    screen->fonts = fonts_create();
    return screen->fonts && screen->display.kind->open(&screen->display, width, height) &&
           start_painter(screen);
}

/*
 * SDL asks the session bus to hold back the screen saver, and where there is no bus it would start
 * one that outlives us.
 */
void screen_prepare(void)
{
    setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:", 0);
}

struct screen *screen_create(enum screen_kind kind, int width, int height, int rotate)
{
    struct screen *screen = calloc(1, sizeof *screen);
    if (!screen) {
        abort();
    }
    screen->rotate = rotate;
    if (!start(screen, kind, width, height)) {
        screen_destroy(screen);
        return NULL;
    }
    log_line(LOG_INFO, "screen", "%dx%d on %s", screen->display.w, screen->display.h,
             screen->display.driver);
    return screen;
}

void screen_destroy(struct screen *screen)
{
    if (!screen) {
        return;
    }
    painter_destroy(screen->painter);
    if (screen->display.kind) {
        screen->display.kind->close(&screen->display);
    }
    fonts_destroy(screen->fonts);
    if (screen->video) {
        display_stop_video();
    }
    free(screen);
}

int screen_width(const struct screen *screen)
{
    return screen->display.w;
}

int screen_height(const struct screen *screen)
{
    return screen->display.h;
}

const char *screen_driver(const struct screen *screen)
{
    return screen->display.driver;
}

const struct measure *screen_measure(struct screen *screen)
{
    return fonts_measure(screen->fonts);
}

int screen_card(const struct screen *screen)
{
#ifdef SDL_VIDEO_DRIVER_KMSDRM
    SDL_SysWMinfo info;
    SDL_VERSION(&info.version);
    if (screen->display.window && SDL_GetWindowWMInfo(screen->display.window, &info) &&
        info.subsystem == SDL_SYSWM_KMSDRM) {
        return info.info.kmsdrm.drm_fd;
    }
#endif
    return -1;
}

/* The connection to the X server; NULL when something else shows us. */
static Display *x11_of(const struct screen *screen)
{
#ifdef SDL_VIDEO_DRIVER_X11
    SDL_SysWMinfo info;
    SDL_VERSION(&info.version);
    if (screen->display.window && SDL_GetWindowWMInfo(screen->display.window, &info) &&
        info.subsystem == SDL_SYSWM_X11) {
        return info.info.x11.display;
    }
#endif
    return NULL;
}

int screen_fd(const struct screen *screen)
{
    Display *x11 = x11_of(screen);
    return x11 ? XConnectionNumber(x11) : -1;
}

/* ---- Events -------------------------------------------------------------------------------- */

/* The painter's textures belong to the renderer, so they go first. */
static void remake(struct screen *screen, struct screen_events *events)
{
    int w = screen->display.w, h = screen->display.h;
    painter_destroy(screen->painter);
    screen->painter = NULL;
    events->invalidate = true;
    if (screen->display.kind->remake(&screen->display)) {
        start_painter(screen);
    }
    events->resized = w != screen->display.w || h != screen->display.h;
}

/*
 * SDL asks the X server half a dozen times whether there is anything new; once will do, and not at
 * all when the answer to a frame has just been read: what came before it lies in the queue.
 */
static bool is_quiet(struct screen *screen)
{
    Display *x11 = x11_of(screen);
    int mode = screen->heard_all ? QueuedAlready : QueuedAfterReading;
    screen->heard_all = false;
    return x11 && XEventsQueued(x11, mode) == 0 && !SDL_HasEvents(SDL_FIRSTEVENT, SDL_LASTEVENT);
}

struct screen_events screen_poll(struct screen *screen)
{
    struct screen_events events = {0};
    enum display_news news = screen->painter ? DISPLAY_SAME : DISPLAY_STALE;
    SDL_Event event;
    while (screen->video && !is_quiet(screen) && SDL_PollEvent(&event)) {
        events.quit = events.quit || event.type == SDL_QUIT;
        enum display_news heard = screen->display.kind->hear(&screen->display, &event);
        news = heard > news ? heard : news;
    }
    events.invalidate = news == DISPLAY_LOST;
    if (news == DISPLAY_STALE) {
        remake(screen, &events);
    }
    return events;
}

/* ---- Showing ------------------------------------------------------------------------------- */

int64_t screen_show(struct screen *screen, const struct scene *scene, const struct damage *damage,
                    bool *shown)
{
    SDL_Rect rects[DAMAGE_RECTS];
    *shown = false;
    if (!screen->painter) {
        return 0;
    }
    int count = painter_paint(screen->painter, scene, damage, rects);
    *shown = screen->display.kind->show(&screen->display, rects, count);
    screen->heard_all = *shown;
    int64_t pixels = 0;
    for (int i = 0; i < count; i++) {
        pixels += (int64_t)rects[i].w * rects[i].h;
    }
    return pixels;
}

/* To be freed by SDL; NULL with the reason logged. */
static SDL_Surface *take_picture(struct screen *screen)
{
    SDL_Surface *picture = screen->painter ? screen->display.kind->picture(&screen->display) : NULL;
    if (!picture) {
        log_line(LOG_WARNING, "screen", "no picture: %s", SDL_GetError());
    }
    return picture;
}

bool screen_save_png(struct screen *screen, const char *path)
{
    SDL_Surface *picture = take_picture(screen);
    if (!picture) {
        return false;
    }
    bool good = png_write(path, picture->w, picture->h, (size_t)picture->pitch, picture->pixels);
    SDL_FreeSurface(picture);
    return good;
}

char *screen_png(struct screen *screen, size_t *length)
{
    SDL_Surface *picture = take_picture(screen);
    if (!picture) {
        return NULL;
    }
    char *bytes =
        png_bytes(picture->w, picture->h, (size_t)picture->pitch, picture->pixels, length);
    SDL_FreeSurface(picture);
    return bytes;
}
