#include "sim/queue.h"

#include <assert.h>
#include <string.h>

#include "base/moment.h"

void queue_init(struct queue *queue, int64_t now_ms, int agents, int slots,
                contact_listener *listener, void *context)
{
    assert(agents >= 0 && agents <= QUEUE_AGENTS && slots >= 1 && slots <= QUEUE_SLOTS);
    memset(queue, 0, sizeof(*queue));
    queue->now_ms = now_ms;
    queue->agents = agents;
    queue->slots = slots;
    queue->listener = listener;
    queue->context = context;
    for (int i = 0; i < agents; i++) {
        queue->agent[i].duty = DUTY_OFF;
        queue->agent[i].idle_since_ms = now_ms;
    }
}

static void tell(struct queue *queue, enum happening what, const struct contact *contact,
                 int64_t waited_ms)
{
    const struct contact_event event = {
        .what = what, .at_ms = queue->now_ms, .waited_ms = waited_ms, .contact = contact};
    queue->listener(queue->context, &event);
}

/* ---- Agents --------------------------------------------------------------------------------- */

static int64_t talk_end(const struct queue_slot *slot)
{
    return slot->answered_ms + slot->contact.talk_ms;
}

static int64_t work_end(const struct queue_slot *slot)
{
    return talk_end(slot) + slot->contact.wrap_ms;
}

static enum agent_state state_of(const struct queue *queue, const struct queue_agent *agent)
{
    if (agent->in_hand == 0) {
        return agent->duty == DUTY_WORK   ? AGENT_AVAILABLE
               : agent->duty == DUTY_AWAY ? AGENT_AWAY
                                          : AGENT_OFF;
    }
    for (int i = 0; i < queue->slots; i++) {
        if (agent->slots[i].used && talk_end(&agent->slots[i]) > queue->now_ms) {
            return AGENT_ON_CONTACT;
        }
    }
    return AGENT_AFTER_CALL_WORK;
}

int queue_agents(const struct queue *queue, enum agent_state state)
{
    int count = 0;
    for (int i = 0; i < queue->agents; i++) {
        count += state_of(queue, &queue->agent[i]) == state;
    }
    return count;
}

static bool is_ready(const struct queue *queue, const struct queue_agent *agent)
{
    return agent->duty == DUTY_WORK && agent->in_hand < queue->slots;
}

int queue_ready(const struct queue *queue)
{
    int count = 0;
    for (int i = 0; i < queue->agents; i++) {
        count += is_ready(queue, &queue->agent[i]);
    }
    return count;
}

/* NULL when nobody can take one more contact. */
static struct queue_agent *free_agent(struct queue *queue)
{
    struct queue_agent *best = NULL;
    for (int i = 0; i < queue->agents; i++) {
        struct queue_agent *agent = &queue->agent[i];
        if (!is_ready(queue, agent)) {
            continue;
        }
        if (best == NULL || agent->in_hand < best->in_hand ||
            (agent->in_hand == best->in_hand && agent->idle_since_ms < best->idle_since_ms)) {
            best = agent;
        }
    }
    return best;
}

static void take(struct queue *queue, struct queue_agent *agent, const struct contact *contact)
{
    struct queue_slot *slot = agent->slots;
    while (slot->used) {
        slot++;
    }
    *slot = (struct queue_slot){.used = true, .contact = *contact, .answered_ms = queue->now_ms};
    agent->in_hand++;
    tell(queue, CONTACT_ANSWERED, &slot->contact, queue->now_ms - contact->arrived_ms);
}

static void end_contacts(struct queue *queue)
{
    for (int i = 0; i < queue->agents; i++) {
        struct queue_agent *agent = &queue->agent[i];
        for (int s = 0; s < queue->slots; s++) {
            struct queue_slot *slot = &agent->slots[s];
            if (!slot->used || work_end(slot) > queue->now_ms) {
                continue;
            }
            slot->used = false;
            agent->in_hand--;
            agent->idle_since_ms = queue->now_ms;
            tell(queue, CONTACT_HANDLED, &slot->contact,
                 slot->answered_ms - slot->contact.arrived_ms);
        }
    }
}

/* ---- The line ------------------------------------------------------------------------------- */

static void remove_waiting(struct queue *queue, int index)
{
    queue->waiting--;
    memmove(&queue->line[index], &queue->line[index + 1],
            (size_t)(queue->waiting - index) * sizeof(queue->line[0]));
}

static void answer_waiting(struct queue *queue)
{
    while (queue->waiting > 0) {
        struct queue_agent *agent = free_agent(queue);
        if (agent == NULL) {
            return;
        }
        const struct contact first = queue->line[0];
        remove_waiting(queue, 0);
        take(queue, agent, &first);
    }
}

static int64_t gives_up_at(const struct contact *contact)
{
    return contact->arrived_ms + contact->patience_ms;
}

static void abandon_waiting(struct queue *queue)
{
    for (int i = 0; i < queue->waiting;) {
        const struct contact contact = queue->line[i];
        if (gives_up_at(&contact) > queue->now_ms) {
            i++;
            continue;
        }
        remove_waiting(queue, i);
        tell(queue, CONTACT_ABANDONED, &contact, queue->now_ms - contact.arrived_ms);
    }
}

/* ---- Time ----------------------------------------------------------------------------------- */

/*
 * The end of a talk changes no place in the queue, but the state of an agent, in which time is
 * booked: it is an event as well.
 */
static int64_t next_event(const struct queue *queue)
{
    int64_t next = NEVER;
    for (int i = 0; i < queue->agents; i++) {
        for (int s = 0; s < queue->slots; s++) {
            const struct queue_slot *slot = &queue->agent[i].slots[s];
            if (slot->used) {
                int64_t talk = talk_end(slot);
                next = earlier(next, talk > queue->now_ms ? talk : work_end(slot));
            }
        }
    }
    for (int i = 0; i < queue->waiting; i++) {
        next = earlier(next, gives_up_at(&queue->line[i]));
    }
    return next;
}

static void book_time(struct queue *queue, int64_t to_ms)
{
    int64_t passed = to_ms - queue->now_ms;
    for (int i = 0; i < queue->agents; i++) {
        queue->agent_ms[state_of(queue, &queue->agent[i])] += passed;
    }
    queue->now_ms = to_ms;
}

static void settle(struct queue *queue)
{
    end_contacts(queue);
    answer_waiting(queue);
    abandon_waiting(queue);
}

void queue_advance(struct queue *queue, int64_t to_ms)
{
    assert(to_ms >= queue->now_ms);
    for (int64_t next = next_event(queue); next <= to_ms; next = next_event(queue)) {
        book_time(queue, next);
        settle(queue);
    }
    book_time(queue, to_ms);
}

void queue_offer(struct queue *queue, struct contact contact)
{
    contact.arrived_ms = queue->now_ms;
    tell(queue, CONTACT_OFFERED, &contact, 0);
    if (queue->waiting == QUEUE_LINES) {
        tell(queue, CONTACT_ABANDONED, &contact, 0);
        return;
    }
    queue->line[queue->waiting++] = contact;
    settle(queue);
}

void queue_set_duty(struct queue *queue, int agent, enum duty duty)
{
    assert(agent >= 0 && agent < queue->agents);
    if (queue->agent[agent].duty == duty) {
        return;
    }
    queue->agent[agent].duty = duty;
    queue->agent[agent].idle_since_ms = queue->now_ms;
    settle(queue);
}

int64_t queue_longest_wait_ms(const struct queue *queue)
{
    return queue->waiting == 0 ? 0 : queue->now_ms - queue->line[0].arrived_ms;
}
