#include "screen/png_file.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <png.h>

#include "base/log.h"

struct picture {
    int w, h;
    size_t pitch;
    const char *pixels;
};

static void convert_row(const struct picture *picture, int y, uint8_t *row)
{
    const char *from = picture->pixels + (size_t)y * picture->pitch;
    for (int x = 0; x < picture->w; x++, from += 4, row += 3) {
        uint32_t pixel;
        memcpy(&pixel, from, sizeof pixel);
        row[0] = (uint8_t)(pixel >> 16);
        row[1] = (uint8_t)(pixel >> 8);
        row[2] = (uint8_t)pixel;
    }
}

/* libpng leaves by longjmp; nothing that changes here is needed after it. */
static bool encode(png_structp png, png_infop info, FILE *file, const struct picture *picture,
                   uint8_t *row)
{
    if (setjmp(png_jmpbuf(png))) {
        return false;
    }
    png_init_io(png, file);
    png_set_IHDR(png, info, (uint32_t)picture->w, (uint32_t)picture->h, 8, PNG_COLOR_TYPE_RGB,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_filter(png, 0, PNG_FILTER_NONE); /* plain areas pack best as they are */
    png_write_info(png, info);
    for (int y = 0; y < picture->h; y++) {
        convert_row(picture, y, row);
        png_write_row(png, row);
    }
    png_write_end(png, info);
    return true;
}

static void on_error(png_structp png, const char *message)
{
    log_line(LOG_WARNING, "screen", "libpng: %s", message);
    longjmp(png_jmpbuf(png), 1);
}

static void on_warning(png_structp png, const char *message)
{
    (void)png;
    log_line(LOG_DEBUG, "screen", "libpng: %s", message);
}

static bool write_picture(FILE *file, const struct picture *picture)
{
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, on_error, on_warning);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    uint8_t *row = malloc((size_t)picture->w * 3);
    bool good = info && row && encode(png, info, file, picture, row);
    free(row);
    png_destroy_write_struct(&png, &info);
    return good && fflush(file) == 0;
}

bool png_write(const char *path, int w, int h, size_t pitch, const void *pixels)
{
    char temporary[4096];
    int length = snprintf(temporary, sizeof temporary, "%s.XXXXXX", path);
    if (length < 0 || (size_t)length >= sizeof temporary) {
        log_line(LOG_WARNING, "screen", "picture: the path is longer than 4 KiB");
        return false;
    }
    int descriptor = mkostemp(temporary, O_CLOEXEC);
    FILE *file = descriptor >= 0 ? fdopen(descriptor, "wb") : NULL;
    if (!file) {
        log_line(LOG_WARNING, "screen", "picture %s: %s", temporary, strerror(errno));
        if (descriptor >= 0) {
            close(descriptor);
            unlink(temporary);
        }
        return false;
    }
    const struct picture picture = {w, h, pitch, pixels};
    bool good =
        write_picture(file, &picture) && fsync(descriptor) == 0 && fchmod(descriptor, 0644) == 0;
    good = fclose(file) == 0 && good && rename(temporary, path) == 0;
    if (!good) {
        log_line(LOG_WARNING, "screen", "picture %s: %s", path, strerror(errno));
        unlink(temporary);
    }
    return good;
}

char *png_bytes(int w, int h, size_t pitch, const void *pixels, size_t *length)
{
    char *bytes = NULL;
    const struct picture picture = {w, h, pitch, pixels};
    FILE *file = open_memstream(&bytes, length);
    bool good = file && write_picture(file, &picture);
    if (file) {
        good = fclose(file) == 0 && good;
    }
    if (!good) {
        free(bytes);
        bytes = NULL;
    }
    return bytes;
}
