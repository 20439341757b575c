#include "rest.h"

#include <string.h>

#include "base/log.h"
#include "device/backlight.h"
#include "kpi/hours.h"

/* What lies beyond the horizon of hours_at() comes nearer. */
#define RECHECK_MS INT64_C(86400000)

struct rest rest_anew(bool resting)
{
    return (struct rest){
        .resting = resting,
        .judged_ms = NO_TIME,
        .change_ms = NEVER,
        .mono_ms = NEVER,
    };
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
    rest->resting = !opening.open;
    rest->judged_ms = now->wall_ms;
    rest->change_ms = opening.until_ms;
}

bool rest_pass(struct rest *rest, const struct board_config *config, const struct zone *zone,
               bool emergency, const struct moment *now)
{
    bool before = rest->resting;
    if (config->schedule == NULL || !now->clock_good || emergency) {
        rest->resting = false;
        rest->judged_ms = NO_TIME;
        rest->mono_ms = NEVER;
        return before;
    }
    if (!still_right(rest, now)) {
        judge(rest, config, zone, now);
    }
    int64_t until_ms = earlier(rest->change_ms, rest->judged_ms + RECHECK_MS);
    rest->mono_ms = now->mono_ms + (until_ms - now->wall_ms);
    return before != rest->resting;
}

const struct scene *rest_scene(struct rest *rest, const struct scene *wall)
{
    rest->black = (struct scene){.width = wall->width, .height = wall->height};
    return &rest->black;
}

/* A window on somebody's desk has no say over the panel. */
static bool owns_panel(const struct screen *screen)
{
    return screen != NULL && strcmp(screen_driver(screen), "KMSDRM") == 0;
}

void rest_light(struct rest *rest, const struct screen *screen, bool on)
{
    enum light light = on ? LIGHT_ON : LIGHT_OFF;
    if (light == rest->light) {
        return;
    }
    rest->light = light;
    if (owns_panel(screen) && !backlight_switch(BACKLIGHT_FOLDER, on)) {
        log_line(LOG_WARNING, "rest", "the backlight cannot be switched %s", on ? "on" : "off");
    }
}
