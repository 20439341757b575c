#include "bench/stage/display.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bench/stage/process.h"

#define PATIENCE_NS INT64_C(20000000000)

const struct rect display_whole = {0, 0, DISPLAY_WIDTH, DISPLAY_HEIGHT};

/* The number that the server wrote behind -displayfd; -1 while there is none. */
static int number_in(const char *path)
{
    FILE *file = fopen(path, "re");
    char line[16] = "";
    int number = -1;
    if (file != NULL) {
        /* Without the line's end the number may still be growing. */
        if (fgets(line, sizeof line, file) != NULL && strchr(line, '\n') != NULL) {
            number = (int)strtol(line, NULL, 10);
        }
        fclose(file);
    }
    return number;
}

static void map_file(struct display *display, const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat status;
    if (fd < 0 || fstat(fd, &status) != 0) {
        give_up("%s: the X server keeps no picture there", path);
    }
    display->file_size = (size_t)status.st_size;
    display->file = mmap(NULL, display->file_size, PROT_READ, MAP_SHARED, fd, 0);
    close(fd);
    if (display->file == MAP_FAILED) {
        give_up("%s cannot be mapped", path);
    }
    /* XWDFile.h: 25 big-endian words, then a colour map of 12 bytes each, then the pixels. */
    const uint32_t *header = display->file;
    uint32_t header_bytes = ntohl(header[0]), bits = ntohl(header[11]);
    uint32_t bytes_per_row = ntohl(header[12]), colours = ntohl(header[19]);
    if (bits != 32 || ntohl(header[4]) != DISPLAY_WIDTH || ntohl(header[5]) != DISPLAY_HEIGHT) {
        give_up("%s: an unexpected kind of picture", path);
    }
    display->stride = bytes_per_row / 4;
    display->pixels =
        (const uint32_t *)((const char *)display->file + header_bytes + (size_t)colours * 12);
}

void display_start(struct display *display, const char *folder)
{
    char size[32], output[PATH_MAX], picture[PATH_MAX], name[16];
    snprintf(size, sizeof size, "%dx%dx24", DISPLAY_WIDTH, DISPLAY_HEIGHT);
    snprintf(output, sizeof output, "%s/display.out", folder);
    snprintf(picture, sizeof picture, "%s/Xvfb_screen0", folder);
    const char *const arguments[] = {"Xvfb", "-displayfd", "1",   "-screen",  "0", size, "-fbdir",
                                     folder, "-nolisten",  "tcp", "-noreset", NULL};
    *display = (struct display){.pid = process_start(folder, "display", arguments)};
    int64_t until = now_ns() + PATIENCE_NS;
    int number;
    while ((number = number_in(output)) < 0) {
        if (process_ended(display->pid) || now_ns() > until) {
            give_up("Xvfb did not start");
        }
        sleep_ns(5000000);
    }
    snprintf(name, sizeof name, ":%d", number);
    setenv("DISPLAY", name, 1);
    map_file(display, picture);
}

void display_stop(struct display *display)
{
    if (display->file != NULL) {
        munmap(display->file, display->file_size);
    }
    process_stop(display->pid);
    *display = (struct display){0};
}

uint32_t *picture_create(void)
{
    uint32_t *picture = calloc((size_t)DISPLAY_WIDTH * DISPLAY_HEIGHT, sizeof *picture);
    if (picture == NULL) {
        give_up("no memory for a picture");
    }
    return picture;
}

static const uint32_t *row_shown(const struct display *display, int x, int y)
{
    return display->pixels + (size_t)y * display->stride + (size_t)x;
}

void picture_take(const struct display *display, uint32_t *picture, struct rect part)
{
    for (int y = part.y; y < part.y + part.h; y++) {
        memcpy(picture + (size_t)y * DISPLAY_WIDTH + (size_t)part.x, row_shown(display, part.x, y),
               (size_t)part.w * 4);
    }
}

bool picture_shows(const struct display *display, const uint32_t *picture, struct rect part)
{
    for (int y = part.y; y < part.y + part.h; y++) {
        if (memcmp(picture + (size_t)y * DISPLAY_WIDTH + (size_t)part.x,
                   row_shown(display, part.x, y), (size_t)part.w * 4) != 0) {
            return false;
        }
    }
    return true;
}

struct rect picture_difference(const struct display *display, const uint32_t *picture)
{
    struct rect all = {0, 0, 0, 0};
    for (int y = 0; y < DISPLAY_HEIGHT; y++) {
        if (picture_shows(display, picture, (struct rect){0, y, DISPLAY_WIDTH, 1})) {
            continue;
        }
        const uint32_t *before = picture + (size_t)y * DISPLAY_WIDTH;
        const uint32_t *shown = row_shown(display, 0, y);
        for (int x = 0; x < DISPLAY_WIDTH; x++) {
            if (before[x] != shown[x]) {
                all = rect_union(all, (struct rect){x, y, 1, 1});
            }
        }
    }
    return all;
}

void display_settle(const struct display *display, int quiet_ms)
{
    uint32_t *picture = picture_create();
    int64_t until = now_ns() + PATIENCE_NS;
    do {
        if (now_ns() > until) {
            give_up("the picture never comes to rest");
        }
        picture_take(display, picture, display_whole);
        sleep_ns((int64_t)quiet_ms * 1000000);
    } while (!picture_shows(display, picture, display_whole));
    free(picture);
}
