#include "screen/open_fonts.h"

#include <assert.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"

void open_fonts_init(struct open_fonts *open)
{
    *open = (struct open_fonts){0};
    for (int i = 0; i < TYPEFACE_COUNT; i++) {
        typeface_find((enum typeface)i, open->paths[i], sizeof open->paths[i]);
    }
}

static void close_place(struct open_fonts *open, struct open_font *place)
{
    if (place->font) {
        TTF_CloseFont(place->font);
    }
    if (open->latest[place->typeface] == place) {
        open->latest[place->typeface] = NULL;
    }
    *place = (struct open_font){0};
}

void open_fonts_finish(struct open_fonts *open)
{
    for (int i = 0; i < OPEN_FONTS; i++) {
        close_place(open, &open->places[i]);
    }
    for (int i = 0; i < TYPEFACE_COUNT; i++) {
        if (open->files[i].bytes) {
            munmap(open->files[i].bytes, open->files[i].length);
        }
    }
}

static struct open_font *find(struct open_fonts *open, enum typeface typeface, int px)
{
    struct open_font *latest = open->latest[typeface];
    if (latest && latest->px == px) {
        return latest;
    }
    for (int i = 0; i < OPEN_FONTS; i++) {
        struct open_font *place = &open->places[i];
        if (place->font && place->typeface == typeface && place->px == px) {
            return place;
        }
    }
    return NULL;
}

static struct open_font *free_place(struct open_fonts *open)
{
    struct open_font *oldest = &open->places[0];
    for (int i = 0; i < OPEN_FONTS; i++) {
        struct open_font *place = &open->places[i];
        if (!place->font) {
            return place;
        }
        if (place->asked_at < oldest->asked_at) {
            oldest = place;
        }
    }
    close_place(open, oldest);
    return oldest;
}

/*
 * Light hinting puts the stems of Latin letters and figures on whole pixel rows and leaves their
 * widths alone. The others are not hinted: ideographs gain nothing at these sizes, and FreeType's
 * automatic hinter would cost a millisecond and 40 KiB for every size.
 */
static void settle(TTF_Font *font, enum typeface typeface)
{
    bool latin = typeface == TYPEFACE_LATIN || typeface == TYPEFACE_LATIN_BOLD;
    TTF_SetFontHinting(font, latin ? TTF_HINTING_LIGHT : TTF_HINTING_NONE);
    TTF_SetFontKerning(font, 0);
}

/*
 * FreeType goes back to the file for every glyph. From a mapping that all sizes share this takes no
 * system call, and only the pages with glyphs that were drawn are ever in memory.
 */
static bool map_file(struct font_file *file, const char *path)
{
    struct stat status;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return false;
    }
    void *bytes = MAP_FAILED;
    if (fstat(fd, &status) == 0 && status.st_size > 0) {
        bytes = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    }
    close(fd);
    if (bytes == MAP_FAILED) {
        return false;
    }
    *file = (struct font_file){bytes, (size_t)status.st_size};
    return true;
}

static TTF_Font *open_font(struct open_fonts *open, enum typeface typeface, int px)
{
    struct font_file *file = &open->files[typeface];
    if (!file->bytes && !map_file(file, open->paths[typeface])) {
        return NULL;
    }
    return TTF_OpenFontRW(SDL_RWFromConstMem(file->bytes, (int)file->length), 1, px);
}

static struct open_font *open_place(struct open_fonts *open, enum typeface typeface, int px)
{
    if (!open->paths[typeface][0]) {
        return NULL;
    }
    struct open_font *place = free_place(open);
    TTF_Font *font = open_font(open, typeface, px);
    if (!font) {
        log_line(LOG_WARNING, "screen", "font %s: %s; going on without", open->paths[typeface],
                 TTF_GetError());
        open->paths[typeface][0] = '\0';
        return NULL;
    }
    settle(font, typeface);
    *place = (struct open_font){.typeface = typeface, .px = px, .font = font};
    return place;
}

TTF_Font *open_fonts_at(struct open_fonts *open, enum typeface typeface, int px)
{
    assert(px > 0);
    struct open_font *place = find(open, typeface, px);
    if (!place) {
        place = open_place(open, typeface, px);
    }
    if (!place) {
        return NULL;
    }
    place->asked_at = ++open->asked;
    open->latest[typeface] = place;
    return place->font;
}

TTF_Font *open_fonts_with(struct open_fonts *open, enum typeface typeface, int px,
                          uint32_t code_point)
{
    const struct open_font *any = open->latest[typeface];
    if (any && !TTF_GlyphIsProvided32(any->font, code_point)) {
        return NULL;
    }
    TTF_Font *font = open_fonts_at(open, typeface, px);
    return font && TTF_GlyphIsProvided32(font, code_point) ? font : NULL;
}
