#include "easel.h"

#include <stdlib.h>

#define W 640
#define H 420

static void set_scene(struct easel *easel, struct scene *scene, struct cell cells[2],
                      const char *figure)
{
    *scene = (struct scene){W, H, EASEL_WALL, cells, 2, 2, 0, 0, NULL};
    easel_everything(easel->fonts, &cells[0], 7, 5, figure);
    easel_everything(easel->fonts, &cells[1], 320, 211, "91.0");
}

/* Both surfaces hold the same pixels. */
static void assert_same(const struct easel *a, const struct easel *b)
{
    for (int y = 0; y < a->surface->h; y++) {
        for (int x = 0; x < a->surface->w; x++) {
            if (easel_pixel(a, x, y) != easel_pixel(b, x, y)) {
                fail_msg("(%d, %d): %06x, %06x", x, y, easel_pixel(a, x, y), easel_pixel(b, x, y));
            }
        }
    }
}

/* ---- Each command -------------------------------------------------------------------------- */

struct one {
    struct easel easel;
    struct cell cell;
    struct scene scene;
};

static void one_create(struct one *one)
{
    one->easel = easel_create(200, 120, 0);
    one->cell = (struct cell){.bounds = {10, 10, 180, 100}, .background = EASEL_CELL};
    one->scene = (struct scene){200, 120, EASEL_WALL, &one->cell, 1, 1, 0, 0, NULL};
}

static void one_paint(struct one *one)
{
    assert_int_equal(easel_paint(&one->easel, &one->scene, (struct rect){0, 0, 200, 120}), 1);
}

static void test_wall_and_cell(void **state)
{
    (void)state;
    struct one one;
    one_create(&one);
    one_paint(&one);
    for (int y = 0; y < 120; y++) {
        for (int x = 0; x < 200; x++) {
            bool inside = x >= 10 && x < 190 && y >= 10 && y < 110;
            assert_int_equal(easel_pixel(&one.easel, x, y), inside ? EASEL_CELL : EASEL_WALL);
        }
    }
    easel_destroy(&one.easel);
}

