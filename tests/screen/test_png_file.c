#include "screen/png_file.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <png.h>

static char folder[64], path[128];

static int make_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/wallboard-png-XXXXXX");
    if (!mkdtemp(folder)) {
        return -1;
    }
    snprintf(path, sizeof path, "%s/picture.png", folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    unlink(path);
    return rmdir(folder); /* fails when a temporary file was left */
}

static void assert_reads_back(const uint32_t *pixels, int w, int h, int pitch)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    assert_int_equal(png_image_begin_read_from_file(&image, path), 1);
    assert_int_equal(image.width, w);
    assert_int_equal(image.height, h);
    image.format = PNG_FORMAT_RGB;
    uint8_t *read = malloc(PNG_IMAGE_SIZE(image));
    assert_int_equal(png_image_finish_read(&image, NULL, read, 0, NULL), 1);
    for (int y = 0; y < h; y++) {
        for (int x = 0; x < w; x++) {
            const uint8_t *rgb = read + ((size_t)y * (size_t)w + (size_t)x) * 3;
            uint32_t pixel = (uint32_t)rgb[0] << 16 | (uint32_t)rgb[1] << 8 | rgb[2];
            assert_int_equal(pixel, pixels[y * pitch + x] & 0xffffff);
        }
    }
    free(read);
}

/* Rows longer than the picture, as surfaces may have, and a top byte that means nothing. */
static void test_round_trip(void **state)
{
    (void)state;
    enum { W = 37, H = 21, PITCH = 40 };
    static uint32_t pixels[PITCH * H];
    for (uint32_t i = 0; i < PITCH * H; i++) {
        pixels[i] = i * 2654435761U;
    }
    assert_true(png_write(path, W, H, PITCH * 4, pixels));
    assert_reads_back(pixels, W, H, PITCH);
}

static void test_replaces_what_is_there(void **state)
{
    (void)state;
    uint32_t first[4] = {1, 2, 3, 4}, second[4] = {0xffffff, 0xff0000, 0xff00, 0xff};
    assert_true(png_write(path, 2, 2, 8, first));
    assert_true(png_write(path, 2, 2, 8, second));
    assert_reads_back(second, 2, 2, 2);
}

static void test_says_when_it_cannot(void **state)
{
    (void)state;
    uint32_t pixel = 0;
    static char longest[5000];
    memset(longest, 'x', sizeof longest - 1);
    assert_false(png_write("/nowhere/picture.png", 1, 1, 4, &pixel));
    assert_false(png_write(longest, 1, 1, 4, &pixel));
    assert_false(png_write(folder, 1, 1, 4, &pixel)); /* is a folder */
    assert_true(png_write(path, 1, 1, 4, &pixel));
    char temporary[128];
    snprintf(temporary, sizeof temporary, "%s.", folder);
    DIR *tmp = opendir("/tmp");
    for (struct dirent *entry = readdir(tmp); entry; entry = readdir(tmp)) {
        assert_true(strncmp(entry->d_name, temporary + 5, strlen(temporary + 5)) != 0);
    }
    closedir(tmp);
}

static void test_the_same_into_memory(void **state)
{
    (void)state;
    uint32_t pixels[6] = {0xff0000, 0xff00, 0xff, 0, 0xffffff, 0x808080};
    size_t length;
    assert_true(png_write(path, 3, 2, 12, pixels));
    char *bytes = png_bytes(3, 2, 12, pixels, &length);
    assert_non_null(bytes);
    FILE *file = fopen(path, "rb");
    char *written = malloc(length + 1);
    assert_int_equal(fread(written, 1, length + 1, file), length);
    assert_memory_equal(bytes, written, length);
    fclose(file);
    free(written);
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_replaces_what_is_there),
        cmocka_unit_test(test_says_when_it_cannot),
        cmocka_unit_test(test_the_same_into_memory),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
