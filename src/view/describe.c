#include "view/scene.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const shape_words[] = {
    [SHAPE_CIRCLE] = "circle",   [SHAPE_TRIANGLE] = "triangle", [SHAPE_SQUARE] = "square",
    [SHAPE_DIAMOND] = "diamond", [SHAPE_RING] = "ring",         [SHAPE_CROSS] = "cross",
    [SHAPE_DASH] = "dash",       [SHAPE_HALF] = "half",         [SHAPE_UP] = "up",
    [SHAPE_DOWN] = "down",       [SHAPE_STEADY] = "steady",     [SHAPE_COLUMNS] = "columns",
    [SHAPE_ROWS] = "rows",       [SHAPE_CHECKER] = "checker",   [SHAPE_WARN] = "warn",
    [SHAPE_HELD] = "held",
};

static const char *const face_words[FACE_COUNT] = {
    [FACE_TEXT] = "text",
    [FACE_BOLD] = "bold",
    [FACE_FIGURE] = "figure",
};

static void describe_rect(FILE *to, struct rect r)
{
    fprintf(to, "%d,%d %dx%d", r.x, r.y, r.w, r.h);
}

static void describe_command(FILE *to, const struct command *command)
{
    switch (command->kind) {
    case COMMAND_FILL:
        fprintf(to, "  fill   #%06x ", command->colour);
        describe_rect(to, command->bounds);
        fprintf(to, " radius %d\n", command->radius);
        break;
    case COMMAND_FRAME:
        fprintf(to, "  frame  #%06x ", command->colour);
        describe_rect(to, command->bounds);
        fprintf(to, " radius %d stroke %d\n", command->radius, command->stroke);
        break;
    case COMMAND_HATCH:
        fprintf(to, "  hatch  #%06x ", command->colour);
        describe_rect(to, command->bounds);
        fprintf(to, " every %d stroke %d\n", command->radius, command->stroke);
        break;
    case COMMAND_SHAPE:
        fprintf(to, "  shape  #%06x ", command->colour);
        describe_rect(to, command->bounds);
        fprintf(to, " %s stroke %d\n", shape_words[command->shape], command->stroke);
        break;
    case COMMAND_TEXT:
        fprintf(to, "  text   #%06x ", command->colour);
        describe_rect(to, command->bounds);
        fprintf(to, " %s %d at %d,%d \"%s\"\n", face_words[command->font.face], command->font.px,
                command->origin_x, command->baseline, command->text);
        break;
    }
}

char *scene_describe(const struct scene *scene)
{
    char *text = NULL;
    size_t length = 0;
    FILE *to = open_memstream(&text, &length);
    assert(to);
    fprintf(to, "scene %dx%d #%06x\n", scene->width, scene->height, scene->background);
    for (size_t i = 0; i < scene_cells(scene); i++) {
        const struct cell *cell = scene_cell(scene, i);
        fprintf(to, "cell #%06x ", cell->background);
        describe_rect(to, cell->bounds);
        fputc('\n', to);
        for (int j = 0; j < cell->count; j++) {
            describe_command(to, &cell->commands[j]);
        }
    }
    fclose(to);
    return text;
}
