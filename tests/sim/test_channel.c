#include "sim/channel.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sim/scenes.h"

static struct channel *create(const struct preset *preset, const struct scene *scene, uint64_t seed)
{
    struct channel *channel = calloc(1, sizeof(*channel));
    assert_non_null(channel);
    const struct disturbance disturbance =
        scene_disturbance(scene, preset->kind, scene->start_minute * MINUTE_MS);
    channel_init(channel, preset, preset->channel, seed, 0, &disturbance);
    return channel;
}

static int in_hand(const struct channel *channel)
{
    int sum = 0;
    for (int i = 0; i < channel->queue.agents; i++) {
        sum += channel->queue.agent[i].in_hand;
    }
    return sum;
}

/* Nobody is lost and nobody is made up: every minute of a day, in every scene. */
static void assert_conserved(const struct channel *channel)
{
    const struct tally *today = &channel->today;
    assert_int_equal(today->offered, today->answered + today->abandoned + channel->queue.waiting);
    assert_int_equal(today->answered, today->handled + in_hand(channel));
    assert_true(today->answered_within <= today->answered);
    assert_true(today->resolved <= today->handled);
    int agents = 0;
    int64_t agent_ms = 0;
    for (int state = 0; state < AGENT_STATES; state++) {
        agents += queue_agents(&channel->queue, (enum agent_state)state);
        agent_ms += channel->queue.agent_ms[state];
    }
    assert_int_equal(agents, channel->preset->agents);
    assert_true(agent_ms == channel->now_ms * channel->preset->agents);
    assert_true(channel->queue.waiting == 0 || queue_agents(&channel->queue, AGENT_AVAILABLE) == 0);
}

static void test_conservation(void **state)
{
    (void)state;
    for (size_t s = 0; s < scene_count; s++) {
        for (size_t i = 0; i < preset_count; i++) {
            if (presets[i].kind == KIND_ITEMS) {
                continue;
            }
            struct channel *channel = create(&presets[i], &scenes[s], 5);
            for (int64_t at = 0; at < DAY_MS; at += MINUTE_MS) {
                channel_advance(channel, at);
                assert_conserved(channel);
            }
            free(channel);
        }
    }
}

/* The half hours together are the day. */
static void test_intervals_sum_up(void **state)
{
    (void)state;
    for (size_t i = 0; i < preset_count; i++) {
        struct channel *channel = create(&presets[i], &scenes[0], 5);
        channel_advance(channel, DAY_MS - 1);
        struct tally sum = channel->running.tally;
        assert_int_equal(channel->finished_count, HALF_HOURS - 1);
        for (int k = 0; k < channel->finished_count; k++) {
            const struct tally *tally = &channel->finished[k].tally;
            assert_true(channel->finished[k].start_ms == k * HALF_HOUR_MS);
            sum.offered += tally->offered;
            sum.answered += tally->answered;
            sum.wait_ms += tally->wait_ms;
            sum.handle_ms += tally->handle_ms;
            sum.busy_ms += tally->busy_ms;
            sum.done += tally->done;
            sum.on_time += tally->on_time;
        }
        assert_int_equal(sum.offered, channel->today.offered);
        assert_int_equal(sum.answered, channel->today.answered);
        assert_true(sum.wait_ms == channel->today.wait_ms);
        assert_true(sum.handle_ms == channel->today.handle_ms);
        assert_true(sum.busy_ms == channel->today.busy_ms);
        assert_int_equal(sum.done, channel->today.done);
        assert_int_equal(sum.on_time, channel->today.on_time);
        free(channel);
    }
}

static void test_midnight(void **state)
{
    (void)state;
    struct channel *channel = create(&presets[0], &scenes[0], 5);
    channel_advance(channel, DAY_MS + 10 * 60 * MINUTE_MS);
    assert_int_equal(channel->finished_count, INTERVALS_KEPT);
    assert_true(channel->finished[INTERVALS_KEPT - 1].start_ms ==
                DAY_MS + 9 * 60 * MINUTE_MS + HALF_HOUR_MS);
    assert_true(channel->today.offered > 20 && channel->today.offered < 300);
    free(channel);
}

/* However the time is cut into pieces, the same day comes out. */
static void test_same_by_any_step(void **state)
{
    (void)state;
    for (size_t i = 0; i < preset_count; i++) {
        struct channel *at_once = create(&presets[i], &scenes[2], 9);
        struct channel *in_steps = create(&presets[i], &scenes[2], 9);
        const int64_t end = 12 * 60 * MINUTE_MS;
        channel_advance(at_once, end);
        for (int64_t at = 0; at < end; at += 777) {
            channel_advance(in_steps, at);
        }
        channel_advance(in_steps, end);
        assert_memory_equal(&at_once->today, &in_steps->today, sizeof(struct tally));
        assert_true(at_once->next_arrival_ms == in_steps->next_arrival_ms);
        free(at_once);
        free(in_steps);
    }
}

static void test_seed(void **state)
{
    (void)state;
    struct channel *one = create(&presets[0], &scenes[0], 1);
    struct channel *two = create(&presets[0], &scenes[0], 2);
    channel_advance(one, 12 * 60 * MINUTE_MS);
    channel_advance(two, 12 * 60 * MINUTE_MS);
    assert_memory_not_equal(&one->today, &two->today, sizeof(struct tally));
    free(one);
    free(two);
}

/* The board's threshold counts; without one the preset's does. */
static void test_threshold(void **state)
{
    (void)state;
    const struct disturbance none = {.volume_times = 1.0, .surge_times = 1.0};
    struct channel *channel = calloc(1, sizeof(*channel));
    assert_non_null(channel);
    channel_init(channel, &presets[0], "x", 1, 45, &none);
    assert_true(channel->threshold_ms == 45 * SECOND_MS);
    channel_init(channel, &presets[0], "x", 1, 0, &none);
    assert_true(channel->threshold_ms == presets[0].threshold_s * SECOND_MS);
    free(channel);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_conservation), cmocka_unit_test(test_intervals_sum_up),
        cmocka_unit_test(test_midnight),     cmocka_unit_test(test_same_by_any_step),
        cmocka_unit_test(test_seed),         cmocka_unit_test(test_threshold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
