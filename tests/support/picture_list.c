#include "picture_list.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#define LIST "tests/pictures/pictures.list"
#define MOST 512

static const struct {
    int width, height;
} sizes[] = {{1280, 720}, {1920, 1080}, {3840, 2160}, {1080, 1920}};

static void add(struct listed_picture *list, size_t *count, const struct listed_picture *line,
                int width, int height)
{
    assert(*count < MOST);
    struct listed_picture *picture = &list[(*count)++];
    *picture = *line;
    picture->width = width;
    picture->height = height;
    size_t length = strlen(picture->name);
    snprintf(picture->name + length, sizeof picture->name - length, "-%dx%d", width, height);
}

static void add_line(struct listed_picture *list, size_t *count, const char *text)
{
    struct listed_picture line = {.patch = "{}"};
    char size[16];
    int fields = sscanf(text, "%63s %63s %63s %15s %31s %511s", line.name, line.board,
                        line.readings, size, line.at, line.patch);
    assert(fields >= 5);
    if (strcmp(size, "all") == 0) {
        line.reduced = true;
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            add(list, count, &line, sizes[i].width, sizes[i].height);
        }
        return;
    }
    int width, height;
    fields = sscanf(size, "%dx%d", &width, &height);
    assert(fields == 2);
    add(list, count, &line, width, height);
}

struct listed_picture *picture_list(size_t *count)
{
    FILE *file = fopen(LIST, "re");
    struct listed_picture *list = calloc(MOST, sizeof *list);
    assert(file != NULL && list != NULL);
    char line[1024];
    *count = 0;
    while (fgets(line, sizeof line, file) != NULL) {
        if (line[0] != '#' && line[0] != '\n') {
            add_line(list, count, line);
        }
    }
    fclose(file);
    return list;
}

/* RFC 7396: what is null goes, objects are merged, all else replaces. */
static void merge(json_t *board, json_t *patch)
{
    const char *key;
    json_t *value;
    json_object_foreach(patch, key, value)
    {
        json_t *into = json_object_get(board, key);
        if (json_is_null(value)) {
            json_object_del(board, key);
        } else if (json_is_object(value) && json_is_object(into)) {
            merge(into, value);
        } else {
            json_object_set(board, key, value);
        }
    }
}

void picture_board(const struct listed_picture *picture, const char *to)
{
    char path[160];
    snprintf(path, sizeof path, "tests/pictures/%s.json", picture->board);
    json_t *board = json_load_file(path, 0, NULL);
    json_t *patch = json_loads(picture->patch, 0, NULL);
    assert(board != NULL && patch != NULL);
    merge(board, patch);
    int written = json_dump_file(board, to, 0);
    assert(written == 0);
    json_decref(board);
    json_decref(patch);
}
