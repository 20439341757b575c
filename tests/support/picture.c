#include "picture.h"

#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool picture_updating(void)
{
    const char *wish = getenv("WALLBOARD_GOLDEN");
    return wish != NULL && strcmp(wish, "update") == 0;
}

/* RGB bytes, to be freed; NULL when it cannot be read. */
static unsigned char *load(const char *path, unsigned *width, unsigned *height)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    if (!png_image_begin_read_from_file(&image, path)) {
        return NULL;
    }
    image.format = PNG_FORMAT_RGB;
    unsigned char *pixels = malloc(PNG_IMAGE_SIZE(image));
    if (pixels == NULL || !png_image_finish_read(&image, NULL, pixels, 0, NULL)) {
        free(pixels);
        return NULL;
    }
    *width = image.width;
    *height = image.height;
    return pixels;
}

/* Steps in which a channel of a reduced picture is told: far finer than the tolerance. */
#define FEWER 16

static unsigned char mean(const unsigned char *pixels, unsigned width, unsigned x, unsigned y,
                          unsigned by, unsigned channel)
{
    unsigned sum = 0;
    for (unsigned v = 0; v < by; v++) {
        for (unsigned u = 0; u < by; u++) {
            sum += pixels[((size_t)(y * by + v) * width + x * by + u) * 3 + channel];
        }
    }
    return (unsigned char)((sum + by * by / 2) / (by * by) / FEWER * FEWER);
}

bool picture_reduce(const char *path)
{
    unsigned width = 0, height = 0;
    unsigned char *pixels = load(path, &width, &height);
    unsigned longer = width > height ? width : height;
    unsigned by = (longer + PICTURE_REDUCED - 1) / PICTURE_REDUCED;
    if (pixels == NULL) {
        return false;
    }
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = width / by,
                       .height = height / by,
                       .format = PNG_FORMAT_RGB};
    /* In place: what is written was read before. */
    unsigned char *to = pixels;
    for (unsigned y = 0; y < image.height; y++) {
        for (unsigned x = 0; x < image.width; x++) {
            for (unsigned channel = 0; channel < 3; channel++) {
                *to++ = mean(pixels, width, x, y, by, channel);
            }
        }
    }
    bool written = png_image_write_to_file(&image, path, 0, pixels, 0, NULL) != 0;
    free(pixels);
    return written;
}

double picture_difference(const unsigned char *a, const unsigned char *b, size_t count)
{
    size_t different = 0;
    for (size_t i = 0; i < count; i++) {
        bool off = false;
        for (size_t channel = 0; channel < 3; channel++) {
            off = off || abs(a[i * 3 + channel] - b[i * 3 + channel]) > PICTURE_TOLERANCE;
        }
        different += off;
    }
    return (double)different / (double)count;
}

bool picture_matches(const char *made, const char *golden)
{
    unsigned width = 0, height = 0, golden_width = 0, golden_height = 0;
    unsigned char *a = load(made, &width, &height);
    unsigned char *b = load(golden, &golden_width, &golden_height);
    double share = 1;
    if (a != NULL && b != NULL && width == golden_width && height == golden_height) {
        share = picture_difference(a, b, (size_t)width * height);
    }
    free(a);
    free(b);
    if (share > PICTURE_SHARE) {
        fprintf(stderr, "%s: %.2f %% of the pixels differ, allowed %.2f %%\n", golden, share * 100,
                PICTURE_SHARE * 100);
    }
    return share <= PICTURE_SHARE;
}
