#pragma once

/*
 * What happened in a period, counted from events. A contact counts in the period in which its wait
 * ended, so that numerators never outgrow their denominators; who still waits counts in none yet.
 */

#include "sim/backlog.h"
#include "sim/queue.h"

struct tally {
    int offered; /* arrived, whatever became of them */
    int answered, abandoned;
    int answered_within; /* the threshold, the boundary included */
    int64_t wait_ms;     /* of the answered */
    int handled;         /* talk and after-call work done */
    int64_t handle_ms;   /* of the handled */
    int resolved;        /* of the handled */
    int surveyed, satisfied;
    int64_t busy_ms;      /* agents on contact or in after-call work */
    int64_t available_ms; /* agents waiting for a contact */
    int received;         /* items */
    int done, on_time;    /* items */
    int64_t work_ms;      /* on the items done */
    int64_t cycle_ms;     /* from their arrival to their end */
};

void tally_contact(struct tally *tally, const struct contact_event *event, int64_t threshold_ms);
void tally_item(struct tally *tally, int64_t at_ms, const struct item *item, int64_t cycle_ms);
