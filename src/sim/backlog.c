#include "sim/backlog.h"

#include <assert.h>
#include <string.h>

#include "base/moment.h"

void backlog_init(struct backlog *backlog, int64_t now_ms, int64_t cycle_ms,
                  item_listener *listener, void *context)
{
    memset(backlog, 0, sizeof(*backlog));
    backlog->now_ms = now_ms;
    backlog->cycle_ms = cycle_ms;
    backlog->listener = listener;
    backlog->context = context;
}

static void begin_work(struct backlog *backlog)
{
    while (backlog->busy < backlog->workers && backlog->waiting > 0) {
        const struct item item = backlog->items[backlog->first];
        backlog->first = (backlog->first + 1) % BACKLOG_ITEMS;
        backlog->waiting--;
        backlog->in_work[backlog->busy] = item;
        backlog->done_ms[backlog->busy] = backlog->now_ms + item.work_ms;
        backlog->busy++;
    }
}

/* Index into in_work of what is done first; -1 when nothing is in work. */
static int next_done(const struct backlog *backlog)
{
    int next = -1;
    for (int i = 0; i < backlog->busy; i++) {
        if (next < 0 || backlog->done_ms[i] < backlog->done_ms[next]) {
            next = i;
        }
    }
    return next;
}

void backlog_advance(struct backlog *backlog, int64_t to_ms)
{
    assert(to_ms >= backlog->now_ms);
    for (int i = next_done(backlog); i >= 0 && backlog->done_ms[i] <= to_ms;
         i = next_done(backlog)) {
        const struct item item = backlog->in_work[i];
        backlog->now_ms = backlog->done_ms[i];
        backlog->busy--;
        backlog->in_work[i] = backlog->in_work[backlog->busy];
        backlog->done_ms[i] = backlog->done_ms[backlog->busy];
        backlog->listener(backlog->context, backlog->now_ms, &item);
        begin_work(backlog);
    }
    backlog->now_ms = to_ms;
}

bool backlog_add(struct backlog *backlog, struct item item)
{
    if (backlog->waiting == BACKLOG_ITEMS) {
        return false;
    }
    backlog->items[(backlog->first + backlog->waiting) % BACKLOG_ITEMS] = item;
    backlog->waiting++;
    begin_work(backlog);
    return true;
}

void backlog_set_workers(struct backlog *backlog, int workers)
{
    assert(workers >= 0 && workers <= BACKLOG_WORKERS);
    backlog->workers = workers;
    begin_work(backlog);
}

int backlog_open(const struct backlog *backlog)
{
    return backlog->busy + backlog->waiting;
}

/* The open items in no particular order. */
static const struct item *open_item(const struct backlog *backlog, int index)
{
    if (index < backlog->busy) {
        return &backlog->in_work[index];
    }
    return &backlog->items[(backlog->first + index - backlog->busy) % BACKLOG_ITEMS];
}

int backlog_late(const struct backlog *backlog, int64_t *average_late_ms)
{
    int late = 0;
    int64_t sum = 0;
    for (int i = 0; i < backlog_open(backlog); i++) {
        int64_t lateness = backlog->now_ms - open_item(backlog, i)->arrived_ms - backlog->cycle_ms;
        if (lateness > 0) {
            late++;
            sum += lateness;
        }
    }
    *average_late_ms = late == 0 ? 0 : sum / late;
    return late;
}

int64_t backlog_oldest_ms(const struct backlog *backlog)
{
    int64_t oldest = 0;
    for (int i = 0; i < backlog_open(backlog); i++) {
        int64_t age = backlog->now_ms - open_item(backlog, i)->arrived_ms;
        oldest = age > oldest ? age : oldest;
    }
    return oldest;
}
