#pragma once

/*
 * A display keeps a picture and shows what changed of it. Each way to show has a file of its own
 * and one table of functions here; the rest of the screen knows only this page.
 */

#include <stdbool.h>

#include <SDL.h>

struct display_kind;

struct display {
    const struct display_kind *kind;
    const char *driver;     /* SDL's name of what shows it */
    int w, h;               /* the panel's pixels */
    SDL_Renderer *renderer; /* paints onto the kept picture */
    SDL_Window *window;     /* NULL when headless */
    SDL_Surface *surface;   /* the kept picture of a software renderer */
    SDL_Texture *canvas;    /* the kept picture of a graphics chip */
    bool full, shown;       /* full screen; a picture has been shown */
};

enum display_news {
    DISPLAY_SAME,
    DISPLAY_LOST, /* the picture must be painted again */
    DISPLAY_STALE /* renderer and picture must be made anew, by remake() */
};

struct display_kind {
    /* Sets what the fields above say; false with the reason logged. `full` is set before. */
    bool (*open)(struct display *display, int w, int h);
    void (*close)(struct display *display);

    /* New renderer and picture after DISPLAY_STALE; all textures of the old one are gone. */
    bool (*remake)(struct display *display);

    /* Shows these rectangles of the picture. False when no frame was taken. */
    bool (*show)(struct display *display, const SDL_Rect *rects, int count);

    enum display_news (*hear)(struct display *display, const SDL_Event *event);

    /* The picture with 32 bits a pixel, 0xXXRRGGBB. Free with SDL_FreeSurface. NULL: SDL_GetError.
     */
    SDL_Surface *(*picture)(struct display *display);
};

extern const struct display_kind display_headless; /* a plain surface, no video driver */
extern const struct display_kind display_window;   /* the surface of a window, on X11 or Wayland */
extern const struct display_kind display_graphics; /* OpenGL ES 2 and a canvas texture: KMS/DRM */

/*
 * Opens display->window, logging why not. Full screen, `w` and `h` are the mode to choose where
 * there is such a one, or 0.
 */
bool display_open_window(struct display *display, int w, int h);

/* For displays whose picture is a surface. */
bool display_paint_onto_surface(struct display *display);
SDL_Surface *display_surface_picture(struct display *display);

/* Starts SDL's video, once a process; false with the reason logged. Stop it after closing. */
bool display_start_video(void);
void display_stop_video(void);
