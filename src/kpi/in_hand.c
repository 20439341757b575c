#include "kpi/in_hand.h"

#include <string.h>

struct in_hand in_hand_at(const struct in_hand *in_hand, enum quality quality, enum verdict verdict,
                          int64_t mono_ms)
{
    struct in_hand left = *in_hand;
    bool live = quality == QUALITY_LIVE;
    bool over = mono_ms >= left.until_ms || quality == QUALITY_CLOSED ||
                (live && (!verdict_off_target(verdict) || verdict > left.verdict));
    if (!left.stands || over) {
        return (struct in_hand){0};
    }
    if (live) {
        left.verdict = verdict;
    }
    return left;
}

bool in_hand_equal(const struct in_hand *a, const struct in_hand *b)
{
    if (!a->stands || !b->stands) {
        return a->stands == b->stands;
    }
    return a->verdict == b->verdict && a->until_ms == b->until_ms && a->since_ms == b->since_ms &&
           strcmp(a->by, b->by) == 0;
}
