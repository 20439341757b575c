#pragma once

/*
 * tests/pictures/pictures.list: a line a picture, with the board it starts from, what is different
 * on it (a JSON merge patch without spaces), its readings and size. The size `all` stands for four:
 * 720p, 1080p, 4K and portrait.
 */

#include <stdbool.h>
#include <stddef.h>

struct listed_picture {
    char name[96]; /* with the size at its end */
    char board[64], readings[64], at[32];
    char patch[512];
    int width, height;
    bool reduced; /* one of many: its golden picture is kept small */
};

/* Reads the list; the result is to be freed, *count is how many there are. Aborts on a bad line. */
struct listed_picture *picture_list(size_t *count);

/* Writes the picture's board, patched, to the file `to`. */
void picture_board(const struct listed_picture *picture, const char *to);
