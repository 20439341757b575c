#include "mqtt/topics.h"

#include <stdio.h>
#include <string.h>

#define ROOT "wallboard/1/"
#define REQUEST "request/"

/* Instead of a site: requests to a machine whatever its screen is called. */
#define SERIAL "_serial/"

/* Of a verb in the topic of an answer. */
#define VERB_MOST 64

void topic_root(char *to, const char *site)
{
    snprintf(to, TOPIC_BYTES, ROOT "%s/", site);
}

void topic_screen(char *to, const char *site, const char *screen, const char *leaf)
{
    snprintf(to, TOPIC_BYTES, ROOT "%s/screen/%s/%s", site, screen, leaf);
}

void topic_serial(char *to, const char *serial, const char *leaf)
{
    snprintf(to, TOPIC_BYTES, ROOT SERIAL "%s/%s", serial, leaf);
}

/* Behind `word`, or NULL when `at` does not begin with it. */
static const char *behind(const char *at, const char *word)
{
    size_t length = strlen(word);
    return at != NULL && strncmp(at, word, length) == 0 ? at + length : NULL;
}

/* Behind one level that is not empty; NULL when there is none, or nothing behind it. */
static const char *behind_level(const char *at)
{
    const char *end = at != NULL ? strchr(at, '/') : NULL;
    return end != NULL && end > at ? end + 1 : NULL;
}

const char *topic_request_verb(const char *topic)
{
    const char *below = behind(topic, ROOT);
    const char *to = behind(below, SERIAL);
    if (to == NULL) {
        below = behind_level(below);
        to = behind(below, "screen/");
        to = to != NULL ? to : behind(below, "group/");
    }
    const char *level = to != NULL ? behind_level(to) : behind(below, "all/");
    const char *verb = behind(level, REQUEST);
    return verb != NULL && strchr(verb, '/') == NULL ? verb : NULL;
}

/* One that answers itself would never end. */
static bool can_be_answered_to(const char *topic)
{
    return topic != NULL && topic[0] != '\0' && topic[0] != '$' && strpbrk(topic, "+#") == NULL &&
           topic_request_verb(topic) == NULL;
}

const char *topic_answer(char *to, const char *site, const char *screen, const char *request,
                         const char *wanted)
{
    if (can_be_answered_to(wanted)) {
        return wanted;
    }
    const char *verb = topic_request_verb(request);
    size_t length = verb != NULL ? strlen(verb) : 0;
    verb = length > 0 && length <= VERB_MOST ? verb : "unknown";
    const char *serial = behind(request, ROOT SERIAL);
    if (serial != NULL) {
        snprintf(to, TOPIC_BYTES, ROOT SERIAL "%.*s/response/%s", (int)strcspn(serial, "/"), serial,
                 verb);
    } else {
        snprintf(to, TOPIC_BYTES, ROOT "%s/screen/%s/response/%s", site, screen, verb);
    }
    return to;
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
