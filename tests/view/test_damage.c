/* Joining by hand-computed areas, clipping, the 60 % rule and a full list. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "view/damage.h"

static const struct rect wall = {0, 0, 1000, 1000};

static void assert_rect(struct rect r, int x, int y, int w, int h)
{
    assert_int_equal(r.x, x);
    assert_int_equal(r.y, y);
    assert_int_equal(r.w, w);
    assert_int_equal(r.h, h);
}

static void starts_empty(void **state)
{
    (void)state;
    struct damage damage;
    damage_clear(&damage, wall);
    assert_int_equal(damage.count, 0);
    damage_add(&damage, (struct rect){10, 10, 0, 5});
    damage_add(&damage, (struct rect){2000, 10, 5, 5});
    assert_int_equal(damage.count, 0);
}

static void clips_to_the_wall(void **state)
{
    (void)state;
    struct damage damage;
    damage_clear(&damage, wall);
    damage_add(&damage, (struct rect){-10, 990, 30, 30});
    assert_int_equal(damage.count, 1);
    assert_rect(damage.rects[0], 0, 990, 20, 10);
}

static void joins_only_without_loss(void **state)
{
    (void)state;
    struct damage damage;
    damage_clear(&damage, wall);
    damage_add(&damage, (struct rect){0, 0, 10, 10});
    damage_add(&damage, (struct rect){10, 0, 10, 10}); /* 200 <= 100 + 100 */
    assert_int_equal(damage.count, 1);
    assert_rect(damage.rects[0], 0, 0, 20, 10);
    damage_add(&damage, (struct rect){21, 0, 10, 10}); /* 310 > 200 + 100 */
    assert_int_equal(damage.count, 2);
}

static void joins_in_a_chain(void **state)
{
    (void)state;
    struct damage damage;
    damage_clear(&damage, wall);
    damage_add(&damage, (struct rect){0, 0, 10, 10});
    damage_add(&damage, (struct rect){20, 0, 10, 10});
    assert_int_equal(damage.count, 2);
    damage_add(&damage, (struct rect){10, 0, 10, 10});
    assert_int_equal(damage.count, 1);
    assert_rect(damage.rects[0], 0, 0, 30, 10);
}

static void becomes_the_wall_above_sixty_percent(void **state)
{
    (void)state;
    struct damage damage;
    damage_clear(&damage, wall);
    damage_add(&damage, (struct rect){0, 0, 600, 1000});
    assert_rect(damage.rects[0], 0, 0, 600, 1000);
    damage_add(&damage, (struct rect){900, 0, 1, 1});
    assert_int_equal(damage.count, 1);
    assert_rect(damage.rects[0], 0, 0, 1000, 1000);
}

static void never_loses_a_rectangle(void **state)
{
    (void)state;
    struct damage damage;
    damage_clear(&damage, wall);
    for (int i = 0; i < 4 * DAMAGE_RECTS; i++) {
        struct rect r = {(i % 16) * 60, (i / 16) * 100, 5, 5};
        damage_add(&damage, r);
        assert_true(damage.count <= DAMAGE_RECTS);
        struct rect covered = {0};
        for (int k = 0; k < damage.count; k++) {
            covered = rect_union(covered, rect_intersection(damage.rects[k], r));
        }
        assert_true(rect_equal(covered, r));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(starts_empty),
        cmocka_unit_test(clips_to_the_wall),
        cmocka_unit_test(joins_only_without_loss),
        cmocka_unit_test(joins_in_a_chain),
        cmocka_unit_test(becomes_the_wall_above_sixty_percent),
        cmocka_unit_test(never_loses_a_rectangle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
