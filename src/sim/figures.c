#include "sim/figures.h"

#include <string.h>

/* ---- Rates and means ------------------------------------------------------------------------ */

static struct figure none(const char *reason)
{
    return (struct figure){.sample = 0, .reason = reason};
}

static struct figure ratio(double numerator, double denominator, double scale, int64_t sample,
                           const char *reason)
{
    if (denominator <= 0.0) {
        return none(reason);
    }
    return (struct figure){.has_value = true,
                           .value = scale * numerator / denominator,
                           .sample = sample,
                           .numerator = numerator,
                           .denominator = denominator};
}

static struct figure percent(int part, int whole, const char *reason)
{
    return ratio(part, whole, 100.0, whole, reason);
}

static struct figure mean_s(int64_t sum_ms, int count, const char *reason)
{
    return ratio((double)sum_ms / (double)SECOND_MS, count, 1.0, count, reason);
}

static int ended(const struct tally *tally)
{
    return tally->answered + tally->abandoned;
}

static struct figure service_level(const struct channel *channel, const struct tally *tally)
{
    (void)channel;
    return percent(tally->answered_within, ended(tally), "no contacts yet");
}

static struct figure answer_rate(const struct channel *channel, const struct tally *tally)
{
    (void)channel;
    return percent(tally->answered, ended(tally), "no contacts yet");
}

static struct figure abandonment_rate(const struct channel *channel, const struct tally *tally)
{
    (void)channel;
    return percent(tally->abandoned, ended(tally), "no contacts yet");
}

static struct figure speed_of_answer(const struct channel *channel, const struct tally *tally)
{
    (void)channel;
    return mean_s(tally->wait_ms, tally->answered, "nobody answered yet");
}

static struct figure handle_time(const struct channel *channel, const struct tally *tally)
{
    if (channel->preset->kind == KIND_ITEMS) {
        return mean_s(tally->work_ms, tally->done, "nothing done yet");
    }
    return mean_s(tally->handle_ms, tally->handled, "no contact handled yet");
}

static struct figure occupancy(const struct channel *channel, const struct tally *tally)
{
    (void)channel;
    double busy = (double)tally->busy_ms / (double)SECOND_MS;
    double available = (double)tally->available_ms / (double)SECOND_MS;
    return ratio(busy, busy + available, 100.0, -1, "nobody at work yet");
}

static struct figure resolution(const struct channel *channel, const struct tally *tally)
{
    (void)channel;
    return percent(tally->resolved, tally->handled, "no contact handled yet");
}

static struct figure satisfaction(const struct channel *channel, const struct tally *tally)
{
    (void)channel;
    return percent(tally->satisfied, tally->surveyed, "no survey answered yet");
}

static struct figure on_time_rate(const struct channel *channel, const struct tally *tally)
{
    (void)channel;
    return percent(tally->on_time, tally->done, "nothing done yet");
}

static struct figure response_time(const struct channel *channel, const struct tally *tally)
{
    (void)channel;
    return mean_s(tally->cycle_ms, tally->done, "nothing answered yet");
}

/* A number of contacts is known from the first moment on: 0 is a fact. */
static struct figure number_of(int count)
{
    return (struct figure){.has_value = true, .value = count, .sample = -1};
}

static struct figure offered(const struct channel *channel, const struct tally *tally)
{
    (void)channel;
    return number_of(tally->offered);
}

static struct figure handled(const struct channel *channel, const struct tally *tally)
{
    return number_of(channel->preset->kind == KIND_ITEMS ? tally->done : tally->handled);
}

static struct figure received(const struct channel *channel, const struct tally *tally)
{
    (void)channel;
    return number_of(tally->received);
}

/* ---- Gauges --------------------------------------------------------------------------------- */

static struct figure gauge(double value)
{
    return (struct figure){.has_value = true, .value = value, .sample = -1};
}

/* Whole seconds: nobody on the floor measures finer. */
static struct figure gauge_s(int64_t ms)
{
    int64_t seconds = ms / SECOND_MS;
    return gauge((double)seconds);
}

static struct figure contacts_waiting(const struct channel *channel, const struct tally *tally)
{
    (void)tally;
    return gauge(channel->queue.waiting);
}

static struct figure longest_wait(const struct channel *channel, const struct tally *tally)
{
    (void)tally;
    return gauge_s(queue_longest_wait_ms(&channel->queue));
}

static struct figure agents_available(const struct channel *channel, const struct tally *tally)
{
    (void)tally;
    return gauge(queue_ready(&channel->queue));
}

static struct figure agents_on_contact(const struct channel *channel, const struct tally *tally)
{
    (void)tally;
    return gauge(queue_agents(&channel->queue, AGENT_ON_CONTACT));
}

static struct figure agents_wrapping(const struct channel *channel, const struct tally *tally)
{
    (void)tally;
    return gauge(queue_agents(&channel->queue, AGENT_AFTER_CALL_WORK));
}

