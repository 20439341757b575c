#include "view/asides.h"

#include <stdio.h>

#include "view/figure.h"
#include "view/mark.h"
#include "view/name.h"
#include "view/variation.h"

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

static bool calls_for_action(const struct kpi *kpi)
{
    return corrective_of_kpi(kpi).due;
}

enum aside { ASIDE_AGED, ASIDE_CORRECTIVE, ASIDE_WARNS, ASIDES };

/* What is said of a KPI behind its name, and in which mark and ink. */
struct said {
    struct status status;
    char text[64];
    colour ink;
    struct mark_inks inks;
};

/* "SNS 納期率 14:07", "電話 SL 82%", "メール 納期率 是正検討 8月〜" */
static void text_of(char to[COMMAND_TEXT_BYTES], const struct look *look, const struct kpi *kpi,
                    const char *said)
{
    const struct board_spec *spec = board_spec(look->board);
    enum language language = look->type.language;
    struct name_place place = {&name_characters, {0}, CHANNEL_CHARACTERS, language};
    struct name channel = name_of_channel(&place, spec, kpi->spec->channel_index);
    place.room = METRIC_CHARACTERS;
    struct name metric = name_of_short(&place, spec, kpi->spec);
    snprintf(to, COMMAND_TEXT_BYTES, "%s %s %s", channel.text, metric.text, said);
}

static struct said said_of(const struct look *look, const struct kpi *kpi, enum aside aside)
{
    const struct theme *theme = look->theme;
    const struct opening *opening = board_opening(look->board, kpi->spec->channel_index);
    struct said said = {.status = status_of(kpi, opening, &look->now), .ink = theme->text};
    const struct status *status = &said.status;
    if (aside == ASIDE_CORRECTIVE) {
        said.status = (struct status){.shape = SHAPE_SQUARE, .sign = SHAPE_KINDS};
        said.inks = (struct mark_inks){theme->missed, theme->missed};
        corrective_text(said.text, sizeof said.text, kpi, true, &look->now);
    } else if (aside == ASIDE_WARNS) {
        enum language language = look->type.language;
        struct figure figure = figure_of(kpi->reading.value, kpi->spec, &kpi->target, language);
        figure_text(said.text, sizeof said.text, &figure, language);
        said.inks = (struct mark_inks){theme->met, theme->text};
    } else {
        said.ink = theme->quiet;
        said.inks = (struct mark_inks){theme->quiet, theme->text};
        snprintf(said.text, sizeof said.text, "%s",
                 status->detail[0] ? status->detail : status->short_word);
    }
    return said;
}

/* Returns where the next one begins; -1 when it had no room. */
static int record_one(struct pen *pen, const struct chrome *chrome, const struct look *look,
                      const struct kpi *kpi, enum aside aside, int x, int baseline, int right)
{
    struct said said = said_of(look, kpi, aside);
    char text[COMMAND_TEXT_BYTES];
    text_of(text, look, kpi, said.text);
    int mark = mark_width(&said.status, chrome->cap) + chrome->space * 2 / 3;
    int width = pen_width(pen, chrome->text, text);
    if (x + mark + width > right) {
        return -1;
    }
    mark_record(pen, x, baseline, chrome->cap, &said.status, chrome->stroke, said.inks);
    pen_text(pen, x + mark, baseline, width, chrome->text, said.ink, text);
    return x + mark + width + 2 * chrome->space;
}

void asides_record(struct pen *pen, const struct chrome *chrome, const struct look *look,
                   struct rect room)
{
    static bool (*const kinds[ASIDES])(const struct kpi *kpi) = {
        [ASIDE_AGED] = is_aged, [ASIDE_CORRECTIVE] = calls_for_action, [ASIDE_WARNS] = warns};
    int baseline = chrome_baseline(chrome, room.y), x = room.x;
    for (enum aside kind = ASIDE_AGED; kind < ASIDES; kind++) {
        for (size_t i = 0; i < board_spec(look->board)->kpi_count && x >= 0; i++) {
            const struct kpi *kpi = board_kpi(look->board, i);
            if (kinds[kind](kpi)) {
                x = record_one(pen, chrome, look, kpi, kind, x, baseline, room.x + room.w);
            }
        }
    }
}
