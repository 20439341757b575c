#include "kpi/block.h"

enum block block_of(const struct channel_spec *channel)
{
    if (channel->assistance == ASSISTANCE_DIGITAL) {
        return BLOCK_DIGITAL;
    }
    switch (channel->timing) {
    case TIMING_REAL_TIME:
        return BLOCK_REAL_TIME;
    case TIMING_NON_REAL_TIME:
        return BLOCK_NON_REAL_TIME;
    case TIMING_NONE:
        break;
    }
    return BLOCK_OTHER;
}
