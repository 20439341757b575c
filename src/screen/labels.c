#include "screen/labels.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "screen/turn.h"

#define BUCKETS 2048
#define NOBODY UINT16_MAX

/* A kept label is in the chain of its bucket and in the line from the last used to the first. */
struct kept {
    struct label_key key;
    struct label label;
    size_t bytes;
    uint16_t bucket, next_in_bucket, newer, older;
};

struct labels {
    SDL_Renderer *renderer;
    int rotate, widest, highest;
    size_t bytes, bytes_allowed, count;
    uint16_t newest, oldest;
    uint16_t buckets[BUCKETS];
    struct kept kept[LABELS];
    uint32_t *pixels; /* a picture on its way into a texture */
    size_t pixels_room;
};

struct labels *labels_create(SDL_Renderer *renderer, int rotate, size_t bytes)
{
    struct labels *labels = calloc(1, sizeof *labels);
    if (!labels) {
        abort();
    }
    SDL_RendererInfo info = {0};
    SDL_GetRendererInfo(renderer, &info);
    labels->renderer = renderer;
    labels->rotate = rotate;
    labels->widest = info.max_texture_width > 0 ? info.max_texture_width : INT16_MAX;
    labels->highest = info.max_texture_height > 0 ? info.max_texture_height : INT16_MAX;
    labels->bytes_allowed = bytes;
    labels->newest = labels->oldest = NOBODY;
    memset(labels->buckets, 0xff, sizeof labels->buckets);
    return labels;
}

void labels_destroy(struct labels *labels)
{
    if (!labels) {
        return;
    }
    for (size_t i = 0; i < labels->count; i++) {
        if (labels->kept[i].label.texture) {
            SDL_DestroyTexture(labels->kept[i].label.texture);
        }
    }
    free(labels->pixels);
    free(labels);
}

/* ---- Finding ------------------------------------------------------------------------------- */

static uint32_t mix(uint32_t hash, uint32_t value)
{
    return (hash ^ value) * 16777619U;
}

static uint16_t bucket_of(const struct label_key *key)
{
    uint32_t hash = mix(mix(2166136261U, (uint32_t)key->kind), key->colour);
    for (int i = 0; i < 4; i++) {
        hash = mix(hash, (uint32_t)key->detail[i]);
    }
    for (const char *c = key->text; *c; c++) {
        hash = mix(hash, (unsigned char)*c);
    }
    return (uint16_t)((hash ^ (hash >> 16)) % BUCKETS);
}

static bool same(const struct label_key *a, const struct label_key *b)
{
    return a->kind == b->kind && a->colour == b->colour &&
           memcmp(a->detail, b->detail, sizeof a->detail) == 0 && strcmp(a->text, b->text) == 0;
}

static void leave_line(struct labels *labels, struct kept *kept)
{
    *(kept->newer == NOBODY ? &labels->newest : &labels->kept[kept->newer].older) = kept->older;
    *(kept->older == NOBODY ? &labels->oldest : &labels->kept[kept->older].newer) = kept->newer;
}

static void lead_line(struct labels *labels, struct kept *kept)
{
    uint16_t self = (uint16_t)(kept - labels->kept);
    kept->newer = NOBODY;
    kept->older = labels->newest;
    *(labels->newest == NOBODY ? &labels->oldest : &labels->kept[labels->newest].newer) = self;
    labels->newest = self;
}

const struct label *labels_find(struct labels *labels, const struct label_key *key)
{
    for (uint16_t i = labels->buckets[bucket_of(key)]; i != NOBODY;
         i = labels->kept[i].next_in_bucket) {
        struct kept *kept = &labels->kept[i];
        if (same(&kept->key, key)) {
            leave_line(labels, kept);
            lead_line(labels, kept);
            return &kept->label;
        }
    }
    return NULL;
}

/* ---- Forgetting ---------------------------------------------------------------------------- */

/* The link that leads to place `self` within its bucket. */
static uint16_t *link_to(struct labels *labels, uint16_t self)
{
    uint16_t *link = &labels->buckets[labels->kept[self].bucket];
    while (*link != self) {
        link = &labels->kept[*link].next_in_bucket;
    }
    return link;
}

/* Takes the oldest out of everything; its place is free then. */
static uint16_t forget_oldest(struct labels *labels)
{
    uint16_t place = labels->oldest;
    struct kept *kept = &labels->kept[place];
    *link_to(labels, place) = kept->next_in_bucket;
    leave_line(labels, kept);
    labels->bytes -= kept->bytes;
    if (kept->label.texture) {
        SDL_DestroyTexture(kept->label.texture);
    }
    return place;
}

