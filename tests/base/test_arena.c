#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"

static void gives_zeroed_aligned_memory(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    static const size_t sizes[] = {0, 1, 7, 16, 17, 1000, 16384, 16385, 100000, 3};
    unsigned char *taken[sizeof sizes / sizeof sizes[0]];
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        taken[i] = arena_take(arena, sizes[i]);
        assert_int_equal((uintptr_t)taken[i] % _Alignof(max_align_t), 0);
        for (size_t b = 0; b < sizes[i]; b++) {
            assert_int_equal(taken[i][b], 0);
        }
        memset(taken[i], (int)i + 1, sizes[i]);
    }
    /* Nothing that was taken later lies over what was taken before. */
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        for (size_t b = 0; b < sizes[i]; b++) {
            assert_int_equal(taken[i][b], i + 1);
        }
    }
    arena_destroy(arena);
}

static void gives_arrays(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    uint64_t *items = arena_take_array(arena, 5000, sizeof *items);
    for (size_t i = 0; i < 5000; i++) {
        assert_true(items[i] == 0);
        items[i] = i;
    }
    arena_destroy(arena);
}

static void copies_texts(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    char text[] = "目標";
    const char *copy = arena_text(arena, text);
    text[0] = 'x';
    assert_string_equal(copy, "目標");
    assert_string_equal(arena_text(arena, ""), "");
    assert_null(arena_text(arena, NULL));
    arena_destroy(arena);
}

static void destroys_nothing(void **state)
{
    (void)state;
    arena_destroy(NULL);
    arena_destroy(arena_create());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_zeroed_aligned_memory),
        cmocka_unit_test(gives_arrays),
        cmocka_unit_test(copies_texts),
        cmocka_unit_test(destroys_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
