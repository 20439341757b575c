#include "kpi/points.h"

static void count_item(struct points *points, const struct kpi *kpi)
{
    points->items++;
    if (kpi->shows_value) {
        points->counted++;
        points->old += kpi->quality == QUALITY_LAST_KNOWN;
        points->got += kpi->reading.value;
        points->most += kpi->spec->metric->maximum;
    }
}

struct points points_of(const struct board *board, const size_t *kpis, size_t count,
                        const struct category *category)
{
    struct points points = {0};
    for (size_t i = 0; i < count; i++) {
        const struct kpi *kpi = board_kpi(board, kpis[i]);
        const struct metric *metric = kpi->spec->metric;
        if (metric->item != NULL && (category == NULL || category_holds(category, metric))) {
            count_item(&points, kpi);
        }
    }
    return points;
}

bool points_dated(const struct kpi *kpi)
{
    return kpi->shows_value && kpi->reading.period_start_ms != NO_TIME;
}

bool points_before(const struct kpi *kpi, struct final *before)
{
    const struct finals *finals = &kpi->finals;
    int at = points_dated(kpi) && !kpi->suppressed ? finals->count : 0;
    while (at > 0 && finals->items[at - 1].start_ms >= kpi->reading.period_start_ms) {
        at--;
    }
    if (at > 0) {
        *before = finals->items[at - 1];
    }
    return at > 0;
}
