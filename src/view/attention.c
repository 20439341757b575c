#include "view/attention.h"

#include "kpi/arrival.h"

/* Lit, not, lit, and then as everything else. */
#define STEP_MS INT64_C(1000)
#define STEPS 3

struct attention attention_of(struct arena *arena, size_t kpis)
{
    struct attention attention = {.count = kpis, .until_ms = INT64_MIN};
    attention.glances = arena_take_array(arena, kpis + 1, sizeof *attention.glances);
    for (size_t i = 0; i < kpis; i++) {
        attention.glances[i] = (struct glance){.began_ms = NEVER, .again_ms = INT64_MIN};
    }
    return attention;
}

static void watch(struct attention *attention, struct glance *glance, const struct kpi *kpi)
{
    if (kpi->quality == QUALITY_CLOSED) {
        /* Verdicts begin anew at the opening. */
        glance->known = false;
    }
    if (kpi->in_hand.stands) {
        /* What comes back from there is news, however short the time was. */
        glance->again_ms = INT64_MIN;
    }
    bool live = kpi->quality == QUALITY_LIVE;
    /* A finished month is no news of this minute, whenever it comes in. */
    bool news = live && !reading_slow(&kpi->reading, kpi->spec);
    bool missed = news && kpi->verdict == VERDICT_MISSED && !kpi->in_hand.stands;
    if (!missed) {
        glance->began_ms = NEVER;
    } else if (glance->known && !glance->missed && attention->now_ms >= glance->again_ms) {
        glance->began_ms = attention->now_ms;
        glance->again_ms = attention->now_ms + ATTENTION_APART_MS;
        attention->until_ms = attention->now_ms + STEPS * STEP_MS;
    }
    if (live) {
        glance->known = true;
        glance->missed = missed;
    }
}

void attention_watch(struct attention *attention, const struct board *board)
{
    for (size_t i = 0; i < attention->count; i++) {
        watch(attention, &attention->glances[i], board_kpi(board, i));
    }
}

void attention_pass(struct attention *attention, int64_t mono_ms)
{
    attention->now_ms = mono_ms;
}

/* How many steps have passed; STEPS when it is over or never began. */
static int64_t step_of(const struct attention *attention, const struct glance *glance)
{
    if (glance->began_ms == NEVER) {
        return STEPS;
    }
    int64_t step = (attention->now_ms - glance->began_ms) / STEP_MS;
    return step < STEPS ? step : STEPS;
}

bool attention_lit(const struct attention *attention, size_t kpi)
{
    if (attention->silent || attention->now_ms >= attention->until_ms) {
        return false;
    }
    int64_t step = step_of(attention, &attention->glances[kpi]);
    return step < STEPS && step % 2 == 0;
}

bool attention_new(const struct attention *attention, size_t kpi)
{
    return attention->glances[kpi].began_ms == attention->now_ms;
}

int64_t attention_next(const struct attention *attention)
{
    int64_t next_ms = NEVER;
    if (attention->silent || attention->now_ms >= attention->until_ms) {
        return NEVER;
    }
    for (size_t i = 0; i < attention->count; i++) {
        const struct glance *glance = &attention->glances[i];
        int64_t step = step_of(attention, glance);
        if (step < STEPS) {
            next_ms = earlier(next_ms, glance->began_ms + (step + 1) * STEP_MS);
        }
    }
    return next_ms;
}
