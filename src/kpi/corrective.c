#include "kpi/corrective.h"

struct corrective corrective_of(const struct finals *finals, const struct kpi_spec *spec)
{
    struct corrective corrective = {.since_ms = NO_TIME};
    if (!level_counts(&spec->level, finals)) {
        return corrective;
    }
    for (int i = finals->count - 1; i >= 0 && finals->items[i].verdict != VERDICT_MET; i--) {
        if (finals->items[i].verdict != VERDICT_UNTARGETED) {
            corrective.off++;
            corrective.since_ms = finals->items[i].start_ms;
        }
    }
    corrective.due = spec->corrective_after > 0 && corrective.off >= spec->corrective_after;
    return corrective;
}
