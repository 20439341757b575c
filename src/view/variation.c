#include "view/variation.h"

#include <math.h>
#include <stdio.h>

#include "view/period_text.h"
#include "view/words.h"

/* ---- What is known -------------------------------------------------------------------------- */

static const struct finals *finals_of(const struct kpi *kpi)
{
    static const struct finals none = {0};
    return kpi->suppressed || !level_counts(&kpi->spec->level, &kpi->finals) ? &none : &kpi->finals;
}

struct control control_of_kpi(const struct kpi *kpi)
{
    static const struct control none = {0};
    return kpi->spec->variation ? control_of(finals_of(kpi), kpi->spec->metric) : none;
}

struct corrective corrective_of_kpi(const struct kpi *kpi)
{
    return corrective_of(finals_of(kpi), kpi->spec);
}

/* ---- In words ------------------------------------------------------------------------------- */

struct status variation_status(const struct kpi *kpi, const struct status_context *now)
{
    struct control control = control_of_kpi(kpi);
    struct status status = {.tone = TONE_CALM, .shape = SHAPE_KINDS, .sign = SHAPE_KINDS};
    if (control.chart == CHART_NONE) {
        return status;
    }
    bool few = control.points < CONTROL_LEAST, steady = control.rule == CONTROL_STEADY;
    status.shape = few ? SHAPE_HALF : steady ? SHAPE_CIRCLE : SHAPE_DIAMOND;
    status.word = word_in(few || steady ? WORD_VARIATION : WORD_INVESTIGATE, now->language);
    if (few) {
        snprintf(status.detail, sizeof status.detail, "%s %d/%d",
                 word_in(WORD_FEW_PERIODS, now->language), control.points, CONTROL_LEAST);
    } else if (steady) {
        snprintf(status.detail, sizeof status.detail, "%s", word_in(WORD_STEADY, now->language));
    } else {
        char when[48];
        period_name(when, sizeof when, kpi->finals.period, kpi->finals.items[control.at].start_ms,
                    now);
        word_fill(status.detail, sizeof status.detail,
                  control.rule == CONTROL_BEYOND ? WORD_BEYOND_LIMIT : WORD_ONE_SIDE, now->language,
                  when);
    }
    return status;
}

void corrective_text(char *to, size_t size, const struct kpi *kpi, bool in_short,
                     const struct status_context *now)
{
    struct corrective corrective = corrective_of_kpi(kpi);
    to[0] = '\0';
    if (corrective.due) {
        char when[48], since[64];
        period_name(when, sizeof when, kpi->finals.period, corrective.since_ms, now);
        word_fill(since, sizeof since, WORD_SINCE, now->language, when);
        enum word word = in_short ? WORD_CORRECTIVE_SHORT : WORD_CORRECTIVE;
        snprintf(to, size, "%s %s", word_in(word, now->language), since);
    }
}

/* The longest that a period is called, but for those of another year. */
static const char longest_when[] = "12/28–";

static int width_of(const struct type *type, int cap, const char *text)
{
    return cap * 3 / 2 + type_width(type, FACE_BOLD, cap, text);
}

int variation_width(const struct type *type, int cap)
{
    static const enum word rules[] = {WORD_BEYOND_LIMIT, WORD_ONE_SIDE};
    int widest = 0;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        char rule[64], text[128];
        word_fill(rule, sizeof rule, rules[i], type->language, longest_when);
        snprintf(text, sizeof text, "%s %s", word_in(WORD_INVESTIGATE, type->language), rule);
        int own = width_of(type, cap, text);
        widest = own > widest ? own : widest;
    }
    return widest;
}

int corrective_width(const struct type *type, int cap)
{
    char since[64], text[128];
    word_fill(since, sizeof since, WORD_SINCE, type->language, longest_when);
    snprintf(text, sizeof text, "%s %s", word_in(WORD_CORRECTIVE_SHORT, type->language), since);
    return width_of(type, cap, text);
}

/* ---- The chart ------------------------------------------------------------------------------ */

/* So many that each has its own limits and all of them their commands. */
#define POINTS_MOST 20

/* A chart is at least so many tenths of the capitals of its words high, and wide. */
#define LEAST_HEIGHT 25
#define LEAST_WIDTH 70

bool chart_fits(struct rect room, int cap)
{
    return 10 * room.h >= LEAST_HEIGHT * cap && 10 * room.w >= LEAST_WIDTH * cap;
}

struct chart_frame {
    struct rect room;
    double low, high; /* of what is drawn */
    int edge, line;   /* of a point, of a line */
};

static int height_of(const struct chart_frame *frame, double value)
{
    double share = (value - frame->low) / (frame->high - frame->low);
    int inner = frame->room.h - frame->edge;
    return frame->room.y + frame->room.h - frame->edge / 2 - (int)lround(share * inner);
}

static struct chart_frame frame_of(struct rect room, int cap, const struct finals *finals,
                                   const struct control *control, int first)
{
    struct chart_frame frame = {.room = room,
                                .low = control->centre,
                                .high = control->centre,
                                .edge = cap / 2,
                                .line = cap / 12 > 2 ? cap / 12 : 2};
    for (int i = first; i < finals->count; i++) {
        struct bounds limits = control_limits(control, &finals->items[i]);
        frame.low = fmin(frame.low, fmin(limits.low, finals->items[i].value));
        frame.high = fmax(frame.high, fmax(limits.high, finals->items[i].value));
    }
    if (!(frame.high > frame.low)) {
        frame.low -= 1.0;
        frame.high += 1.0;
    }
    return frame;
}

void chart_record(struct pen *pen, struct rect room, int cap, const struct kpi *kpi,
                  const struct theme *theme)
{
    const struct finals *finals = &kpi->finals;
    struct control control = control_of_kpi(kpi);
    if (control.chart == CHART_NONE || control.points < CONTROL_LEAST) {
        return;
    }
    int first = finals->count > POINTS_MOST ? finals->count - POINTS_MOST : 0;
    int count = finals->count - first;
    struct chart_frame frame = frame_of(room, cap, finals, &control, first);
    struct rect line = {room.x, height_of(&frame, control.centre) - frame.line / 2, room.w,
                        frame.line};
    pen_fill(pen, line, 0, theme->quiet);
    for (int i = 0; i < count; i++) {
        const struct final *item = &finals->items[first + i];
        struct bounds limits = control_limits(&control, item);
        int from = room.x + i * room.w / count, to = room.x + (i + 1) * room.w / count;
        /* With gaps, so that they are told from the centre. */
        struct rect step = {from, height_of(&frame, limits.low) - frame.line / 2,
                            (to - from) * 6 / 10, frame.line};
        pen_fill(pen, step, 0, theme->dimmed);
        step.y = height_of(&frame, limits.high) - frame.line / 2;
        pen_fill(pen, step, 0, theme->dimmed);
    }
    for (int i = 0; i < count; i++) {
        const struct final *item = &finals->items[first + i];
        struct bounds limits = control_limits(&control, item);
        bool named = control.rule != CONTROL_STEADY && control.at == first + i;
        bool odd = named || item->value < limits.low || item->value > limits.high;
        int edge = odd ? frame.edge * 3 / 2 : frame.edge * 3 / 4;
        int x = room.x + (2 * i + 1) * room.w / (2 * count);
        struct rect point = {x - edge / 2, height_of(&frame, item->value) - edge / 2, edge, edge};
        pen_shape(pen, point, odd ? SHAPE_DIAMOND : SHAPE_CIRCLE, frame.line, theme->text);
    }
}