static void test_fill_and_frame(void **state)
{
    (void)state;
    static const struct {
        enum command_kind kind;
        int radius, stroke;
        struct {
            int x, y;
            bool inked;
        } points[6];
    } rows[] = {
        {COMMAND_FILL, 0, 0, {{20, 20, 1}, {119, 79, 1}, {120, 50, 0}, {50, 80, 0}, {19, 20, 0}}},
        {COMMAND_FILL, 16, 0, {{20, 20, 0}, {23, 23, 0}, {26, 26, 1}, {119, 50, 1}, {118, 78, 0}}},
        {COMMAND_FILL, 900, 0, {{22, 50, 1}, {20, 30, 0}, {70, 20, 1}, {70, 79, 1}}},
        {COMMAND_FRAME, 0, 3, {{20, 20, 1}, {22, 50, 1}, {23, 50, 0}, {70, 77, 1}, {70, 76, 0}}},
        {COMMAND_FRAME, 16, 5, {{20, 20, 0}, {27, 27, 1}, {34, 34, 0}, {119, 50, 1}, {114, 50, 0}}},
        {COMMAND_FRAME, 4, 40, {{70, 50, 1}, {20, 50, 1}, {20, 20, 0}}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct one one;
        one_create(&one);
        struct command *command =
            easel_add(&one.cell, rows[i].kind, (struct rect){20, 20, 100, 60}, 0xff4b00);
        command->radius = rows[i].radius;
        command->stroke = rows[i].stroke;
        one_paint(&one);
        for (size_t p = 0; p < 6 && rows[i].points[p].x; p++) {
            uint32_t expected = rows[i].points[p].inked ? 0xff4b00 : EASEL_CELL;
            if (easel_pixel(&one.easel, rows[i].points[p].x, rows[i].points[p].y) != expected) {
                fail_msg("row %zu, point %zu", i, p);
            }
        }
        easel_destroy(&one.easel);
    }
}

/* Ink of the colour asked for, in the middle of the bounds or on both sides of it. */
static void test_shape_has_its_colour(void **state)
{
    (void)state;
    struct one one;
    one_create(&one);
    for (int shape = SHAPE_CIRCLE; shape <= SHAPE_STEADY; shape++) {
        one.cell.count = 0;
        struct command *command =
            easel_add(&one.cell, COMMAND_SHAPE, (struct rect){50, 40, 31, 31}, 0x4dc4ff);
        command->shape = (enum shape)shape;
        command->stroke = 5;
        one_paint(&one);
        int inked = 0;
        for (int y = 0; y < 120; y++) {
            for (int x = 0; x < 200; x++) {
                inked += easel_pixel(&one.easel, x, y) == 0x4dc4ff;
            }
        }
        assert_true(inked > 100 && inked <= 31 * 31);
    }
    easel_destroy(&one.easel);
}

static void test_text_has_ink_between_pen_and_advance(void **state)
{
    (void)state;
    struct one one;
    one_create(&one);
    easel_text(one.easel.fonts, &one.cell, 30, 80, (struct font){FACE_FIGURE, 48}, 0xf0f4f8, "88");
    one_paint(&one);
    struct rect bounds = one.cell.commands[0].bounds;
    int inked = 0;
    for (int y = 0; y < 120; y++) {
        for (int x = 0; x < 200; x++) {
            if (easel_pixel(&one.easel, x, y) == 0xf0f4f8) {
                inked++;
                assert_in_range(x, bounds.x, bounds.x + bounds.w - 1);
                assert_in_range(y, bounds.y, 80);
            }
        }
    }
    assert_true(inked > 600); /* two bold eights of 36 px */
    easel_destroy(&one.easel);
}

/* A command is cut at its bounds and its cell, whatever it says. */
static void test_nothing_leaves_its_cell(void **state)
{
    (void)state;
    struct one one;
    one_create(&one);
    easel_add(&one.cell, COMMAND_FILL, (struct rect){-50, -50, 500, 500}, 0xff4b00);
    struct command *text = easel_text(one.easel.fonts, &one.cell, 100, 60,
                                      (struct font){FACE_BOLD, 90}, 0xffffff, "WWWWWW");
    text->bounds.w = 20;
    one_paint(&one);
    for (int y = 0; y < 120; y++) {
        for (int x = 0; x < 200; x++) {
            bool inside = x >= 10 && x < 190 && y >= 10 && y < 110;
            uint32_t pixel = easel_pixel(&one.easel, x, y);
            if (!inside) {
                assert_int_equal(pixel, EASEL_WALL);
            } else if (x < 100 || x >= 120) {
                assert_int_equal(pixel, 0xff4b00);
            } else {
                assert_true(pixel >> 16 > 0xf0);
            }
        }
    }
    easel_destroy(&one.easel);
}

/* ---- Pieces -------------------------------------------------------------------------------- */

static void test_pieces_make_the_whole(void **state)
{
    (void)state;
    static const int rotations[] = {0, 90, 180, 270};
    static struct cell cells[2];
    for (size_t r = 0; r < 4; r++) {
        bool on_side = rotations[r] % 180 != 0;
        struct easel whole = easel_create(on_side ? H : W, on_side ? W : H, rotations[r]);
        struct easel pieces = easel_create(on_side ? H : W, on_side ? W : H, rotations[r]);
        struct scene scene;
        set_scene(&whole, &scene, cells, "75.5");
        easel_paint(&whole, &scene, (struct rect){0, 0, W, H});
        for (int y = 0; y < H; y += 37) {
            for (int x = 0; x < W; x += 53) {
                easel_paint(&pieces, &scene, (struct rect){x, y, 53, 37});
            }
        }
        assert_same(&whole, &pieces);
        easel_destroy(&pieces);
        easel_destroy(&whole);
    }
}

/* Only the damage is touched, and it is reported in panel pixels. */
static void test_only_the_damage(void **state)
{
    (void)state;
    static struct cell cells[2];
    struct easel easel = easel_create(H, W, 90);
    struct scene scene;
    set_scene(&easel, &scene, cells, "75.5");
    easel_clear(&easel, 0xabcdef);
    struct damage damage = {.wall = {0, 0, W, H},
                            .rects = {{100, 50, 30, 20}, {-10, -10, 5, 5}, {630, 410, 40, 40}},
                            .count = 3};
    SDL_Rect panel[DAMAGE_RECTS];
    assert_int_equal(painter_paint(easel.painter, &scene, &damage, panel), 2);
    const SDL_Rect expected[] = {{H - 70, 100, 20, 30}, {0, 630, 10, 10}};
    assert_memory_equal(panel, expected, sizeof expected);
    for (int y = 0; y < W; y++) {
        for (int x = 0; x < H; x++) {
            SDL_Point at = {x, y};
            bool damaged = SDL_PointInRect(&at, &panel[0]) || SDL_PointInRect(&at, &panel[1]);
            assert_int_equal(easel_pixel(&easel, x, y) != 0xabcdef, damaged);
        }
    }
    easel_destroy(&easel);
}

/* A new figure over the old leaves nothing of the old. */
static void test_change_leaves_no_trace(void **state)
{
    (void)state;
    static struct cell cells[2], other_cells[2];
    struct easel easel = easel_create(W, H, 0), fresh = easel_create(W, H, 0);
    struct scene scene, other;
    set_scene(&easel, &scene, cells, "888.8");
    easel_paint(&easel, &scene, (struct rect){0, 0, W, H});
    set_scene(&easel, &other, other_cells, "1");
    struct rect changed = {0};
    for (int i = 0; i < cells[0].count; i++) {
        if (strcmp(cells[0].commands[i].text, other_cells[0].commands[i].text) != 0) {
            changed = rect_union(cells[0].commands[i].bounds, other_cells[0].commands[i].bounds);
        }
    }
    easel_paint(&easel, &other, changed);
    easel_paint(&fresh, &other, (struct rect){0, 0, W, H});
    assert_same(&easel, &fresh);
    easel_destroy(&fresh);
    easel_destroy(&easel);
}

/* ---- Turning ------------------------------------------------------------------------------- */

static void test_turned_is_the_upright_turned(void **state)
{
    (void)state;
    static struct cell cells[2];
    struct easel upright = easel_create(W, H, 0);
    struct scene scene;
    set_scene(&upright, &scene, cells, "75.5");
    easel_paint(&upright, &scene, (struct rect){0, 0, W, H});
    for (int rotate = 90; rotate < 360; rotate += 90) {
        bool on_side = rotate % 180 != 0;
        struct easel turned = easel_create(on_side ? H : W, on_side ? W : H, rotate);
        easel_paint(&turned, &scene, (struct rect){0, 0, W, H});
        for (int y = 0; y < H; y++) {
            for (int x = 0; x < W; x++) {
                int px = rotate == 90 ? H - 1 - y : rotate == 180 ? W - 1 - x : y;
                int py = rotate == 90 ? x : rotate == 180 ? H - 1 - y : W - 1 - x;
                assert_int_equal(easel_pixel(&turned, px, py), easel_pixel(&upright, x, y));
            }
        }
        easel_destroy(&turned);
    }
    easel_destroy(&upright);
}

/* ---- Moving -------------------------------------------------------------------------------- */

/* What stands at (x, y) of `still` stands at (x + dx, y + dy) of `moved`; what is new is bare. */
static void assert_moved(const struct easel *still, const struct easel *moved, int dx, int dy)
{
    for (int y = 0; y < H; y++) {
        for (int x = 0; x < W; x++) {
            bool from_within = x - dx >= 0 && x - dx < W && y - dy >= 0 && y - dy < H;
            uint32_t expected = from_within ? easel_pixel(still, x - dx, y - dy) : EASEL_WALL;
            assert_int_equal(easel_pixel(moved, x, y), expected);
        }
    }
}

static void test_the_picture_moves_as_a_whole(void **state)
{
    (void)state;
    static const int moves[][2] = {{5, 5}, {-5, 5}, {0, -7}, {5, -5}};
    static struct cell cells[2];
    struct easel still = easel_create(W, H, 0), moved = easel_create(W, H, 0);
    struct scene scene;
    set_scene(&still, &scene, cells, "75.5");
    easel_paint(&still, &scene, (struct rect){0, 0, W, H});
    for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
        scene.origin_x = moves[i][0];
        scene.origin_y = moves[i][1];
        assert_int_equal(easel_paint(&moved, &scene, (struct rect){0, 0, W, H}), 1);
        assert_moved(&still, &moved, scene.origin_x, scene.origin_y);
    }
    easel_destroy(&moved);
    easel_destroy(&still);
}

