#include "rest.h"

#include "kpi/hours.h"

/* What lies beyond the horizon of hours_at() comes nearer. */
#define RECHECK_MS INT64_C(86400000)

struct rest rest_anew(bool resting)
{
    return (struct rest){
        .resting = resting,
        .order_ms = NEVER,
        .judged_ms = NO_TIME,
        .change_ms = NEVER,
        .mono_ms = NEVER,
    };
}

void rest_renew(struct rest *rest)
{
    const struct rest before = *rest;
    *rest = rest_anew(before.resting);
    rest->order = before.order;
    rest->order_ms = before.order_ms;
    rest->order_found = rest->scheduled = before.scheduled;
}

void rest_order(struct rest *rest, enum order order, int64_t until_ms)
{
    rest->order = order;
    rest->order_ms = until_ms;
    rest->order_found = rest->scheduled;
}

static bool still_right(const struct rest *rest, const struct moment *now)
{
    return rest->judged_ms != NO_TIME && now->wall_ms >= rest->judged_ms &&
           now->wall_ms < rest->change_ms && now->wall_ms - rest->judged_ms < RECHECK_MS;
}

static void judge(struct rest *rest, const struct board_config *config, const struct zone *zone,
                  const struct moment *now)
{
    const struct holidays *holidays =
        config->display.off_on_holidays ? &config->spec.holidays : NULL;
    struct opening opening = hours_at(config->schedule, holidays, zone, now->wall_ms);
    rest->scheduled = !opening.open;
    rest->judged_ms = now->wall_ms;
    rest->change_ms = opening.until_ms;
}

/* What the schedule says, and when it must be asked again. */
static void ask_schedule(struct rest *rest, const struct board_config *config,
                         const struct zone *zone, const struct moment *now)
{
    if (config->schedule == NULL || !now->clock_good) {
        rest->scheduled = false;
        rest->judged_ms = NO_TIME;
        rest->change_ms = NEVER;
        rest->mono_ms = NEVER;
        return;
    }
    if (!still_right(rest, now)) {
        judge(rest, config, zone, now);
    }
    int64_t until_ms = earlier(rest->change_ms, rest->judged_ms + RECHECK_MS);
    rest->mono_ms = now->mono_ms + (until_ms - now->wall_ms);
}

static bool order_is_over(const struct rest *rest, const struct moment *now)
{
    return rest->order_ms == NEVER ? rest->scheduled != rest->order_found
                                   : now->mono_ms >= rest->order_ms;
}

bool rest_wanted(const struct rest *rest)
{
    return rest->order == ORDER_NONE ? rest->scheduled : rest->order == ORDER_BLANK;
}

bool rest_pass(struct rest *rest, const struct board_config *config, const struct zone *zone,
               bool emergency, const struct moment *now)
{
    bool before = rest->resting;
    ask_schedule(rest, config, zone, now);
    if (rest->order != ORDER_NONE && order_is_over(rest, now)) {
        rest_order(rest, ORDER_NONE, NEVER);
    }
    rest->mono_ms = earlier(rest->mono_ms, rest->order_ms);
    rest->resting = rest_wanted(rest) && !emergency;
    return before != rest->resting;
}

int64_t rest_until(const struct rest *rest, const struct moment *now)
{
    if (rest->order != ORDER_NONE && rest->order_ms != NEVER) {
        return now->clock_good ? now->wall_ms + (rest->order_ms - now->mono_ms) : NO_TIME;
    }
    return rest->judged_ms != NO_TIME && rest->change_ms != NEVER ? rest->change_ms : NO_TIME;
}

const struct scene *rest_scene(struct rest *rest, const struct scene *wall)
{
    rest->black = (struct scene){.width = wall->width, .height = wall->height};
    return &rest->black;
}
