#include "config/names.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

#include "base/arena.h"
#include "base/text.h"
#include "config/pointer.h"

/* One text that the wall may show for its owner. */
struct claim {
    size_t owner;
    const char *pointer, *folded;
};

/* Those among which every text must have one owner only. */
struct claims {
    struct arena *arena;
    struct faults *faults;
    struct claim *list;
    size_t count;
    size_t faulted; /* the owner of the last fault, plus 1: one for each is enough */
};

/*
 * Letters of other scripts that look like one before them: Cyrillic and Greek like Latin, kana like
 * kanji or like each other. Each pair is what is written and what is seen, which takes no more
 * bytes. Only what any face draws alike: B612 tells 0 from O and 1 from l.
 */
static const char alike[] = "АAВBЕEКKМMНHОOРPСCТTУYХXІIЈJЅSаaеeоoрpсcуyхxіiјjѕs"
                            "ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXοoνv"
                            "カ力エ工ニ二ハ八ロ口タ夕ト卜ー一へヘべベぺペりリ";

static ucs4_t as_seen(ucs4_t code_point)
{
    const uint8_t *at = (const uint8_t *)alike;
    ucs4_t written, seen;
    while ((at = u8_next(&written, at))) {
        at = u8_next(&seen, at);
        if (written == code_point) {
            return seen;
        }
    }
    return code_point;
}

/* As it is seen: without what is never drawn, one space for many; `text` becomes no longer. */
static size_t fold_looks(uint8_t *text, size_t length)
{
    size_t used = 0;
    bool space = false;
    for (size_t at = 0; at < length;) {
        ucs4_t code_point;
        int step = u8_mbtouc(&code_point, text + at, length - at);
        bool white = uc_is_property_white_space(code_point);
        if (!white && !uc_is_property_default_ignorable_code_point(code_point)) {
            if (space && used > 0) {
                text[used++] = ' ';
            }
            used += (size_t)u8_uctomb(text + used, as_seen(code_point), step);
            space = false;
        }
        space = space || white;
        at += (size_t)step;
    }
    return used;
}

static const char *fold(struct arena *arena, const char *text)
{
    size_t length;
    uint8_t *normal =
        u8_normalize(UNINORM_NFKC, (const uint8_t *)text, strlen(text), NULL, &length);
    assert(normal && "the reader takes nothing but UTF-8");
    length = fold_looks(normal, length);
    char *folded = arena_take(arena, length + 1);
    memcpy(folded, normal, length);
    free(normal);
    return folded;
}

static struct claims claims_of(struct arena *arena, struct faults *faults, size_t most)
{
    return (struct claims){
        .arena = arena,
        .faults = faults,
        .list = arena_take_array(arena, most, sizeof(struct claim)),
    };
}

static void claim(struct claims *claims, size_t owner, const struct pointer *pointer,
                  const char *key, const char *text)
{
    struct pointer own = *pointer;
    pointer_push(&own, key);
    struct claim mine = {owner, arena_text(claims->arena, own.text), fold(claims->arena, text)};
    for (size_t i = 0; i < claims->count && claims->faulted != owner + 1; i++) {
        const struct claim *other = &claims->list[i];
        if (other->owner != owner && strcmp(other->folded, mine.folded) == 0) {
            char allowed[sizeof own.text + 32];
            snprintf(allowed, sizeof allowed, "another name than that of %s", other->pointer);
            faults_add(claims->faults, SEVERITY_FAULT, mine.pointer, "same-name", text, allowed,
                       "Two of that name could not be told apart on the wall.");
            claims->faulted = owner + 1;
        }
    }
    claims->list[claims->count++] = mine;
}

static void check_kpis(struct arena *arena, struct faults *faults, struct pointer *pointer,
                       const struct board_spec *spec, const struct channel_spec *channel,
                       enum language language)
{
    struct claims claims = claims_of(arena, faults, 2 * channel->kpi_count);
    size_t before = pointer_push(pointer, "kpis");
    for (size_t i = 0; i < channel->kpi_count; i++) {
        const struct kpi_spec *kpi = &spec->kpis[channel->first_kpi + i];
        const char *name = kpi->name.in[language], *short_name = kpi->short_name.in[language];
        size_t outside = pointer_push(pointer, kpi->metric_id);
        claim(&claims, i, pointer, "name", name);
        if (strcmp(name, short_name) != 0) {
            claim(&claims, i, pointer, "short_name", short_name);
        }
        pointer_pop(pointer, outside);
    }
    pointer_pop(pointer, before);
}

static void check_channels(struct arena *arena, struct faults *faults, struct pointer *pointer,
                           const struct board_spec *spec, const struct business_spec *business,
                           enum language language)
{
    struct claims claims = claims_of(arena, faults, business->channel_count);
    size_t before = pointer_push(pointer, "channels");
    for (size_t i = 0; i < business->channel_count; i++) {
        const struct channel_spec *channel = &spec->channels[business->first_channel + i];
        size_t outside = pointer_push(pointer, channel->id);
        claim(&claims, i, pointer, "name", channel->name.in[language]);
        check_kpis(arena, faults, pointer, spec, channel, language);
        pointer_pop(pointer, outside);
    }
    pointer_pop(pointer, before);
}

void names_check(struct faults *faults, const struct board_spec *spec, enum language language)
{
    struct arena *arena = arena_create();
    struct claims claims = claims_of(arena, faults, spec->business_count);
    struct pointer pointer = {0};
    pointer_push(&pointer, "businesses");
    for (size_t i = 0; i < spec->business_count; i++) {
        const struct business_spec *business = &spec->businesses[i];
        size_t outside = pointer_push(&pointer, business->id);
        claim(&claims, i, &pointer, "name", business->name.in[language]);
        check_channels(arena, faults, &pointer, spec, business, language);
        pointer_pop(&pointer, outside);
    }
    arena_destroy(arena);
}
