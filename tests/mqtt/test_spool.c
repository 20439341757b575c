#include "mqtt/spool.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct record *add(struct spool *spool, const char *topic, const char *payload)
{
    return spool_append(spool, topic, payload, strlen(payload), NULL);
}

static void expect(const struct spool *spool, const char *const *payloads, size_t count)
{
    struct record *record = spool_first(spool);
    for (size_t i = 0; i < count; i++) {
        assert_non_null(record);
        assert_string_equal(record_payload(record), payloads[i]);
        record = spool_next(spool, record);
    }
    assert_null(record);
    assert_int_equal(spool->count, count);
}

static void keeps_the_order(void **state)
{
    (void)state;
    struct spool spool;
    assert_true(spool_init(&spool, 4096));
    expect(&spool, NULL, 0);
    add(&spool, "a", "1");
    struct record *middle = add(&spool, "b", "2");
    add(&spool, "c", "3");
    expect(&spool, (const char *[]){"1", "2", "3"}, 3);
    assert_string_equal(record_topic(middle), "b");
    spool_remove(&spool, middle);
    expect(&spool, (const char *[]){"1", "3"}, 2);
    spool_remove(&spool, spool_first(&spool));
    expect(&spool, (const char *[]){"3"}, 1);
    spool_remove(&spool, spool_first(&spool));
    expect(&spool, NULL, 0);
    assert_int_equal(spool.end, 0);
    spool_finish(&spool);
}

static void room_in_between_is_used_again(void **state)
{
    (void)state;
    struct spool spool;
    const size_t size = spool_size_of(1, 1, NULL);
    assert_true(spool_init(&spool, 4 * size));
    struct record *removed[2];
    removed[0] = add(&spool, "a", "1");
    add(&spool, "b", "2");
    removed[1] = add(&spool, "c", "3");
    add(&spool, "d", "4");
    assert_null(add(&spool, "e", "5"));
    spool_remove(&spool, removed[1]);
    spool_remove(&spool, removed[0]);
    assert_int_equal(spool_room(&spool), 2 * size);
    assert_non_null(add(&spool, "e", "5"));
    assert_non_null(add(&spool, "f", "6"));
    assert_null(add(&spool, "g", "7"));
    expect(&spool, (const char *[]){"2", "4", "5", "6"}, 4);
    spool_finish(&spool);
}

static void a_payload_is_copied_as_it_is(void **state)
{
    (void)state;
    struct spool spool;
    assert_true(spool_init(&spool, 4096));
    struct record *record = spool_append(&spool, "t", "a\0b", 3, NULL);
    assert_int_equal(record->length, 3);
    assert_memory_equal(record_payload(record), "a\0b", 4);
    record = spool_append(&spool, "t", NULL, 0, NULL);
    assert_int_equal(record->length, 0);
    assert_string_equal(record_payload(record), "");
    spool_finish(&spool);
}

static void only_what_a_newer_one_supersedes_goes(void **state)
{
    (void)state;
    struct spool spool;
    assert_true(spool_init(&spool, 4096));
    add(&spool, "a", "1")->reading = true;
    add(&spool, "a", "2")->retain = true;
    add(&spool, "a", "3");
    add(&spool, "a", "4")->retain = true;
    spool_next(&spool, spool_next(&spool, spool_next(&spool, spool_first(&spool))))->mid = 7;
    add(&spool, "b", "5")->reading = true;
    assert_int_equal(spool_bytes_of(&spool, "a"), 2 * spool_size_of(1, 1, NULL));
    assert_int_equal(spool_bytes_of(&spool, "c"), 0);
    spool_remove_all_of(&spool, "a");
    expect(&spool, (const char *[]){"3", "4", "5"}, 3);
    spool_finish(&spool);
}

/* Against a plain array: what is in, in which order, after any appends and removals. */
static void behaves_like_a_list(void **state)
{
    (void)state;
    struct spool spool;
    unsigned seed = 1, next = 0, list[4096];
    size_t count = 0;
    assert_true(spool_init(&spool, 3000));
    for (int step = 0; step < 20000; step++) {
        seed = seed * 1103515245u + 12345u;
        char topic[32], payload[16];
        if (seed >> 16 & 1) {
            snprintf(topic, sizeof topic, "%.*s", (int)(seed >> 20 & 15), "abcdefghijklmnop");
            snprintf(payload, sizeof payload, "%u", next);
            bool fits = spool_size_of(strlen(topic), strlen(payload), NULL) <= spool_room(&spool);
            assert_int_equal(add(&spool, topic, payload) != NULL, fits);
            if (fits) {
                list[count++] = next;
            }
            next++;
        } else if (count > 0) {
            size_t at = (seed >> 18) % count;
            struct record *record = spool_first(&spool);
            for (size_t i = 0; i < at; i++) {
                record = spool_next(&spool, record);
            }
            snprintf(payload, sizeof payload, "%u", list[at]);
            assert_string_equal(record_payload(record), payload);
            spool_remove(&spool, record);
            memmove(&list[at], &list[at + 1], (count - at - 1) * sizeof *list);
            count--;
        }
        assert_int_equal(spool.count, count);
    }
    spool_finish(&spool);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_the_order),
        cmocka_unit_test(room_in_between_is_used_again),
        cmocka_unit_test(a_payload_is_copied_as_it_is),
        cmocka_unit_test(only_what_a_newer_one_supersedes_goes),
        cmocka_unit_test(behaves_like_a_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
