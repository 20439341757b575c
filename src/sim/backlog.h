#pragma once

/*
 * Work that need not be done at once: items with a target cycle time, done in order of arrival by
 * so many people as are at work. Like the queue it draws nothing and knows no clock.
 */

#include <stdbool.h>
#include <stdint.h>

#define BACKLOG_WORKERS 64
#define BACKLOG_ITEMS 4096

struct item {
    int64_t arrived_ms;
    int64_t work_ms;
};

typedef void item_listener(void *context, int64_t at_ms, const struct item *item);

struct backlog {
    int64_t now_ms;
    int64_t cycle_ms; /* an item is due so long after it arrived */
    int workers;      /* who may begin an item now */
    int busy;
    struct item in_work[BACKLOG_WORKERS];
    int64_t done_ms[BACKLOG_WORKERS]; /* of in_work[i] */
    int first, waiting;               /* a ring, in order of arrival */
    struct item items[BACKLOG_ITEMS];
    item_listener *listener; /* hears of every item that is done */
    void *context;
};

void backlog_init(struct backlog *backlog, int64_t now_ms, int64_t cycle_ms,
                  item_listener *listener, void *context);

/* Lets time pass to `to_ms`, not before now, with all that is done up to and at that instant. */
void backlog_advance(struct backlog *backlog, int64_t to_ms);

/* Begins work at once if somebody is free. False, and nothing else, when there is no room. */
bool backlog_add(struct backlog *backlog, struct item item);

/* From now on; items in work are still brought to an end. */
void backlog_set_workers(struct backlog *backlog, int workers);

/* Not done yet, in work or not. */
int backlog_open(const struct backlog *backlog);

/* Open items past due, and how late they are on average (0 when there are none). */
int backlog_late(const struct backlog *backlog, int64_t *average_late_ms);

/* Age of the oldest open item; 0 when there is none. */
int64_t backlog_oldest_ms(const struct backlog *backlog);
