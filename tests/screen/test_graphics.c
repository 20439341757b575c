#include "screen/display.h"

#include "easel.h"
#include "xvfb.h"

/*
 * The path of the board, with OpenGL ES 2, in a window of Xvfb: Mesa paints in software there.
 * Where there is no OpenGL ES, the tests are skipped.
 */

/* Mesa's software driver leaves a few bytes behind and is unloaded, so that nobody can name them.
 */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "detect_leaks=0";
}

#define W 640
#define H 420

struct board {
    struct display display;
    struct painter *painter;
    struct easel easel;
    struct scene scene;
    struct cell cells[2];
};

static bool board_create(struct board *board)
{
    board->display = (struct display){.kind = &display_graphics};
    if (!display_start_video()) {
        return false;
    }
    if (!display_graphics.open(&board->display, W, H)) {
        display_graphics.close(&board->display);
        display_stop_video();
        return false;
    }
    board->easel = easel_create(W, H, 0);
    board->painter = painter_create(board->display.renderer, board->easel.fonts, W, H, 0);
    board->scene = (struct scene){W, H, EASEL_WALL, board->cells, 2, 2, 0, 0, NULL};
    easel_everything(board->easel.fonts, &board->cells[0], 0, 0, "82.4");
    easel_everything(board->easel.fonts, &board->cells[1], 330, 210, "7");
    return true;
}

static void board_destroy(struct board *board)
{
    painter_destroy(board->painter);
    easel_destroy(&board->easel);
    display_graphics.close(&board->display);
    display_stop_video();
}

static void paint(struct board *board, struct rect piece)
{
    struct damage damage = {.wall = {0, 0, W, H}, .rects = {piece}, .count = 1};
    SDL_Rect panel[DAMAGE_RECTS];
    int count = painter_paint(board->painter, &board->scene, &damage, panel);
    assert_true(display_graphics.show(&board->display, panel, count));
    easel_paint(&board->easel, &board->scene, piece);
}

/* Both renderers blend with their own rounding: at most 3 of 255 apart in a channel. */
static void assert_alike(struct board *board)
{
    SDL_Surface *picture = display_graphics.picture(&board->display);
    assert_non_null(picture);
    for (int y = 0; y < H; y++) {
        const uint32_t *row =
            (const uint32_t *)((const char *)picture->pixels + (size_t)y * (size_t)picture->pitch);
        for (int x = 0; x < W; x++) {
            uint32_t expected = easel_pixel(&board->easel, x, y);
            for (int shift = 0; shift < 24; shift += 8) {
                int apart = abs((int)(row[x] >> shift & 255) - (int)(expected >> shift & 255));
                if (apart > 3) {
                    fail_msg("(%d, %d): %06x, expected %06x", x, y, row[x] & 0xffffff, expected);
                }
            }
        }
    }
    SDL_FreeSurface(picture);
}

static void test_canvas_holds_what_was_painted(void **state)
{
    struct board *board = *state;
    if (!board || !board_create(board)) {
        skip();
    }
    paint(board, (struct rect){0, 0, W, H});
    assert_alike(board);
    easel_everything(board->easel.fonts, &board->cells[0], 0, 0, "9.1");
    paint(board, (struct rect){0, 30, 300, 80}); /* the rest must be kept over the present */
    assert_alike(board);
    board_destroy(board);
}

static void test_after_a_reset(void **state)
{
    struct board *board = *state;
    if (!board || !board_create(board)) {
        skip();
    }
    paint(board, (struct rect){0, 0, W, H});
    SDL_Event targets = {.type = SDL_RENDER_TARGETS_RESET},
              device = {.type = SDL_RENDER_DEVICE_RESET};
    assert_int_equal(display_graphics.hear(&board->display, &targets), DISPLAY_LOST);
    assert_int_equal(display_graphics.hear(&board->display, &device), DISPLAY_STALE);
    painter_destroy(board->painter);
    assert_true(display_graphics.remake(&board->display));
    board->painter = painter_create(board->display.renderer, board->easel.fonts, W, H, 0);
    paint(board, (struct rect){0, 0, W, H});
    assert_alike(board);
    board_destroy(board);
}

static int start(void **state)
{
    static struct board board;
    *state = xvfb_start() ? &board : NULL;
    return 0;
}

static int stop(void **state)
{
    (void)state;
    xvfb_stop();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_canvas_holds_what_was_painted),
        cmocka_unit_test(test_after_a_reset),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
