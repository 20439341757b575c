#pragma once

#include <stdbool.h>
#include <stdint.h>

/* Pixels, origin top left, right and bottom edges outside. Empty when w or h is not positive. */
struct rect {
    int x, y, w, h;
};

bool rect_empty(struct rect r);
bool rect_equal(struct rect a, struct rect b);

/* 0 for an empty one. */
int64_t rect_area(struct rect r);

/* The part both cover; empty when they do not meet. */
struct rect rect_intersection(struct rect a, struct rect b);

/* The smallest that covers both; an empty one adds nothing. */
struct rect rect_union(struct rect a, struct rect b);

/* `r` made smaller by `by` pixels on every side (larger when negative). */
struct rect rect_inset(struct rect r, int by);
