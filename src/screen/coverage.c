#include "screen/coverage.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

void coverage_reset(struct coverage *coverage, int w, int h)
{
    assert(w >= 0 && h >= 0);
    size_t need = (size_t)w * (size_t)h;
    if (need > coverage->room) {
        free(coverage->alpha);
        coverage->alpha = malloc(need);
        if (!coverage->alpha) {
            abort();
        }
        coverage->room = need;
    }
    coverage->w = w;
    coverage->h = h;
    if (need > 0) {
        memset(coverage->alpha, 0, need);
    }
}

void coverage_finish(struct coverage *coverage)
{
    free(coverage->alpha);
    *coverage = (struct coverage){0};
}

static bool row_is_empty(const struct coverage *coverage, int y)
{
    const uint8_t *row = coverage_row(coverage, y);
    return row[0] == 0 && memcmp(row, row + 1, (size_t)coverage->w - 1) == 0;
}

static bool column_is_empty(const struct coverage *coverage, int x, int top, int bottom)
{
    for (int y = top; y < bottom; y++) {
        if (coverage_row(coverage, y)[x] != 0) {
            return false;
        }
    }
    return true;
}

struct rect coverage_ink(const struct coverage *coverage)
{
    int left = 0, right = coverage->w, top = 0, bottom = coverage->h;
    if (right == 0) {
        return (struct rect){0};
    }
    while (top < bottom && row_is_empty(coverage, top)) {
        top++;
    }
    while (bottom > top && row_is_empty(coverage, bottom - 1)) {
        bottom--;
    }
    if (top == bottom) {
        return (struct rect){0};
    }
    while (column_is_empty(coverage, left, top, bottom)) {
        left++;
    }
    while (column_is_empty(coverage, right - 1, top, bottom)) {
        right--;
    }
    return (struct rect){left, top, right - left, bottom - top};
}
