#include "view/scene.h"

#include <string.h>

bool command_equal(const struct command *a, const struct command *b)
{
    return a->kind == b->kind && a->colour == b->colour && rect_equal(a->bounds, b->bounds) &&
           a->radius == b->radius && a->stroke == b->stroke && a->shape == b->shape &&
           a->font.face == b->font.face && a->font.px == b->font.px && a->origin_x == b->origin_x &&
           a->baseline == b->baseline && strcmp(a->text, b->text) == 0;
}

static int equal_at_start(const struct cell *before, const struct cell *after)
{
    int count = before->count < after->count ? before->count : after->count;
    int i = 0;
    while (i < count && command_equal(&before->commands[i], &after->commands[i])) {
        i++;
    }
    return i;
}

static int equal_at_end(const struct cell *before, const struct cell *after, int start)
{
    int i = 0;
    while (i < before->count - start && i < after->count - start &&
           command_equal(&before->commands[before->count - 1 - i],
                         &after->commands[after->count - 1 - i])) {
        i++;
    }
    return i;
}

/* Of two recordings with as many commands, those that differ in place. */
static struct rect difference_in_place(const struct cell *before, const struct cell *after)
{
    struct rect changed = {0};
    for (int i = 0; i < before->count; i++) {
        const struct command *a = &before->commands[i], *b = &after->commands[i];
        if (!command_equal(a, b)) {
            changed = rect_union(changed, rect_union(a->bounds, b->bounds));
        }
    }
    return changed;
}

/* Of two recordings of different length, what lies between their equal start and end. */
static struct rect difference_in_the_middle(const struct cell *before, const struct cell *after)
{
    struct rect changed = {0};
    int start = equal_at_start(before, after);
    int end = equal_at_end(before, after, start);
    for (int i = start; i < before->count - end; i++) {
        changed = rect_union(changed, before->commands[i].bounds);
    }
    for (int i = start; i < after->count - end; i++) {
        changed = rect_union(changed, after->commands[i].bounds);
    }
    return changed;
}

void cell_copy(struct cell *to, const struct cell *from)
{
    memcpy(to, from,
           offsetof(struct cell, commands) + (size_t)from->count * sizeof from->commands[0]);
}

struct rect cell_difference(const struct cell *before, const struct cell *after)
{
    if (before->background != after->background) {
        return after->bounds;
    }
    struct rect changed = before->count == after->count ? difference_in_place(before, after)
                                                        : difference_in_the_middle(before, after);
    return rect_intersection(changed, after->bounds);
}

/* ---- Hash ----------------------------------------------------------------------------------- */

static uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t length)
{
    const unsigned char *byte = bytes;
    for (size_t i = 0; i < length; i++) {
        hash = (hash ^ byte[i]) * UINT64_C(0x100000001b3);
    }
    return hash;
}

/* By value and not by memory, so that the hash does not depend on the machine. */
static uint64_t hash_number(uint64_t hash, int64_t number)
{
    unsigned char bytes[8];
    for (int i = 0; i < 8; i++) {
        bytes[i] = (unsigned char)((uint64_t)number >> (8 * i));
    }
    return hash_bytes(hash, bytes, sizeof bytes);
}

static uint64_t hash_rect(uint64_t hash, struct rect r)
{
    hash = hash_number(hash, r.x);
    hash = hash_number(hash, r.y);
    hash = hash_number(hash, r.w);
    return hash_number(hash, r.h);
}

static uint64_t hash_command(uint64_t hash, const struct command *command)
{
    const int64_t numbers[] = {command->kind,    command->colour,   command->radius,
                               command->stroke,  command->shape,    command->font.face,
                               command->font.px, command->origin_x, command->baseline};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        hash = hash_number(hash, numbers[i]);
    }
    hash = hash_rect(hash, command->bounds);
    return hash_bytes(hash, command->text, strlen(command->text) + 1);
}

uint64_t scene_hash(const struct scene *scene)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    hash = hash_number(hash, scene->width);
    hash = hash_number(hash, scene->height);
    hash = hash_number(hash, scene->background);
    for (size_t i = 0; i < scene_cells(scene); i++) {
        const struct cell *cell = scene_cell(scene, i);
        hash = hash_rect(hash, cell->bounds);
        hash = hash_number(hash, cell->background);
        hash = hash_number(hash, cell->count);
        for (int j = 0; j < cell->count; j++) {
            hash = hash_command(hash, &cell->commands[j]);
        }
    }
    return hash;
}
