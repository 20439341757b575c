#pragma once

/*
 * The screen: where a scene becomes light. Three ways to show it, one painter:
 *   SCREEN_HEADLESS  a plain surface, no video driver
 *   SCREEN_WINDOW    a desk: software renderer on the window surface, only damaged rectangles
 * updated SCREEN_FULL      the board: opengles2 onto a retained canvas texture, one present; on a
 * desk's window system without a GPU the same as a window, full screen
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "view/damage.h"
#include "view/measure.h"
#include "view/scene.h"

enum screen_kind { SCREEN_HEADLESS, SCREEN_WINDOW, SCREEN_FULL };

struct screen;

/*
 * Call once before any thread is made: settles in the environment what SDL must not do on a wall.
 */
void screen_prepare(void);

/*
 * NULL with the reason logged: no monitor, no font. For SCREEN_FULL the size is the mode to choose
 * where the monitor has it; 0: whatever is set.
 */
struct screen *screen_create(enum screen_kind kind, int width, int height, int rotate);
void screen_destroy(struct screen *screen);

/* Panel pixels. */
int screen_width(const struct screen *screen);
int screen_height(const struct screen *screen);

/* SDL's name of what shows it: "x11", "KMSDRM", "headless". */
const char *screen_driver(const struct screen *screen);

/* The graphics card that we have to ourselves, open as long as the screen lives; -1: none. */
int screen_card(const struct screen *screen);

/* Lives as long as the screen. */
const struct measure *screen_measure(struct screen *screen);

/*
 * The window system's file descriptor to poll for input; -1 when there is none to poll (headless,
 * KMS/DRM, Wayland): then cap the sleep and call screen_poll() by the clock. Showing a frame reads
 * from the same connection, so events may wait in memory while the descriptor is quiet: call
 * screen_poll() after every screen_show() and before sleeping.
 */
int screen_fd(const struct screen *screen);

/*
 * What happened in the window system since the last call. A window that was merely covered is shown
 * again from what is kept, without a word.
 */
struct screen_events {
    bool quit;       /* the window was closed */
    bool invalidate; /* everything must be painted again: resized, target lost */
    bool resized;    /* width and height changed */
};
struct screen_events screen_poll(struct screen *screen);

/*
 * Paints the damaged part of the scene and shows it; when it returns, the window system has
 * answered. Returns the pixels that were painted. False in *shown when the panel took no frame.
 */
int64_t screen_show(struct screen *screen, const struct scene *scene, const struct damage *damage,
                    bool *shown);

/* Writes what the canvas holds as PNG, by a temporary file and rename. False with the reason
 * logged. */
bool screen_save_png(struct screen *screen, const char *path);

/* The same into memory, to be freed; NULL with the reason logged. */
char *screen_png(struct screen *screen, size_t *length);
