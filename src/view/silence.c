#include "view/silence.h"

struct silence silence_of(const struct board *board)
{
    static const enum quality silent[] = {QUALITY_LAST_KNOWN, QUALITY_NO_DATA, QUALITY_WAITING};
    const unsigned *qualities = board_summary(board)->qualities;
    struct silence silence = {.chief = QUALITY_LAST_KNOWN};
    silence.open = (unsigned)board_spec(board)->kpi_count - qualities[QUALITY_CLOSED];
    for (size_t i = 0; i < sizeof silent / sizeof *silent; i++) {
        silence.silent += qualities[silent[i]];
        if (qualities[silent[i]] > qualities[silence.chief]) {
            silence.chief = silent[i];
        }
    }
    return silence;
}

bool silence_prevails(const struct silence *silence)
{
    return silence->silent * 2 > silence->open;
}
