#include "kpi/changes.h"

#include <assert.h>

static uint8_t word_of(enum quality quality, enum verdict verdict)
{
    enum verdict judged = quality == QUALITY_LIVE ? verdict : VERDICT_UNTARGETED;
    return (uint8_t)((unsigned)quality * VERDICT_COUNT + (unsigned)judged);
}

static int place(const struct changes *changes, int back)
{
    return (changes->next + CHANGES_KEPT - 1 - back) % CHANGES_KEPT;
}

void changes_note(struct changes *changes, struct change change)
{
    uint8_t word = word_of(change.quality, change.verdict);
    uint8_t before = changes->count > 0 ? changes->words[place(changes, 0)]
                                        : word_of(QUALITY_WAITING, VERDICT_UNTARGETED);
    if (word == before) {
        return;
    }
    changes->mono_ms[changes->next] = change.mono_ms;
    changes->values[changes->next] = change.value;
    changes->words[changes->next] = word;
    changes->next = (uint8_t)((changes->next + 1) % CHANGES_KEPT);
    changes->count = (uint8_t)(changes->count < CHANGES_KEPT ? changes->count + 1 : CHANGES_KEPT);
}

struct change changes_at(const struct changes *changes, int back)
{
    assert(back >= 0 && back < changes->count);
    int at = place(changes, back);
    return (struct change){
        .mono_ms = changes->mono_ms[at],
        .value = changes->values[at],
        .quality = (enum quality)(changes->words[at] / VERDICT_COUNT),
        .verdict = (enum verdict)(changes->words[at] % VERDICT_COUNT),
    };
}