/* Places are kept without a hole, so the last one moves into the free one. */
static void close_hole(struct labels *labels, uint16_t hole)
{
    uint16_t last = (uint16_t)--labels->count;
    if (hole == last) {
        return;
    }
    *link_to(labels, last) = hole;
    struct kept *moved = &labels->kept[hole];
    *moved = labels->kept[last];
    *(moved->newer == NOBODY ? &labels->newest : &labels->kept[moved->newer].older) = hole;
    *(moved->older == NOBODY ? &labels->oldest : &labels->kept[moved->older].newer) = hole;
}

static bool too_much(const struct labels *labels)
{
    return labels->bytes > labels->bytes_allowed || labels->count > LABELS - LABELS / 4;
}

void labels_begin(struct labels *labels)
{
    while (labels->count > 0 && too_much(labels)) {
        close_hole(labels, forget_oldest(labels));
    }
}

/* ---- Keeping ------------------------------------------------------------------------------- */

static void make_room(struct labels *labels, size_t pixels)
{
    if (pixels > labels->pixels_room) {
        free(labels->pixels);
        labels->pixels = malloc(pixels * sizeof *labels->pixels);
        if (!labels->pixels) {
            abort();
        }
        labels->pixels_room = pixels;
    }
}

static void colour_in(struct labels *labels, const struct coverage *drawn, struct rect ink,
                      colour paint)
{
    struct turn turn = turn_of(labels->rotate, ink.w, ink.h);
    for (int y = 0; y < ink.h; y++) {
        const uint8_t *from = coverage_row(drawn, ink.y + y) + ink.x;
        uint32_t *to = labels->pixels + turn.start + y * turn.down;
        for (int x = 0; x < ink.w; x++, to += turn.right) {
            *to = (uint32_t)from[x] << 24 | paint;
        }
    }
}

/* Without alpha where there is none to blend: copying such a texture is plain copying of memory. */
static SDL_Texture *texture_of(struct labels *labels, const struct coverage *drawn, struct rect ink,
                               const struct label_key *key)
{
    struct rect turned = turn_rect(labels->rotate, ink.w, ink.h, (struct rect){0, 0, ink.w, ink.h});
    bool solid = key->kind == LABEL_SOLID;
    make_room(labels, (size_t)ink.w * (size_t)ink.h);
    colour_in(labels, drawn, ink, key->colour);
    SDL_Texture *texture = SDL_CreateTexture(
        labels->renderer, solid ? SDL_PIXELFORMAT_RGB888 : SDL_PIXELFORMAT_ARGB8888,
        SDL_TEXTUREACCESS_STATIC, turned.w, turned.h);
    if (!texture || SDL_UpdateTexture(texture, NULL, labels->pixels, turned.w * 4) != 0) {
        log_line(LOG_WARNING, "screen", "no texture of %dx%d: %s", turned.w, turned.h,
                 SDL_GetError());
        if (texture) {
            SDL_DestroyTexture(texture);
        }
        return NULL;
    }
    SDL_SetTextureBlendMode(texture, solid ? SDL_BLENDMODE_NONE : SDL_BLENDMODE_BLEND);
    return texture;
}

const struct label *labels_keep(struct labels *labels, const struct label_key *key,
                                const struct coverage *drawn, int origin_x, int origin_y)
{
    /* Only a single paint of more than LABELS could take a label from itself; SDL paints it first.
     */
    if (labels->count == LABELS) {
        close_hole(labels, forget_oldest(labels));
    }
    struct rect ink = coverage_ink(drawn);
    int longest = labels->widest < labels->highest ? labels->widest : labels->highest;
    ink.w = ink.w < longest ? ink.w : longest;
    ink.h = ink.h < longest ? ink.h : longest;
    uint16_t place = (uint16_t)labels->count++;
    struct kept *kept = &labels->kept[place];
    *kept = (struct kept){.key = *key, .bucket = bucket_of(key)};
    kept->label = (struct label){NULL, ink.x - origin_x, ink.y - origin_y, ink.w, ink.h};
    if (!rect_empty(ink)) {
        kept->label.texture = texture_of(labels, drawn, ink, key);
    }
    kept->bytes = kept->label.texture ? (size_t)ink.w * (size_t)ink.h * 4 : 0;
    labels->bytes += kept->bytes;
    kept->next_in_bucket = labels->buckets[kept->bucket];
    labels->buckets[kept->bucket] = place;
    lead_line(labels, kept);
    return &kept->label;
}

size_t labels_count(const struct labels *labels)
{
    return labels->count;
}

size_t labels_bytes(const struct labels *labels)
{
    return labels->bytes;
}
