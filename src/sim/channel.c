#include "sim/channel.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/moment.h"

/* Of those whose contact is over, so many answer the survey. */
#define SURVEY_SHARE 0.25

static void on_contact(void *context, const struct contact_event *event)
{
    struct channel *channel = context;
    tally_contact(&channel->today, event, channel->threshold_ms);
    tally_contact(&channel->running.tally, event, channel->threshold_ms);
}

static void on_item(void *context, int64_t at_ms, const struct item *item)
{
    struct channel *channel = context;
    tally_item(&channel->today, at_ms, item, channel->backlog.cycle_ms);
    tally_item(&channel->running.tally, at_ms, item, channel->backlog.cycle_ms);
}

static void start_draws(struct random *random, uint64_t seed, const char *name, const char *of)
{
    char stream[192];
    snprintf(stream, sizeof(stream), "%s/%s", name, of);
    random_start(random, seed, stream);
}

/* What was left over when the first day began. */
static void carry_over(struct channel *channel)
{
    const struct preset *preset = channel->preset;
    int count = random_poisson(&channel->contact_draws, preset->carried);
    for (int i = 0; i < count; i++) {
        int64_t age = preset->carried_age_s * SECOND_MS * (count - i) / count;
        double work = random_lognormal(&channel->contact_draws, preset->talk.mean_s,
                                       preset->talk.deviation_s);
        (void)backlog_add(
            &channel->backlog,
            (struct item){.arrived_ms = -age, .work_ms = (int64_t)(work * (double)SECOND_MS)});
    }
}

static int64_t draw_ms(struct random *random, struct spread spread)
{
    if (spread.mean_s <= 0.0) {
        return 0;
    }
    return (int64_t)(random_lognormal(random, spread.mean_s, spread.deviation_s) *
                     (double)SECOND_MS);
}

/* Every contact takes the same number of draws, whatever comes of them. */
static void arrive(struct channel *channel)
{
    const struct preset *preset = channel->preset;
    struct random *draws = &channel->contact_draws;
    int64_t work_ms = draw_ms(draws, preset->talk);
    if (preset->kind == KIND_ITEMS) {
        channel->today.received++;
        channel->running.tally.received++;
        (void)backlog_add(&channel->backlog,
                          (struct item){.arrived_ms = channel->now_ms, .work_ms = work_ms});
        return;
    }
    struct contact contact = {.talk_ms = work_ms, .wrap_ms = draw_ms(draws, preset->wrap)};
    double patience_s = random_exponential(draws, preset->patience_s);
    contact.patience_ms = (int64_t)(patience_s * (double)SECOND_MS);
    contact.resolved = random_chance(draws, preset->resolved);
    contact.surveyed = random_chance(draws, SURVEY_SHARE);
    contact.mood = random_unit(draws);
    queue_offer(&channel->queue, contact);
}

static void follow_roster(struct channel *channel)
{
    if (channel->preset->kind == KIND_ITEMS) {
        backlog_set_workers(&channel->backlog,
                            schedule_working(&channel->schedule, channel->now_ms));
        return;
    }
    for (int i = 0; i < channel->schedule.agents; i++) {
        bool always = channel->preset->kind == KIND_BOT;
        queue_set_duty(&channel->queue, i,
                       always ? DUTY_WORK : schedule_duty(&channel->schedule, i, channel->now_ms));
    }
}

static int64_t unbooked(struct channel *channel, enum agent_state state)
{
    int64_t passed = channel->queue.agent_ms[state] - channel->booked_ms[state];
    channel->booked_ms[state] = channel->queue.agent_ms[state];
    return passed;
}

static void book_agent_time(struct channel *channel)
{
    int64_t busy = unbooked(channel, AGENT_ON_CONTACT) + unbooked(channel, AGENT_AFTER_CALL_WORK);
    int64_t available = unbooked(channel, AGENT_AVAILABLE);
    channel->today.busy_ms += busy;
    channel->today.available_ms += available;
    channel->running.tally.busy_ms += busy;
    channel->running.tally.available_ms += available;
}

static void finish_interval(struct channel *channel)
{
    if (channel->finished_count == INTERVALS_KEPT) {
        channel->finished_count--;
        memmove(&channel->finished[0], &channel->finished[1],
                (size_t)channel->finished_count * sizeof(channel->finished[0]));
    }
    channel->finished[channel->finished_count++] = channel->running;
    channel->running = (struct interval){.start_ms = channel->now_ms};
}

static void at_minute(struct channel *channel)
{
    if (channel->now_ms % HALF_HOUR_MS == 0 && channel->now_ms > channel->running.start_ms) {
        finish_interval(channel);
    }
    if (channel->now_ms % DAY_MS == 0) {
        channel->today = (struct tally){0};
    }
    follow_roster(channel);
}

static void pass_time(struct channel *channel, int64_t to_ms)
{
    if (channel->preset->kind == KIND_ITEMS) {
        backlog_advance(&channel->backlog, to_ms);
    } else {
        queue_advance(&channel->queue, to_ms);
        book_agent_time(channel);
    }
    channel->now_ms = to_ms;
}

void channel_init(struct channel *channel, const struct preset *preset, const char *name,
                  uint64_t seed, int threshold_s, const struct disturbance *disturbance)
{
    memset(channel, 0, sizeof(*channel));
    channel->preset = preset;
    channel->threshold_ms = (threshold_s > 0 ? threshold_s : preset->threshold_s) * SECOND_MS;
    channel->arrivals = (struct arrivals){.shape = preset->shape,
                                          .per_day = preset->per_day * disturbance->volume_times,
                                          .surge = disturbance->surge,
                                          .surge_times = disturbance->surge_times};
    channel->schedule = (struct schedule){.agents = preset->agents,
                                          .open_minute = preset->open_minute,
                                          .close_minute = preset->close_minute,
                                          .dip = disturbance->dip,
                                          .dip_share = disturbance->dip_share};
    start_draws(&channel->arrival_draws, seed, name, "arrivals");
    start_draws(&channel->contact_draws, seed, name, "contacts");
    channel->next_arrival_ms = arrivals_next(&channel->arrivals, &channel->arrival_draws, 0);
    if (preset->kind == KIND_ITEMS) {
        backlog_init(&channel->backlog, 0, preset->cycle_s * SECOND_MS, on_item, channel);
        carry_over(channel);
    } else {
        queue_init(&channel->queue, 0, preset->agents, preset->slots, on_contact, channel);
    }
    follow_roster(channel);
}

void channel_advance(struct channel *channel, int64_t to_ms)
{
    assert(to_ms >= channel->now_ms);
    for (;;) {
        int64_t minute = channel->now_ms - channel->now_ms % MINUTE_MS + MINUTE_MS;
        int64_t next = earlier(minute, channel->next_arrival_ms);
        if (next > to_ms) {
            break;
        }
        pass_time(channel, next);
        if (next == minute) {
            at_minute(channel);
        }
        if (next == channel->next_arrival_ms) {
            arrive(channel);
            channel->next_arrival_ms =
                arrivals_next(&channel->arrivals, &channel->arrival_draws, next);
        }
    }
    pass_time(channel, to_ms);
}
