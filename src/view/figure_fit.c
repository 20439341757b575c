#include "view/figure_fit.h"

#include <string.h>

struct fitting {
    const struct tile_style *style;
    const struct type *type;
    const struct kpi *kpi;
};

static struct figure figure_as(const struct fitting *fitting, enum figure_form form)
{
    const struct kpi *kpi = fitting->kpi;
    bool brief = fitting->style->mark > 0;
    struct figure figure =
        figure_in_form(form, kpi->reading.value, kpi->spec, &kpi->target, fitting->type->language);
    if (brief) {
        figure.unit[0] = '\0'; /* it stands in the head */
    }
    return figure;
}

static bool has_room(const struct fitting *fitting, const struct figure *figure, int step)
{
    const struct tile_style *style = fitting->style;
    const struct measure *measure = fitting->type->measure;
    int room = tile_style_room(style) + tile_style_slack(style);
    if (figure->unit[0]) {
        room -= style->unit_space + measure->width(measure, style->text, figure->unit);
    }
    struct font font = tile_style_figure(style, fitting->type, step);
    return figure->number[0] && measure->width(measure, font, figure->number) <= room;
}

/* The smallest step at which a figure of `step` keeps the wanted size, or its own. */
static int wanted_step(const struct fitting *fitting, int step)
{
    const struct tile_style *style = fitting->style;
    while (step + 1 < FIGURE_STEPS && style->figure_caps[step + 1] >= fitting->type->figure_cap) {
        step++;
    }
    return step;
}

/* The ways to make room, in the order in which they are tried. */
static const struct {
    enum figure_form form;
    bool at_wanted_size;
} ways[] = {
    {FIGURE_WHOLE, true},           {FIGURE_ROUNDED, true},  {FIGURE_SCALED, true},
    {FIGURE_WHOLE, false},          {FIGURE_ROUNDED, false}, {FIGURE_SCALED, false},
    {FIGURE_SCALED_ROUNDED, false}, {FIGURE_BEYOND, false},
};

#define WAYS ((int)(sizeof ways / sizeof *ways))

static struct figure_fit fullest(const struct fitting *fitting, int step)
{
    for (int way = 0; way < WAYS; way++) {
        struct figure figure = figure_as(fitting, ways[way].form);
        int last = ways[way].at_wanted_size ? wanted_step(fitting, step) : FIGURE_STEPS - 1;
        for (int s = step; s <= last; s++) {
            if (has_room(fitting, &figure, s)) {
                return (struct figure_fit){true, way, ways[way].form, s, figure};
            }
        }
    }
    struct figure figure = figure_as(fitting, FIGURE_BEYOND);
    return (struct figure_fit){true, WAYS, FIGURE_BEYOND, FIGURE_STEPS - 1, figure};
}

static bool is_fuller(struct figure_fit a, struct figure_fit b)
{
    return a.rank != b.rank ? a.rank < b.rank : a.step < b.step;
}

/* For another digit and the comma it may bring. */
static bool has_room_to_spare(const struct fitting *fitting, struct figure_fit fit)
{
    struct figure figure = fit.figure;
    size_t length = strlen(figure.number);
    if (length + sizeof ",8" <= sizeof figure.number) {
        memcpy(figure.number + length, ",8", sizeof ",8");
    }
    return has_room(fitting, &figure, fit.step);
}

struct figure_fit figure_fit_of(const struct tile_style *style, const struct type *type,
                                const struct kpi *kpi, int step, struct figure_fit before)
{
    struct fitting fitting = {style, type, kpi};
    struct figure_fit fit = fullest(&fitting, step);
    bool holds = before.known && before.form != FIGURE_BEYOND; /* which nobody wants to keep */
    if (holds && is_fuller(fit, before) && !has_room_to_spare(&fitting, fit)) {
        struct figure figure = figure_as(&fitting, before.form);
        if (has_room(&fitting, &figure, before.step)) {
            before.figure = figure;
            return before;
        }
        fit.step = fit.step > before.step ? fit.step : before.step;
    }
    return fit;
}
