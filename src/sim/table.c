#include "sim/table.h"

#include <string.h>

#define CELL 32

/* "18 s", "3:25", "5 h 02 min". */
static void write_duration(char to[CELL], int64_t seconds)
{
    if (seconds < 60) {
        snprintf(to, CELL, "%d s", (int)seconds);
    } else if (seconds < 3600) {
        snprintf(to, CELL, "%d:%02d", (int)(seconds / 60), (int)(seconds % 60));
    } else {
        snprintf(to, CELL, "%d h %02d min", (int)(seconds / 3600), (int)(seconds / 60 % 60));
    }
}

static void write_share(char to[CELL], int part, int whole)
{
    if (whole == 0) {
        snprintf(to, CELL, "-");
    } else {
        snprintf(to, CELL, "%.1f %%", 100.0 * part / whole);
    }
}

static void write_contacts(FILE *to, const struct channel *model)
{
    const struct tally *today = &model->today;
    char wait[CELL], level[CELL], lost[CELL];
    write_duration(wait, queue_longest_wait_ms(&model->queue) / SECOND_MS);
    write_share(level, today->answered_within, today->answered + today->abandoned);
    write_share(lost, today->abandoned, today->answered + today->abandoned);
    fprintf(to,
            "waiting %-3d longest %-7s in time %-8s lost %-7s agents: %d ready, %d on contact, "
            "%d after-call work, %d away\n",
            model->queue.waiting, wait, level, lost, queue_ready(&model->queue),
            queue_agents(&model->queue, AGENT_ON_CONTACT),
            queue_agents(&model->queue, AGENT_AFTER_CALL_WORK),
            queue_agents(&model->queue, AGENT_AWAY));
}

static void write_items(FILE *to, const struct channel *model)
{
    char oldest[CELL], on_time[CELL];
    int64_t late_ms;
    int late = backlog_late(&model->backlog, &late_ms);
    write_duration(oldest, backlog_oldest_ms(&model->backlog) / SECOND_MS);
    write_share(on_time, model->today.on_time, model->today.done);
    fprintf(to, "open    %-3d oldest %-12s on time %-8s %d done today, %d past due\n",
            backlog_open(&model->backlog), oldest, on_time, model->today.done, late);
}

static void write_bot(FILE *to, const struct channel *model)
{
    char alone[CELL];
    write_share(alone, model->today.resolved, model->today.handled);
    fprintf(to, "settled alone %-8s of %d today\n", alone, model->today.handled);
}

static void write_channel(FILE *to, const struct centre_channel *channel)
{
    char name[160];
    bool plain = strcmp(channel->business, "main") == 0;
    snprintf(name, sizeof(name), "%s%s%s", plain ? "" : channel->business, plain ? "" : "/",
             channel->id);
    fprintf(to, "%-12s ", name);
    switch (channel->model.preset->kind) {
    case KIND_CONTACTS:
        write_contacts(to, &channel->model);
        break;
    case KIND_ITEMS:
        write_items(to, &channel->model);
        break;
    case KIND_BOT:
        write_bot(to, &channel->model);
        break;
    }
}

/* Of typical values alone there is nothing to tell: they do not come from what happens there. */
static bool is_lived(const struct centre_channel *channel)
{
    bool lived = channel->kpi_count == 0;
    for (size_t i = 0; i < channel->kpi_count; i++) {
        lived = lived || channel->kpis[i].figure != NULL;
    }
    return lived;
}

void table_write(FILE *to, const struct feed *feed, const char *link)
{
    int minute = minute_of_day(feed->centre->now_ms);
    fprintf(to, "centre       %02d:%02d simulated, scene %s, %s, %llu messages sent\n", minute / 60,
            minute % 60, feed->scene->name, link, (unsigned long long)feed->sent);
    for (size_t i = 0; i < feed->centre->channel_count; i++) {
        if (is_lived(&feed->centre->channels[i])) {
            write_channel(to, &feed->centre->channels[i]);
        }
    }
    fputc('\n', to);
    fflush(to);
}
