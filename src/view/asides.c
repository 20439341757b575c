#include "view/asides.h"

#include <stdio.h>

#include "view/figure.h"
#include "view/mark.h"
#include "view/name.h"

/* As much of a name as a chip shows at most. */
#define CHANNEL_CHARACTERS 14
#define METRIC_CHARACTERS 12

static bool is_aged(const struct kpi *kpi)
{
    return kpi->quality == QUALITY_LAST_KNOWN || kpi->quality == QUALITY_NO_DATA;
}

static bool warns(const struct kpi *kpi)
{
    return kpi->quality == QUALITY_LIVE && kpi->verdict == VERDICT_MET &&
           (kpi->warns || kpi->worsening);
}

/* "SNS 納期率 14:07", "電話 SL 82%" */
static void text_of(char to[COMMAND_TEXT_BYTES], const struct look *look, const struct kpi *kpi,
                    const struct status *status)
{
    const struct board_spec *spec = board_spec(look->board);
    enum language language = look->type.language;
    struct name_place place = {&name_characters, {0}, CHANNEL_CHARACTERS, language};
    struct name channel = name_of_channel(&place, spec, kpi->spec->channel_index);
    place.room = METRIC_CHARACTERS;
    struct name metric = name_of_short(&place, spec, kpi->spec);
    char value[48];
    const char *said = status->detail[0] ? status->detail : status->short_word;
    if (!is_aged(kpi)) {
        struct figure figure = figure_of(kpi->reading.value, kpi->spec, &kpi->target, language);
        figure_text(value, sizeof value, &figure, language);
        said = value;
    }
    snprintf(to, COMMAND_TEXT_BYTES, "%s %s %s", channel.text, metric.text, said);
}

/* Returns where the next one begins; -1 when it had no room. */
static int record_one(struct pen *pen, const struct chrome *chrome, const struct look *look,
                      const struct kpi *kpi, int x, int baseline, int right)
{
    const struct opening *opening = board_opening(look->board, kpi->spec->channel_index);
    struct status status = status_of(kpi, opening, &look->now);
    const struct theme *theme = look->theme;
    char text[COMMAND_TEXT_BYTES];
    text_of(text, look, kpi, &status);
    colour ink = is_aged(kpi) ? theme->quiet : theme->text;
    struct mark_inks inks = {is_aged(kpi) ? theme->quiet : theme->met, theme->text};
    int mark = mark_width(&status, chrome->cap) + chrome->space * 2 / 3;
    int width = pen_width(pen, chrome->text, text);
    if (x + mark + width > right) {
        return -1;
    }
    mark_record(pen, x, baseline, chrome->cap, &status, chrome->stroke, inks);
    pen_text(pen, x + mark, baseline, width, chrome->text, ink, text);
    return x + mark + width + 2 * chrome->space;
}

void asides_record(struct pen *pen, const struct chrome *chrome, const struct look *look,
                   struct rect room)
{
    static bool (*const kinds[])(const struct kpi *kpi) = {is_aged, warns};
    int baseline = chrome_baseline(chrome, room.y), x = room.x;
    for (size_t kind = 0; kind < sizeof kinds / sizeof *kinds; kind++) {
        for (size_t i = 0; i < board_spec(look->board)->kpi_count && x >= 0; i++) {
            const struct kpi *kpi = board_kpi(look->board, i);
            if (kinds[kind](kpi)) {
                x = record_one(pen, chrome, look, kpi, x, baseline, room.x + room.w);
            }
        }
    }
}
