#include "sim/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void nothing(void *context, const struct contact_event *event)
{
    (void)context;
    (void)event;
}

static void no_item(void *context, int64_t at_ms, const struct item *item)
{
    (void)context;
    (void)at_ms;
    (void)item;
}

static const struct preset *preset_of(const char *channel)
{
    return preset_for(channel, TIMING_REAL_TIME, ASSISTANCE_HUMAN);
}

static void fill(struct centre_channel *channels)
{
    channels[0] = (struct centre_channel){.business = "main", .id = "phone"};
    channels[0].model.preset = preset_of("phone");
    channels[0].model.today = (struct tally){.answered = 45, .abandoned = 5, .answered_within = 41};
    queue_init(&channels[0].model.queue, 0, 2, 1, nothing, NULL);
    queue_set_duty(&channels[0].model.queue, 0, DUTY_AWAY);
    queue_offer(&channels[0].model.queue, (struct contact){.patience_ms = 900 * SECOND_MS});
    queue_advance(&channels[0].model.queue, 205 * SECOND_MS);
    channels[1] = (struct centre_channel){.business = "red", .id = "email"};
    channels[1].model.preset = preset_of("email");
    channels[1].model.today = (struct tally){.done = 16, .on_time = 14};
    backlog_init(&channels[1].model.backlog, 0, 3600 * SECOND_MS, no_item, NULL);
    (void)backlog_add(&channels[1].model.backlog, (struct item){.work_ms = 1});
    backlog_advance(&channels[1].model.backlog, 18120 * SECOND_MS);
    channels[2] = (struct centre_channel){.business = "main", .id = "bot"};
    channels[2].model.preset = preset_of("bot");
}

static void test_lines(void **state)
{
    (void)state;
    struct centre_channel *channels = calloc(3, sizeof(*channels));
    assert_non_null(channels);
    fill(channels);
    struct centre centre = {
        .now_ms = (11 * 60 + 5) * MINUTE_MS, .channels = channels, .channel_count = 3};
    const struct feed feed = {.centre = &centre, .scene = scene_find("outage"), .sent = 12};
    char *text = NULL;
    size_t length = 0;
    FILE *to = open_memstream(&text, &length);
    assert_non_null(to);
    table_write(to, &feed, "connected");
    fclose(to);
    assert_string_equal(
        text,
        "centre       11:05 simulated, scene outage, connected, 12 messages sent\n"
        "phone        waiting 1   longest 3:25    in time 82.0 %   lost 10.0 %  "
        "agents: 0 ready, 0 on contact, 0 after-call work, 1 away\n"
        "red/email    open    1   oldest 5 h 02 min   on time 87.5 %   16 done today, 1 past due\n"
        "bot          settled alone -        of 0 today\n"
        "\n");
    free(text);
    free(channels);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
