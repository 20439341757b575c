#pragma once

/*
 * A queue in front of agents, as a discrete-event model. It draws nothing and knows no clock: who
 * offers a contact says how long it will talk, be worked on afterwards and wait. First come, first
 * served, by the agent with the fewest contacts in hand, among these the one idle for longest.
 *
 * At one instant contacts end first, then the longest waiting is answered, then patience runs out.
 */

#include <stdbool.h>
#include <stdint.h>

#include "sim/schedule.h"

#define QUEUE_AGENTS 64
#define QUEUE_SLOTS 4
#define QUEUE_LINES 256 /* who finds all lines taken hears the busy tone: offered and abandoned */

enum agent_state {
    AGENT_OFF,
    AGENT_AVAILABLE,       /* no contact in hand */
    AGENT_ON_CONTACT,      /* at least one customer in conversation */
    AGENT_AFTER_CALL_WORK, /* only work that follows contacts */
    AGENT_AWAY,
    AGENT_STATES
};

struct contact {
    int64_t arrived_ms, talk_ms, wrap_ms, patience_ms;
    bool resolved; /* the customer's matter is settled by this contact alone */
    bool surveyed; /* the customer answers the survey afterwards */
    double mood;   /* 0 to 1, small is lenient: what decides how the survey is answered */
};

enum happening { CONTACT_OFFERED, CONTACT_ANSWERED, CONTACT_ABANDONED, CONTACT_HANDLED };

struct contact_event {
    enum happening what;
    int64_t at_ms;
    int64_t waited_ms; /* until answered or abandoned; of CONTACT_HANDLED as well */
    const struct contact *contact;
};

typedef void contact_listener(void *context, const struct contact_event *event);

struct queue_slot {
    bool used;
    struct contact contact;
    int64_t answered_ms;
};

struct queue_agent {
    enum duty duty;
    int in_hand;
    int64_t idle_since_ms;
    struct queue_slot slots[QUEUE_SLOTS];
};

struct queue {
    int64_t now_ms;
    int agents, slots; /* slots: contacts one agent can have in hand */
    struct queue_agent agent[QUEUE_AGENTS];
    int waiting;
    struct contact line[QUEUE_LINES]; /* in order of arrival */
    int64_t agent_ms[AGENT_STATES];   /* time spent by all agents so far */
    contact_listener *listener;
    void *context;
};

/* All agents begin off duty. */
void queue_init(struct queue *queue, int64_t now_ms, int agents, int slots,
                contact_listener *listener, void *context);

/* Lets time pass to `to_ms`, not before now, with all that happens up to and at that instant. */
void queue_advance(struct queue *queue, int64_t to_ms);

/* A contact arrives now; its arrived_ms is set here. */
void queue_offer(struct queue *queue, struct contact contact);

/* From now on; who has contacts in hand brings them to an end first. */
void queue_set_duty(struct queue *queue, int agent, enum duty duty);

/* How many agents are in a state now. */
int queue_agents(const struct queue *queue, enum agent_state state);

/*
 * How many on duty could take one more contact. Beyond the available ones these are, where an agent
 * can have several in hand, the ones with a slot to spare.
 */
int queue_ready(const struct queue *queue);

/* 0 when nobody waits. */
int64_t queue_longest_wait_ms(const struct queue *queue);
