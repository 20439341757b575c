#include "view/huge.h"

/* From one size to the next smaller one, in percent. */
#define STEP 94

/* A further line is worth while when it makes the text larger by that, in percent. */
#define WORTH 140

/* Air between two lines, in percent of a capital letter. */
#define AIR 30

/* No word is parted: a line ends before a blank, behind a hyphen or beside an ideograph. */
static bool reads_well(const struct huge *huge)
{
    for (size_t i = 0; i + 1 < huge->count; i++) {
        const char *end = huge->lines[i].start + huge->lines[i].length;
        bool blank = end != huge->lines[i + 1].start;
        bool wide = (unsigned char)*end >= 0x80 || (unsigned char)end[-1] >= 0x80;
        if (!blank && !wide && end[-1] != '-') {
            return false;
        }
    }
    return true;
}

/* Tried on the probe, so that the search opens no fonts. False when it takes more than `most` lines
 * or does not read well. */
static bool try_size(struct huge *huge, const struct type *type, const char *text, int width,
                     int height, size_t most, int cap)
{
    struct line lines[HUGE_LINES + 1];
    huge->cap = cap;
    huge->box = type_line(type, cap);
    huge->line_height = huge->box.above + huge->box.below + cap * AIR / 100;
    int room = (width - 1) * type->least_cap / cap;
    size_t count =
        lines_break(type->measure, type->probes[FACE_BOLD], text, room, lines, HUGE_LINES + 1);
    huge->count = count < HUGE_LINES ? count : HUGE_LINES;
    for (size_t i = 0; i < huge->count; i++) {
        huge->lines[i] = lines[i];
    }
    huge->height = (int)huge->count * huge->line_height - cap * AIR / 100;
    return count <= most && huge->height <= height && reads_well(huge);
}

static struct huge set_in(const struct type *type, const char *text, int width, int height,
                          size_t most, int least)
{
    struct huge huge;
    int cap = height > least ? height : least;
    while (!try_size(&huge, type, text, width, height, most, cap) && cap > least) {
        cap = cap * STEP / 100 > least ? cap * STEP / 100 : least;
    }
    return huge;
}

struct huge huge_set(const struct type *type, const char *text, int width, int height, int least)
{
    struct huge huge = set_in(type, text, width, height, 1, least);
    for (size_t most = 2; most <= HUGE_LINES; most++) {
        struct huge more = set_in(type, text, width, height, most, least);
        bool cut = huge.count > most - 1;
        huge = cut || more.cap * 100 > huge.cap * WORTH ? more : huge;
    }
    huge.font = type_font(type, FACE_BOLD, huge.cap);
    return huge;
}

void huge_record(struct pen *pen, const struct huge *huge, int x, int y, colour ink)
{
    for (size_t i = 0; i < huge->count; i++) {
        pen_line(pen, x, y + huge->box.above, huge->font, ink, huge->lines[i].start,
                 huge->lines[i].length);
        y += huge->line_height;
    }
}
