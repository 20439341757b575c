#include "view/rows.h"

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

static size_t break_row(const struct channel_spec *channel, size_t index, size_t columns,
                        struct line *lines)
{
    size_t parts = (channel->kpi_count + columns - 1) / columns;
    size_t next = channel->first_kpi, left = channel->kpi_count;
    for (size_t i = 0; i < parts; i++) {
        size_t count = (left + parts - i - 1) / (parts - i);
        lines[i] = (struct line){index, next, count, block_of(channel)};
        next += count;
        left -= count;
    }
    return parts;
}

size_t rows_break(const struct board_spec *spec, size_t columns, struct line *lines)
{
    size_t count = 0;
    for (int block = 0; block < BLOCK_COUNT; block++) {
        for (size_t i = 0; i < spec->channel_count; i++) {
            if ((int)block_of(&spec->channels[i]) == block) {
                count += break_row(&spec->channels[i], i, columns, lines + count);
            }
        }
    }
    return count;
}

size_t rows_widest(const struct line *lines, size_t count)
{
    size_t widest = 0;
    for (size_t i = 0; i < count; i++) {
        widest = lines[i].kpi_count > widest ? lines[i].kpi_count : widest;
    }
    return widest;
}
