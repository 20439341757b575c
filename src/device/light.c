#include "device/light.h"

#include <string.h>

#include "base/log.h"
#include "base/moment.h"
#include "device/backlight.h"
#include "device/connectors.h"

#define MOST_TRIES 8

struct light light_new(void)
{
    return (struct light){.retry_ms = NEVER};
}

const char *light_word(const struct light *light)
{
    if (!light->present) {
        return "none";
    }
    if (light->failed) {
        return "failed";
    }
    return light->wish == LIGHT_ON ? "on" : "off";
}

/* Once, at the first failure, and once when the end has come: the log is not for counting. */
static void tell(const struct light *light, bool failed_before)
{
    const char *state = light->wish == LIGHT_ON ? "on" : "off";
    if (light->failed && light->tries == 1) {
        log_line(LOG_WARNING, "light", "the panel cannot be switched %s, trying again", state);
    } else if (light->failed && light->retry_ms == NEVER) {
        log_line(LOG_WARNING, "light", "the panel cannot be switched %s, given up", state);
    } else if (failed_before && !light->failed) {
        log_line(LOG_INFO, "light", "the panel is %s", state);
    }
}

static enum backlight_effect switch_lamp(struct lamp lamp, bool on)
{
    enum backlight_effect effect = BACKLIGHT_ABSENT;
    if (lamp.folder != NULL) {
        effect = backlight_switch(lamp.folder, on);
    }
    if (effect == BACKLIGHT_ABSENT && lamp.card >= 0) {
        effect = connectors_switch(lamp.card, on);
    }
    return effect;
}

static bool attempt(struct light *light, struct lamp lamp, int64_t mono_ms)
{
    const char *before = light_word(light);
    bool failed_before = light->failed;
    enum backlight_effect effect = switch_lamp(lamp, light->wish == LIGHT_ON);
    light->present = effect != BACKLIGHT_ABSENT;
    light->failed = effect == BACKLIGHT_REFUSED;
    light->tries = light->failed ? light->tries + 1 : 0;
    bool again = light->failed && light->tries < MOST_TRIES;
    light->retry_ms = again ? mono_ms + (INT64_C(1000) << (light->tries - 1)) : NEVER;
    tell(light, failed_before);
    return strcmp(before, light_word(light)) != 0;
}

bool light_switch(struct light *light, struct lamp lamp, bool on, int64_t mono_ms)
{
    enum light_wish wish = on ? LIGHT_ON : LIGHT_OFF;
    if (light->wish == wish) {
        return false;
    }
    const char *before = light_word(light);
    light->wish = wish;
    light->tries = 0;
    light->failed = false;
    attempt(light, lamp, mono_ms);
    return strcmp(before, light_word(light)) != 0;
}

bool light_pass(struct light *light, struct lamp lamp, int64_t mono_ms)
{
    return mono_ms >= light->retry_ms && attempt(light, lamp, mono_ms);
}
