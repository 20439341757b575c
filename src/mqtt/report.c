#include "mqtt/report.h"

#include <string.h>

#include "base/text.h"
#include "mqtt/ticks.h"

void report_init(struct report *report)
{
    *report = (struct report){0};
    pthread_mutex_init(&report->lock, NULL);
    report->status.link = CLIENT_CONNECTING;
    report->status.since_mono_ms = report->status.last_turn_ms = ticks_ms();
}

void report_finish(struct report *report)
{
    pthread_mutex_destroy(&report->lock);
}

void report_turned(struct report *report)
{
    int64_t now_ms = ticks_ms();
    pthread_mutex_lock(&report->lock);
    report->status.last_turn_ms = now_ms;
    pthread_mutex_unlock(&report->lock);
}

bool report_link(struct report *report, enum client_link state, const char *reason)
{
    char clean[sizeof report->status.reason];
    /* Library and broker wrote it: it may hold anything. */
    text_copy_clean(clean, sizeof clean, reason);
    pthread_mutex_lock(&report->lock);
    bool other = report->status.link != state;
    bool news = other || strcmp(report->status.reason, clean) != 0;
    if (other) {
        report->status.link = state;
        report->status.since_mono_ms = ticks_ms();
    }
    memcpy(report->status.reason, clean, sizeof clean);
    pthread_mutex_unlock(&report->lock);
    return news;
}

bool report_up(struct report *report, bool again)
{
    pthread_mutex_lock(&report->lock);
    report->status.reconnects += again ? 1 : 0;
    pthread_mutex_unlock(&report->lock);
    return report_link(report, CLIENT_UP, "");
}

static void count(struct report *report, uint64_t *counter)
{
    pthread_mutex_lock(&report->lock);
    (*counter)++;
    pthread_mutex_unlock(&report->lock);
}

void report_retained_request(struct report *report)
{
    if (report != NULL) {
        count(report, &report->status.retained_requests);
    }
}

bool report_acknowledged(struct report *report)
{
    if (report == NULL) {
        return false;
    }
    pthread_mutex_lock(&report->lock);
    bool awaited = report->awaited;
    report->awaited = false;
    report->status.acknowledged++;
    pthread_mutex_unlock(&report->lock);
    return awaited;
}

void report_await_acknowledgement(struct report *report)
{
    pthread_mutex_lock(&report->lock);
    report->awaited = true;
    pthread_mutex_unlock(&report->lock);
}

void report_refused_publication(struct report *report)
{
    if (report != NULL) {
        count(report, &report->status.refused_publications);
    }
}

struct client_status report_status(struct report *report)
{
    pthread_mutex_lock(&report->lock);
    struct client_status status = report->status;
    pthread_mutex_unlock(&report->lock);
    return status;
}
