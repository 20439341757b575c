#include "view/rows.h"

size_t rows_length(const struct board_spec *spec, const size_t *kpis, size_t count, size_t first)
{
    size_t next = first + 1;
    while (next < count &&
           spec->kpis[kpis[next]].channel_index == spec->kpis[kpis[first]].channel_index) {
        next++;
    }
    return next - first;
}

static size_t break_row(const struct board_spec *spec, size_t channel, size_t first, size_t length,
                        size_t columns, struct line *lines)
{
    size_t parts = (length + columns - 1) / columns;
    for (size_t i = 0; i < parts; i++) {
        size_t count = (length + parts - i - 1) / (parts - i);
        lines[i] = (struct line){channel, first, count, block_of(&spec->channels[channel]), 0};
        first += count;
        length -= count;
    }
    return parts;
}

size_t rows_break(const struct board_spec *spec, const size_t *kpis, size_t count, size_t columns,
                  struct line *lines)
{
    size_t line_count = 0;
    for (size_t first = 0; first < count;) {
        size_t length = rows_length(spec, kpis, count, first);
        size_t channel = spec->kpis[kpis[first]].channel_index;
        line_count += break_row(spec, channel, first, length, columns, lines + line_count);
        first += length;
    }
    return line_count;
}

static bool same_band(const struct board_spec *spec, const struct line *a, const struct line *b)
{
    return a->block == b->block &&
           spec->channels[a->channel].business_index == spec->channels[b->channel].business_index;
}

void rows_abreast(const struct board_spec *spec, struct line *lines, size_t count, size_t abreast)
{
    for (size_t i = 0; i < count; i++) {
        bool joins = i > 0 && same_band(spec, &lines[i - 1], &lines[i]);
        lines[i].strip = joins ? (lines[i - 1].strip + 1) % abreast : 0;
    }
}

size_t rows_widest(const struct line *lines, size_t count)
{
    size_t widest = 0;
    for (size_t i = 0; i < count; i++) {
        widest = lines[i].kpi_count > widest ? lines[i].kpi_count : widest;
    }
    return widest;
}
