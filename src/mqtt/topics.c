#include "mqtt/topics.h"

#include <stdio.h>
#include <string.h>

#define ROOT "wallboard/1/"

void topic_root(char *to, const char *site)
{
    snprintf(to, TOPIC_BYTES, ROOT "%s/", site);
}

void topic_screen(char *to, const char *site, const char *screen, const char *leaf)
{
    snprintf(to, TOPIC_BYTES, ROOT "%s/screen/%s/%s", site, screen, leaf);
}

const char *topic_below(const char *topic, const char *site)
{
    size_t root = strlen(ROOT), length = strlen(site);
    if (strncmp(topic, ROOT, root) != 0 || strncmp(topic + root, site, length) != 0 ||
        topic[root + length] != '/') {
        return NULL;
    }
    return topic + root + length + 1;
}

void topic_client_id(char *to, size_t size, const char *site, const char *screen,
                     const char *machine_id)
{
    snprintf(to, size, "wallboard-%s-%s-%.6s", site, screen, machine_id);
}

bool topic_is_reading(const char *topic)
{
    const char *level = strstr(topic, "/kpi/");
    if (level == NULL) {
        return false;
    }
    level += strlen("/kpi/");
    for (int i = 0; i < 2; i++) {
        const char *end = strchr(level, '/');
        if (end == NULL || end == level) {
            return false;
        }
        level = end + 1;
    }
    return *level != '\0' && strchr(level, '/') == NULL;
}
