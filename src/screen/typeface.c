#include "screen/typeface.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

const enum typeface typeface_chain[FACE_COUNT][CHAIN_LINKS] = {
    [FACE_TEXT] = {TYPEFACE_LATIN, TYPEFACE_KANJI, TYPEFACE_SYMBOL, TYPEFACE_LAST},
    [FACE_BOLD] = {TYPEFACE_LATIN_BOLD, TYPEFACE_KANJI_BOLD, TYPEFACE_SYMBOL_BOLD,
                   TYPEFACE_LAST_BOLD},
    [FACE_FIGURE] = {TYPEFACE_LATIN_BOLD, TYPEFACE_KANJI_BOLD, TYPEFACE_SYMBOL_BOLD,
                     TYPEFACE_LAST_BOLD},
};

static const struct {
    const char *file, *package;
} sources[TYPEFACE_COUNT] = {
    [TYPEFACE_LATIN] = {"B612-Regular.otf", "fonts-b612"},
    [TYPEFACE_LATIN_BOLD] = {"B612-Bold.otf", "fonts-b612"},
    [TYPEFACE_KANJI] = {"BIZUDPGothic-Regular.ttf", "fonts-morisawa-bizud-gothic"},
    [TYPEFACE_KANJI_BOLD] = {"BIZUDPGothic-Bold.ttf", "fonts-morisawa-bizud-gothic"},
    [TYPEFACE_SYMBOL] = {"DejaVuSans.ttf", "fonts-dejavu-core"},
    [TYPEFACE_SYMBOL_BOLD] = {"DejaVuSans-Bold.ttf", "fonts-dejavu-core"},
    [TYPEFACE_LAST] = {"NotoSansCJK-Regular.ttc", "fonts-noto-cjk"},
    [TYPEFACE_LAST_BOLD] = {"NotoSansCJK-Bold.ttc", "fonts-noto-cjk"},
};

/* Debian has moved fonts between opentype/ and truetype/ before: both are looked into. */
static const char *const folders[] = {
    "/usr/share/fonts/opentype/b612",         "/usr/share/fonts/truetype/b612",
    "/usr/share/fonts/truetype/bizud-gothic", "/usr/share/fonts/opentype/bizud-gothic",
    "/usr/share/fonts/truetype/dejavu",       "/usr/share/fonts/opentype/noto",
    "/usr/share/fonts/truetype/noto",         "/usr/local/share/fonts",
};

static bool readable(const char *folder, const char *file, char *path, size_t size)
{
    int length = snprintf(path, size, "%s/%s", folder, file);
    return length > 0 && (size_t)length < size && access(path, R_OK) == 0;
}

bool typeface_find(enum typeface typeface, char *path, size_t size)
{
    const char *file = sources[typeface].file;
    const char *own = getenv("WALLBOARD_FONTS");
    if (own && *own && readable(own, file, path, size)) {
        return true;
    }
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        if (readable(folders[i], file, path, size)) {
            return true;
        }
    }
    path[0] = '\0';
    return false;
}

const char *typeface_file(enum typeface typeface)
{
    return sources[typeface].file;
}

const char *typeface_package(enum typeface typeface)
{
    return sources[typeface].package;
}

bool typeface_spares(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad || (c >= 0x200b && c <= 0x200f) ||
           (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff ||
           (c >= 0xfe00 && c <= 0xfe0f);
}
