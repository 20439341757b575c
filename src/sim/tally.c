#include "sim/tally.h"

/*
 * What customers say: those whose matter was settled are mostly content, and a long wait costs a
 * part of that. The shares are assumptions of the model, not measurements.
 */
static bool satisfied(const struct contact_event *event)
{
    double content = event->contact->resolved ? 0.92 : 0.45;
    double minutes = (double)event->waited_ms / (double)MINUTE_MS;
    return event->contact->mood < content / (1.0 + 0.15 * minutes);
}

static void handled(struct tally *tally, const struct contact_event *event)
{
    tally->handled++;
    tally->handle_ms += event->contact->talk_ms + event->contact->wrap_ms;
    tally->resolved += event->contact->resolved;
    if (event->contact->surveyed) {
        tally->surveyed++;
        tally->satisfied += satisfied(event);
    }
}

void tally_contact(struct tally *tally, const struct contact_event *event, int64_t threshold_ms)
{
    switch (event->what) {
    case CONTACT_OFFERED:
        tally->offered++;
        break;
    case CONTACT_ANSWERED:
        tally->answered++;
        tally->answered_within += event->waited_ms <= threshold_ms;
        tally->wait_ms += event->waited_ms;
        break;
    case CONTACT_ABANDONED:
        tally->abandoned++;
        break;
    case CONTACT_HANDLED:
        handled(tally, event);
        break;
    }
}

void tally_item(struct tally *tally, int64_t at_ms, const struct item *item, int64_t cycle_ms)
{
    tally->done++;
    tally->on_time += at_ms - item->arrived_ms <= cycle_ms;
    tally->work_ms += item->work_ms;
    tally->cycle_ms += at_ms - item->arrived_ms;
}
