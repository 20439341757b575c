#include "view/level_text.h"

#include <math.h>
#include <stdio.h>

#include "view/words.h"

struct level level_of_kpi(const struct kpi *kpi)
{
    const struct kpi_spec *spec = kpi->spec;
    static const struct finals none = {0};
    return level_of(kpi->suppressed ? &none : &kpi->finals, &spec->level,
                    spec->metric->unit == UNIT_PERCENT);
}

void level_count_text(char *to, size_t size, const char *count, int period, enum language language)
{
    static const enum word words[PERIOD_COUNT] = {
        [PERIOD_NOW] = WORD_OF_PERIODS,      [PERIOD_INTERVAL] = WORD_OF_INTERVALS,
        [PERIOD_TODAY] = WORD_OF_DAYS,       [PERIOD_DAY] = WORD_OF_DAYS,
        [PERIOD_WEEK] = WORD_OF_WEEKS,       [PERIOD_MONTH] = WORD_OF_MONTHS,
        [PERIOD_QUARTER] = WORD_OF_QUARTERS, [PERIOD_YEAR] = WORD_OF_YEARS};
    word_fill(to, size, period < PERIOD_COUNT ? words[period] : WORD_OF_PERIODS, language, count);
}

void level_met_text(char *to, size_t size, const struct level *level, int period,
                    enum language language)
{
    char count[24];
    snprintf(count, sizeof count, "%d/%d", level->met, level->judged);
    level_count_text(to, size, count, period, language);
}

void level_result_text(char *to, size_t size, const struct figure *figure, enum language language)
{
    char number[48];
    figure_text(number, sizeof number, figure, language);
    word_fill(to, size, WORD_RESULT, language, number);
}

struct figure level_result(const struct kpi *kpi, const struct level *level, enum language language)
{
    if (isnan(level->value)) {
        return (struct figure){.number = "–"};
    }
    struct target target = target_replaced(&kpi->spec->target, level->target);
    target.direction = kpi->target.direction;
    return figure_of(level->value, kpi->spec, &target, language);
}

struct figure level_share_figure(const struct level *level)
{
    struct figure figure = {.unit = "%"};
    snprintf(figure.number, sizeof figure.number, "%d", 100 * level->met / level->judged);
    return figure;
}

struct status level_status(const struct kpi *kpi, const struct level *level, enum language language)
{
    static const enum word reached[VERDICT_COUNT] = {[VERDICT_MET] = WORD_LEVEL_REACHED,
                                                     [VERDICT_MISSED] = WORD_LEVEL_MISSED,
                                                     [VERDICT_UNTARGETED] = WORD_UNTARGETED};
    bool few = level->judged < level->wanted;
    bool targeted = kpi->target.set || kpi->spec->targets.count > 0;
    bool lacks = few && (level->judged > 0 || targeted);
    enum word word = level->known == 0    ? WORD_NO_DATA_SHORT
                     : lacks              ? WORD_FEW_PERIODS
                     : level->judged == 0 ? WORD_UNTARGETED
                                          : reached[level->verdict];
    enum shape shape = level->known == 0 ? SHAPE_DASH
                       : lacks           ? SHAPE_HALF
                                         : status_shape(level->verdict);
    struct status status = {
        .tone = few ? TONE_DIM : TONE_CALM,
        .shape = shape,
        .sign = SHAPE_KINDS,
        .word = word_in(word, language),
    };
    if (lacks && level->known > 0) {
        snprintf(status.detail, sizeof status.detail, "%d/%d", level->judged, level->wanted);
    }
    return status;
}
