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
