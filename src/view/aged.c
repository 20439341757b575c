#include "view/aged.h"

#include <stdio.h>

#include "view/name.h"

/* As much of a name as a chip shows at most. */
#define CHANNEL_CHARACTERS 14
#define METRIC_CHARACTERS 12

static bool is_aged(const struct kpi *kpi)
{
    return kpi->quality == QUALITY_LAST_KNOWN || kpi->quality == QUALITY_NO_DATA;
}

/* "SNS 納期率 14:07" */
static void text_of(char to[COMMAND_TEXT_BYTES], const struct look *look, const struct kpi *kpi,
                    const struct status *status)
{
    const struct board_spec *spec = board_spec(look->board);
    struct name_place place = {&name_characters, {0}, CHANNEL_CHARACTERS, look->type.language};
    struct name channel = name_of_channel(&place, spec, kpi->spec->channel_index);
    place.room = METRIC_CHARACTERS;
    struct name metric = name_of_short(&place, spec, kpi->spec);
    snprintf(to, COMMAND_TEXT_BYTES, "%s %s %s", channel.text, metric.text,
             status->detail[0] ? status->detail : status->short_word);
}

void aged_record(struct pen *pen, const struct chrome *chrome, const struct look *look,
                 struct rect room)
{
    int baseline = chrome_baseline(chrome, room.y);
    int x = room.x, right = room.x + room.w;
    for (size_t i = 0; i < board_spec(look->board)->kpi_count; i++) {
        const struct kpi *kpi = board_kpi(look->board, i);
        if (!is_aged(kpi)) {
            continue;
        }
        const struct opening *opening = board_opening(look->board, kpi->spec->channel_index);
        struct status status = status_of(kpi, opening, &look->now);
        char text[COMMAND_TEXT_BYTES];
        text_of(text, look, kpi, &status);
        int mark = chrome->cap + chrome->space * 2 / 3;
        int width = pen_width(pen, chrome->text, text);
        if (x + mark + width > right) {
            return;
        }
        pen_mark(pen, x, baseline, chrome->cap, status.shape, chrome->stroke, look->theme->quiet);
        pen_text(pen, x + mark, baseline, width, chrome->text, look->theme->quiet, text);
        x += mark + width + 2 * chrome->space;
    }
}