/* A change after the move is painted where the picture stands now. */
static void test_damage_follows_the_move(void **state)
{
    (void)state;
    static struct cell cells[2], others[2];
    for (int rotate = 0; rotate < 360; rotate += 90) {
        bool on_side = rotate % 180 != 0;
        struct easel easel = easel_create(on_side ? H : W, on_side ? W : H, rotate);
        struct easel fresh = easel_create(on_side ? H : W, on_side ? W : H, rotate);
        struct scene before, after;
        set_scene(&easel, &before, cells, "75.5");
        set_scene(&easel, &after, others, "1.8");
        before.origin_x = after.origin_x = 3;
        before.origin_y = after.origin_y = -6;
        easel_paint(&easel, &before, (struct rect){0, 0, W, H});
        easel_paint(&easel, &after, cell_difference(&cells[0], &others[0]));
        easel_paint(&fresh, &after, (struct rect){0, 0, W, H});
        assert_same(&easel, &fresh);
        easel_destroy(&fresh);
        easel_destroy(&easel);
    }
}

/* ---- Memory -------------------------------------------------------------------------------- */

static void test_labels_stay_within_bounds(void **state)
{
    (void)state;
    static struct cell cells[2];
    struct easel easel = easel_create(W, H, 0);
    struct scene scene;
    for (int i = 0; i < 3000; i++) {
        char figure[16];
        snprintf(figure, sizeof figure, "%d.%d", i, i % 10);
        set_scene(&easel, &scene, cells, figure);
        easel_paint(&easel, &scene, cells[0].bounds);
        size_t bytes, count = painter_labels(easel.painter, &bytes);
        assert_true(count <= 1024);
        assert_true(bytes <= (size_t)W * H * 2 + 400000); /* and what one cell adds */
    }
    easel_destroy(&easel);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wall_and_cell),
        cmocka_unit_test(test_fill_and_frame),
        cmocka_unit_test(test_shape_has_its_colour),
        cmocka_unit_test(test_text_has_ink_between_pen_and_advance),
        cmocka_unit_test(test_nothing_leaves_its_cell),
        cmocka_unit_test(test_pieces_make_the_whole),
        cmocka_unit_test(test_only_the_damage),
        cmocka_unit_test(test_change_leaves_no_trace),
        cmocka_unit_test(test_turned_is_the_upright_turned),
        cmocka_unit_test(test_the_picture_moves_as_a_whole),
        cmocka_unit_test(test_damage_follows_the_move),
        cmocka_unit_test(test_labels_stay_within_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
