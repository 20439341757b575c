#include "screen/labels.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

struct world {
    SDL_Surface *surface;
    SDL_Renderer *renderer;
    struct coverage drawn; /* 10x4 of ink in a board of 20x20 */
};

static int create(void **state)
{
    static struct world world;
    world.surface = SDL_CreateRGBSurfaceWithFormat(0, 64, 64, 32, SDL_PIXELFORMAT_RGB888);
    world.renderer = SDL_CreateSoftwareRenderer(world.surface);
    coverage_reset(&world.drawn, 20, 20);
    for (int y = 0; y < 4; y++) {
        memset(coverage_row(&world.drawn, 8 + y) + 5, 255, 10);
    }
    *state = &world;
    return world.renderer ? 0 : -1;
}

static int destroy(void **state)
{
    struct world *world = *state;
    coverage_finish(&world->drawn);
    SDL_DestroyRenderer(world->renderer);
    SDL_FreeSurface(world->surface);
    return 0;
}

#define LABEL_BYTES (10 * 4 * 4)

static struct label_key key_of(const char *text)
{
    struct label_key key = {LABEL_TEXT, 0xffffff, {FACE_TEXT, 28}, ""};
    strncpy(key.text, text, sizeof key.text - 1);
    return key;
}

static struct label_key numbered(int number)
{
    char text[16];
    snprintf(text, sizeof text, "%d", number);
    return key_of(text);
}

static void keep(struct world *world, struct labels *labels, struct label_key key)
{
    assert_null(labels_find(labels, &key));
    assert_non_null(labels_keep(labels, &key, &world->drawn, 3, 12));
}

static void test_keeps_the_ink(void **state)
{
    struct world *world = *state;
    struct labels *labels = labels_create(world->renderer, 90, 1 << 20);
    struct label_key key = key_of("a");
    keep(world, labels, key);
    const struct label *label = labels_find(labels, &key);
    assert_non_null(label);
    assert_int_equal(label->x, 2);
    assert_int_equal(label->y, -4);
    assert_int_equal(label->w, 10);
    assert_int_equal(label->h, 4);
    int w, h;
    assert_int_equal(SDL_QueryTexture(label->texture, NULL, NULL, &w, &h), 0);
    assert_int_equal(w, 4); /* turned */
    assert_int_equal(h, 10);
    assert_int_equal(labels_bytes(labels), LABEL_BYTES);
    labels_destroy(labels);
}

/* Each field makes another label. */
static void test_keys_differ(void **state)
{
    struct world *world = *state;
    struct labels *labels = labels_create(world->renderer, 0, 1 << 20);
    struct label_key keys[] = {key_of("a"), key_of("b"), key_of("a"), key_of("a"), key_of("a")};
    keys[2].colour = 0x123456;
    keys[3].detail[1] = 29;
    keys[4].kind = LABEL_SHAPE;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        keep(world, labels, keys[i]);
    }
    assert_int_equal(labels_count(labels), 5);
    labels_destroy(labels);
}

static void test_text_without_ink(void **state)
{
    struct world *world = *state;
    struct labels *labels = labels_create(world->renderer, 0, 1 << 20);
    struct coverage empty = {0};
    coverage_reset(&empty, 10, 10);
    struct label_key key = key_of(" ");
    const struct label *label = labels_keep(labels, &key, &empty, 0, 0);
    assert_null(label->texture);
    assert_int_equal(labels_bytes(labels), 0);
    assert_ptr_equal(labels_find(labels, &key), label);
    coverage_finish(&empty);
    labels_destroy(labels);
}

/* Over the bytes: the oldest go, at the next paint and no earlier, and what was asked for stays. */
static void test_bytes_are_bounded(void **state)
{
    struct world *world = *state;
    struct labels *labels = labels_create(world->renderer, 0, 10 * LABEL_BYTES);
    struct label_key first = numbered(0), second = numbered(1);
    labels_begin(labels);
    for (int i = 0; i < 20; i++) {
        keep(world, labels, numbered(i));
    }
    assert_int_equal(labels_count(labels), 20);
    assert_non_null(labels_find(labels, &first));
    labels_begin(labels);
    assert_int_equal(labels_count(labels), 10);
    assert_int_equal(labels_bytes(labels), 10 * LABEL_BYTES);
    assert_non_null(labels_find(labels, &first));
    assert_null(labels_find(labels, &second));
    labels_destroy(labels);
}

static void test_number_is_bounded(void **state)
{
    struct world *world = *state;
    struct labels *labels = labels_create(world->renderer, 0, SIZE_MAX);
    labels_begin(labels);
    for (int i = 0; i < 3 * LABELS; i++) {
        keep(world, labels, numbered(i));
        assert_true(labels_count(labels) <= LABELS);
    }
    struct label_key last = numbered(3 * LABELS - 1), lost = numbered(2 * LABELS - 1);
    assert_non_null(labels_find(labels, &last));
    assert_null(labels_find(labels, &lost));
    labels_destroy(labels);
}

/* A long life against a plain model: which were used last, in what order. */
static void test_long_life(void **state)
{
    enum { KEYS = 60, HOLD = 25 };
    struct world *world = *state;
    struct labels *labels = labels_create(world->renderer, 0, HOLD * LABEL_BYTES);
    int used[KEYS], count = 0; /* keys, the last used first */
    uint32_t random = 1;
    for (int step = 0; step < 20000; step++) {
        if (step % 3 == 0) {
            labels_begin(labels);
            count = count < HOLD ? count : HOLD;
        }
        random = random * 1664525U + 1013904223U;
        int number = (int)((random >> 16) % KEYS), at = 0;
        while (at < count && used[at] != number) {
            at++;
        }
        struct label_key key = numbered(number);
        bool found = labels_find(labels, &key) != NULL;
        assert_int_equal(found, at < count);
        if (!found) {
            keep(world, labels, key);
            count++;
        }
        memmove(used + 1, used, (size_t)at * sizeof *used);
        used[0] = number;
        assert_int_equal(labels_count(labels), count);
        assert_int_equal(labels_bytes(labels), count * LABEL_BYTES);
    }
    labels_destroy(labels);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_keeps_the_ink),     cmocka_unit_test(test_keys_differ),
        cmocka_unit_test(test_text_without_ink),  cmocka_unit_test(test_bytes_are_bounded),
        cmocka_unit_test(test_number_is_bounded), cmocka_unit_test(test_long_life),
    };
    return cmocka_run_group_tests(tests, create, destroy);
}