static struct figure agents_away(const struct channel *channel, const struct tally *tally)
{
    (void)tally;
    return gauge(queue_agents(&channel->queue, AGENT_AWAY));
}

static struct figure agents_staffed(const struct channel *channel, const struct tally *tally)
{
    (void)tally;
    return gauge(channel->queue.agents - queue_agents(&channel->queue, AGENT_OFF));
}

static struct figure concurrency(const struct channel *channel, const struct tally *tally)
{
    (void)tally;
    int open = 0, agents = 0;
    for (int i = 0; i < channel->queue.agents; i++) {
        open += channel->queue.agent[i].in_hand;
        agents += channel->queue.agent[i].in_hand > 0;
    }
    return gauge(agents == 0 ? 0.0 : (double)open / agents);
}

static struct figure backlog_size(const struct channel *channel, const struct tally *tally)
{
    (void)tally;
    return gauge(backlog_open(&channel->backlog));
}

static struct figure time_late(const struct channel *channel, const struct tally *tally)
{
    (void)tally;
    int64_t average_ms;
    (void)backlog_late(&channel->backlog, &average_ms);
    return gauge_s(average_ms);
}

static struct figure oldest_item(const struct channel *channel, const struct tally *tally)
{
    (void)tally;
    return gauge_s(backlog_oldest_ms(&channel->backlog));
}

/* ---- The table ------------------------------------------------------------------------------ */

#define QUEUES (KIND_CONTACTS | KIND_BOT)
#define WORKED (KIND_CONTACTS | KIND_ITEMS)

const struct figure_kind figure_kinds[] = {
    {"service-level", KIND_CONTACTS, UNIT_PERCENT, true, true, service_level},
    {"answer-rate", KIND_CONTACTS, UNIT_PERCENT, true, false, answer_rate},
    {"abandonment-rate", KIND_CONTACTS, UNIT_PERCENT, true, false, abandonment_rate},
    {"average-speed-of-answer", KIND_CONTACTS, UNIT_SECONDS, true, false, speed_of_answer},
    {"average-handle-time", WORKED, UNIT_SECONDS, true, false, handle_time},
    {"occupancy", KIND_CONTACTS, UNIT_PERCENT, true, false, occupancy},
    {"first-contact-resolution", KIND_CONTACTS, UNIT_PERCENT, true, false, resolution},
    {"customer-satisfaction", QUEUES, UNIT_PERCENT, true, false, satisfaction},
    {"contacts-waiting", KIND_CONTACTS, UNIT_COUNT, false, false, contacts_waiting},
    {"longest-wait", KIND_CONTACTS, UNIT_SECONDS, false, false, longest_wait},
    {"agents-available", KIND_CONTACTS, UNIT_PEOPLE, false, false, agents_available},
    {"agents-on-contact", KIND_CONTACTS, UNIT_PEOPLE, false, false, agents_on_contact},
    {"agents-after-call-work", KIND_CONTACTS, UNIT_PEOPLE, false, false, agents_wrapping},
    {"agents-away", KIND_CONTACTS, UNIT_PEOPLE, false, false, agents_away},
    {"agents-staffed", KIND_CONTACTS, UNIT_PEOPLE, false, false, agents_staffed},
    {"contacts-offered", QUEUES, UNIT_COUNT, true, false, offered},
    {"contacts-handled", QUEUES | KIND_ITEMS, UNIT_COUNT, true, false, handled},
    {"chat-concurrency", KIND_CONTACTS, UNIT_COUNT, false, false, concurrency},
    {"on-time-rate", KIND_ITEMS, UNIT_PERCENT, true, false, on_time_rate},
    {"backlog", KIND_ITEMS, UNIT_COUNT, false, false, backlog_size},
    {"average-time-late", KIND_ITEMS, UNIT_SECONDS, false, false, time_late},
    {"oldest-item", KIND_ITEMS, UNIT_SECONDS, false, false, oldest_item},
    {"first-response-time", KIND_ITEMS, UNIT_SECONDS, true, false, response_time},
    {"contacts-received", KIND_ITEMS, UNIT_COUNT, true, false, received},
    {"autonomous-handle-rate", KIND_BOT, UNIT_PERCENT, true, false, resolution},
};

const size_t figure_kind_count = sizeof(figure_kinds) / sizeof(figure_kinds[0]);

const struct figure_kind *figure_find(const char *metric, enum kind kind)
{
    for (size_t i = 0; i < figure_kind_count; i++) {
        if (strcmp(figure_kinds[i].metric, metric) == 0) {
            return (figure_kinds[i].kinds & kind) != 0 ? &figure_kinds[i] : NULL;
        }
    }
    return NULL;
}

struct figure figure_now(const struct channel *channel, const struct figure_kind *kind,
                         enum period period)
{
    return kind->compute(channel,
                         period == PERIOD_INTERVAL ? &channel->running.tally : &channel->today);
}
