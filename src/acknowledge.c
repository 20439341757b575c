#include "acknowledge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "find_kpi.h"

#define ALLOWED_BYTES 400

/* "off target: main/phone/service-level, ...": as many as have room. */
static void list_off_target(const struct board *board, char to[ALLOWED_BYTES])
{
    size_t room = board_spec(board)->kpi_count;
    size_t *indices = calloc(room + 1, sizeof *indices);
    size_t count = indices != NULL ? board_off_target(board, indices, room) : 0;
    snprintf(to, ALLOWED_BYTES, "%s", count > 0 ? "off target: " : "none: all is on target");
    list_kpis(to, ALLOWED_BYTES, board, indices, count);
    free(indices);
}

static bool by_allowed(const char *by, struct faults *faults)
{
    size_t count = 0;
    for (const char *at = by; text_next(&at) != 0;) {
        count++;
    }
    if (count > IN_HAND_CHARACTERS) {
        char allowed[32];
        snprintf(allowed, sizeof allowed, "at most %d characters", IN_HAND_CHARACTERS);
        faults_add(faults, SEVERITY_FAULT, "/by", "text", by, allowed,
                   "'by' is too long for a tile.");
    }
    return count <= IN_HAND_CHARACTERS;
}

static void tell(const struct kpi *kpi, const struct request *request, const struct moment *now,
                 json_t *facts)
{
    char end[24] = "";
    if (kpi->in_hand.stands && now->clock_good) {
        time_format(now->wall_ms + (kpi->in_hand.until_ms - now->mono_ms), end, sizeof end);
    }
    json_object_set_new(facts, "kpi", json_string(request->kpi));
    json_object_set_new(facts, "verdict", json_string(verdict_word(kpi->verdict)));
    json_object_set_new(facts, "in_hand", json_boolean(kpi->in_hand.stands));
    json_object_set_new(facts, "until", end[0] != '\0' ? json_string(end) : json_null());
}

bool acknowledge(struct board *board, const struct board_config *config,
                 const struct request *request, const struct moment *now, json_t *facts,
                 struct faults *faults)
{
    const char *by = request->by != NULL ? request->by : "";
    int for_s = request->for_s != ABSENT ? request->for_s : config->acknowledge_s;
    char off_target[ALLOWED_BYTES];
    list_off_target(board, off_target);
    size_t index = find_kpi(board, request->kpi, "/kpi", off_target, faults);
    if (!by_allowed(by, faults) || index == SIZE_MAX) {
        return false;
    }
    if (!board_take_in_hand(board, index, by, for_s * INT64_C(1000), now)) {
        const struct kpi *kpi = board_kpi(board, index);
        faults_add(faults, SEVERITY_FAULT, "/kpi", "not-off-target",
                   kpi->quality == QUALITY_LIVE ? verdict_word(kpi->verdict)
                                                : quality_word(kpi->quality),
                   off_target, "Only what is off target can be in hand.");
        return false;
    }
    tell(board_kpi(board, index), request, now, facts);
    return true;
}
