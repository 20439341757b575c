#include "screen/screen.h"

#include "easel.h"
#include "xvfb.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>

/* SDL 2.26 never gives back what its D-Bus library took. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libdbus-1\n";
}

/* Looks at the X server as a person looks at the desk: through a connection of its own. */
struct desk {
    Display *eyes;
    struct easel easel; /* what should be seen */
    struct screen *screen;
    struct scene scene;
    struct cell cells[2];
};

#define W 640
#define H 420

static void desk_create(struct desk *desk, enum screen_kind kind)
{
    desk->eyes = XOpenDisplay(NULL);
    assert_non_null(desk->eyes);
    desk->easel = easel_create(800, 600, 0);
    desk->screen = screen_create(kind, W, H, 0);
    assert_non_null(desk->screen);
    desk->scene = (struct scene){.width = screen_width(desk->screen),
                                 .height = screen_height(desk->screen),
                                 .background = EASEL_WALL,
                                 .cells = desk->cells,
                                 .room = 2,
                                 .count = 2};
    easel_everything(desk->easel.fonts, &desk->cells[0], 0, 0, "82.4");
    easel_everything(desk->easel.fonts, &desk->cells[1], 330, 210, "7");
}

static void desk_destroy(struct desk *desk)
{
    screen_destroy(desk->screen);
    easel_destroy(&desk->easel);
    XCloseDisplay(desk->eyes);
}

static int start(void **state)
{
    static struct desk desk;
    *state = xvfb_start() ? &desk : NULL;
    return 0;
}

static int stop(void **state)
{
    (void)state;
    xvfb_stop();
    return 0;
}

static bool is_ours(Display *eyes, Window window)
{
    char *name = NULL;
    bool ours = XFetchName(eyes, window, &name) && name && strcmp(name, "Wallboard") == 0;
    if (name) {
        XFree(name);
    }
    return ours;
}

static Window find_window(Display *eyes)
{
    Window root, parent, *children = NULL, found = 0;
    unsigned count = 0;
    XQueryTree(eyes, DefaultRootWindow(eyes), &root, &parent, &children, &count);
    for (unsigned i = 0; i < count; i++) {
        found = is_ours(eyes, children[i]) ? children[i] : found;
    }
    if (children) {
        XFree(children);
    }
    return found;
}

static int64_t show(struct desk *desk, struct rect piece)
{
    struct rect wall = {0, 0, desk->scene.width, desk->scene.height};
    struct damage damage = {.wall = wall, .rects = {piece}, .count = 1};
    bool shown;
    int64_t pixels = screen_show(desk->screen, &desk->scene, &damage, &shown);
    assert_true(shown);
    return pixels;
}

/* The first pixel in which the window differs from the easel; false: none does. */
static bool differs(struct desk *desk, int *at_x, int *at_y)
{
    Window window = find_window(desk->eyes);
    int w = desk->scene.width, h = desk->scene.height;
    XImage *image =
        XGetImage(desk->eyes, window, 0, 0, (unsigned)w, (unsigned)h, AllPlanes, ZPixmap);
    assert_non_null(image);
    bool found = false;
    for (int y = 0; y < h && !found; y++) {
        for (int x = 0; x < w && !found; x++) {
            found = (XGetPixel(image, x, y) & 0xffffff) != easel_pixel(&desk->easel, x, y);
            *at_x = x;
            *at_y = y;
        }
    }
    XDestroyImage(image);
    return found;
}

static void assert_seen(struct desk *desk)
{
    int x, y;
    if (differs(desk, &x, &y)) {
        fail_msg("the window differs at (%d, %d)", x, y);
    }
}

static void paint_easel(struct desk *desk)
{
    easel_paint(&desk->easel, &desk->scene, (struct rect){0, 0, 800, 600});
}

#define STEP_US 5000
#define STEPS 4000 /* 20 s */

/* Polls until `wanted` of the events, counted as bits, has come. */
enum { QUIT = 1, INVALIDATE = 2, RESIZED = 4 };

static bool await(struct desk *desk, int wanted)
{
    int heard = 0;
    for (int i = 0; i < STEPS && (heard & wanted) != wanted; i++) {
        struct screen_events events = screen_poll(desk->screen);
        heard |= (events.quit ? QUIT : 0) | (events.invalidate ? INVALIDATE : 0) |
                 (events.resized ? RESIZED : 0);
        usleep(STEP_US);
    }
    return (heard & wanted) == wanted;
}

