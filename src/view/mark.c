#include "view/mark.h"

/* Between shape and sign, and how large the sign is below a shape, in hundredths of the edge. */
#define SIGN_SPACE 16
#define SIGN_BELOW 74

static bool has_sign(const struct status *status)
{
    return status->sign != SHAPE_KINDS;
}

int mark_width(const struct status *status, int edge)
{
    int width = pen_mark_width(status->shape, edge);
    return has_sign(status) ? width + edge * SIGN_SPACE / 100 + pen_mark_width(status->sign, edge)
                            : width;
}

int mark_record(struct pen *pen, int x, int baseline, int edge, const struct status *status,
                int stroke, struct mark_inks inks)
{
    int at = x + pen_mark(pen, x, baseline, edge, status->shape, stroke, inks.shape);
    if (has_sign(status)) {
        at += edge * SIGN_SPACE / 100;
        at += pen_mark(pen, at, baseline, edge, status->sign, stroke, inks.sign);
    }
    return at - x;
}

void mark_record_stacked(struct pen *pen, int x, int middle, int edge, const struct status *status,
                         int stroke, struct mark_inks inks)
{
    if (!has_sign(status)) {
        pen_mark(pen, x, middle + edge / 2, edge, status->shape, stroke, inks.shape);
        return;
    }
    int own = pen_mark_width(status->shape, edge), sign = edge * SIGN_BELOW / 100;
    int gap = edge * SIGN_SPACE / 100, top = middle - (own + gap + sign) / 2;
    pen_shape(pen, (struct rect){x, top, own, own}, status->shape, stroke, inks.shape);
    struct rect below = {x + (own - sign) / 2, top + own + gap, sign, sign};
    pen_shape(pen, below, status->sign, stroke, inks.sign);
}
