#include "view/clock_face.h"

#include <stdio.h>

#define SECOND_MS 1000
#define MINUTE_MS 60000

/* Six places: at the top of the track every sixth minute, or second. */
#define PLACES 6

static int64_t tick_length(bool seconds)
{
    return seconds ? SECOND_MS : MINUTE_MS;
}

/* How long ago the tick before was; also before 1970. */
static int64_t into_tick(int64_t wall_ms, bool seconds)
{
    int64_t length = tick_length(seconds), into = wall_ms % length;
    return into < 0 ? into + length : into;
}

struct clock_face clock_face_at(const struct moment *now, bool seconds)
{
    return (struct clock_face){
        .wall_ms = now->wall_ms - into_tick(now->wall_ms, seconds),
        .good = now->clock_good,
        .seconds = seconds,
    };
}

int64_t clock_face_next(const struct moment *now, bool seconds)
{
    return now->mono_ms + tick_length(seconds) - into_tick(now->wall_ms, seconds);
}

int clock_face_width(const struct type *type, int cap, bool seconds)
{
    return type_width(type, FACE_FIGURE, cap, seconds ? "88:88:88" : "88:88");
}

int clock_face_gap(const struct chrome *chrome)
{
    return 2 * chrome->space;
}

/* Beside the clock, as high as its digits and about as wide as a stroke of theirs. */
static void record_mark(struct pen *pen, const struct chrome *chrome, const struct theme *theme,
                        int middle, int baseline, int place)
{
    int size = chrome->cap / 4 > 3 ? chrome->cap / 4 : 3;
    int thin = size / 3 > 1 ? size / 3 : 1;
    int top = baseline - chrome->cap;
    int down = (chrome->cap - size) * place / (PLACES - 1);
    pen_fill(pen, (struct rect){middle - thin / 2, top, thin, chrome->cap}, 0, theme->raised);
    pen_fill(pen, (struct rect){middle - size / 2, top + down, size, size}, size / 2, theme->quiet);
}

int clock_face_record(struct pen *pen, const struct chrome *chrome, const struct look *look,
                      int right, int baseline, const struct clock_face *face)
{
    const struct theme *theme = look->theme;
    struct civil now = civil_from(look->now.zone, face->wall_ms);
    char clock[24], seconds[8] = "";
    if (face->seconds) {
        snprintf(seconds, sizeof seconds, ":%02d", now.second);
    }
    snprintf(clock, sizeof clock, "%d:%02d%s%s", now.hour, now.minute, seconds,
             face->good ? "" : "?");
    colour c = face->good ? theme->text : theme->dimmed;
    int left = right - pen_text_right(pen, right, baseline, right, chrome->figure, c, clock);
    int ticks = face->seconds ? now.second : now.minute;
    record_mark(pen, chrome, theme, left - clock_face_gap(chrome) / 2, baseline, ticks % PLACES);
    return left - clock_face_gap(chrome);
}