static void test_window_shows_the_damage(void **state)
{
    struct desk *desk = *state;
    if (!desk) {
        skip();
    }
    desk_create(desk, SCREEN_WINDOW);
    assert_string_equal(screen_driver(desk->screen), "x11");
    assert_true(screen_fd(desk->screen) >= 0);
    assert_int_equal(show(desk, (struct rect){0, 0, W, H}), W * H);
    paint_easel(desk);
    assert_seen(desk);

    struct scene before = desk->scene;
    easel_everything(desk->easel.fonts, &desk->cells[0], 0, 0, "9.1");
    struct rect piece = {10, 40, 200, 60};
    assert_int_equal(show(desk, piece), 200 * 60);
    easel_paint(&desk->easel, &before, piece);
    assert_seen(desk);
    desk_destroy(desk);
}

static void test_resize(void **state)
{
    struct desk *desk = *state;
    if (!desk) {
        skip();
    }
    desk_create(desk, SCREEN_WINDOW);
    show(desk, (struct rect){0, 0, W, H});
    XResizeWindow(desk->eyes, find_window(desk->eyes), 700, 500);
    XFlush(desk->eyes);
    assert_true(await(desk, INVALIDATE | RESIZED));
    assert_int_equal(screen_width(desk->screen), 700);
    assert_int_equal(screen_height(desk->screen), 500);
    desk->scene.width = 700;
    desk->scene.height = 500;
    show(desk, (struct rect){0, 0, 700, 500});
    paint_easel(desk);
    assert_seen(desk);
    desk_destroy(desk);
}

/* Somebody else's window came and went: the picture is back without being painted again. */
static void test_expose(void **state)
{
    struct desk *desk = *state;
    if (!desk) {
        skip();
    }
    desk_create(desk, SCREEN_WINDOW);
    show(desk, (struct rect){0, 0, W, H});
    paint_easel(desk);
    XSetWindowAttributes attributes = {.override_redirect = True, .background_pixel = 0x00ff00};
    Window cover =
        XCreateWindow(desk->eyes, DefaultRootWindow(desk->eyes), 0, 0, 800, 600, 0, CopyFromParent,
                      InputOutput, CopyFromParent, CWOverrideRedirect | CWBackPixel, &attributes);
    XMapRaised(desk->eyes, cover);
    XSync(desk->eyes, False);
    XDestroyWindow(desk->eyes, cover);
    XSync(desk->eyes, False);
    int x, y, steps = 0;
    bool painted_again = false;
    while (differs(desk, &x, &y) && steps++ < STEPS) {
        painted_again = screen_poll(desk->screen).invalidate || painted_again;
        usleep(STEP_US);
    }
    assert_seen(desk);
    assert_false(painted_again);
    desk_destroy(desk);
}

static void test_close(void **state)
{
    struct desk *desk = *state;
    if (!desk) {
        skip();
    }
    desk_create(desk, SCREEN_WINDOW);
    show(desk, (struct rect){0, 0, W, H});
    Window window = find_window(desk->eyes);
    XEvent event = {.xclient = {.type = ClientMessage, .window = window, .format = 32}};
    event.xclient.message_type = XInternAtom(desk->eyes, "WM_PROTOCOLS", False);
    event.xclient.data.l[0] = (long)XInternAtom(desk->eyes, "WM_DELETE_WINDOW", False);
    XSendEvent(desk->eyes, window, False, NoEventMask, &event);
    XFlush(desk->eyes);
    assert_true(await(desk, QUIT));
    desk_destroy(desk);
}

static void test_full_takes_the_screen(void **state)
{
    struct desk *desk = *state;
    if (!desk) {
        skip();
    }
    desk_create(desk, SCREEN_FULL);
    assert_int_equal(screen_width(desk->screen), 800);
    assert_int_equal(screen_height(desk->screen), 600);
    show(desk, (struct rect){0, 0, 800, 600});
    paint_easel(desk);
    assert_seen(desk);
    desk_destroy(desk);
}

/* After all that was there at the start has been heard, nothing more comes. */
static void test_quiet_after_the_start(void **state)
{
    struct desk *desk = *state;
    if (!desk) {
        skip();
    }
    desk_create(desk, SCREEN_WINDOW);
    show(desk, (struct rect){0, 0, W, H});
    struct screen_events events = screen_poll(desk->screen);
    assert_false(events.quit || events.invalidate || events.resized);
    struct pollfd fd = {.fd = screen_fd(desk->screen), .events = POLLIN};
    int wakes = 0;
    while (poll(&fd, 1, 300) == 1 && wakes < 100) {
        events = screen_poll(desk->screen);
        assert_false(events.quit || events.invalidate || events.resized);
        wakes++;
    }
    assert_true(wakes < 100);
    desk_destroy(desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_window_shows_the_damage),
        cmocka_unit_test(test_resize),
        cmocka_unit_test(test_expose),
        cmocka_unit_test(test_close),
        cmocka_unit_test(test_full_takes_the_screen),
        cmocka_unit_test(test_quiet_after_the_start),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
