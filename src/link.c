#include "link.h"

#include <errno.h>
#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "device/files.h"
#include "device/serial.h"
#include "mqtt/topics.h"

#define ONLINE "online"
#define OFFLINE "offline"

/* Its own, or the first line of the file. NULL when there is none: nobody is asked. */
static bool read_password(const struct broker_config *broker, char **password, char *notice,
                          size_t notice_size)
{
    if (broker->password_file == NULL) {
        *password = broker->password != NULL ? strdup(broker->password) : NULL;
        return (*password != NULL) == (broker->password != NULL);
    }
    *password = file_read_password(broker->password_file);
    if (*password == NULL) {
        snprintf(notice, notice_size, "password file: %s", strerror(errno));
        log_line(LOG_ERROR, "link", "%s: %s", broker->password_file, strerror(errno));
        return false;
    }
    return true;
}

/* What is subscribed to, as it is put together. */
struct wishes {
    struct client_subscription *list;
    char (*topics)[TOPIC_BYTES];
    size_t count;
};

__attribute__((format(printf, 4, 5))) static void wish(struct wishes *wishes, int qos,
                                                       bool requests, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(wishes->topics[wishes->count], TOPIC_BYTES, format, arguments);
    va_end(arguments);
    wishes->list[wishes->count] =
        (struct client_subscription){wishes->topics[wishes->count], qos, requests};
    wishes->count++;
}

/* Each topic once, as several KPIs may be told by one. */
static void wish_sources(struct wishes *wishes, const struct board_spec *spec)
{
    for (size_t i = 0; i < spec->source_count; i++) {
        size_t first = 0;
        while (strcmp(spec->sources[first].topic, spec->sources[i].topic) != 0) {
            first++;
        }
        if (first == i) {
            wish(wishes, 0, false, "%s", spec->sources[i].topic);
        }
    }
}

/* KPIs per business and not kpi/#: a broker grants access by business. */
static void wish_all(struct wishes *wishes, const struct board_spec *spec,
                     const struct device_config *device, const char *root, const char *serial)
{
    /* First, as nothing of what is closed shall be judged before that is known. */
    wish(wishes, 1, false, "%sclosure/+", root);
    wish(wishes, 1, false, "%sall/config", root);
    wish(wishes, 1, false, "%sscreen/%s/config", root, device->screen);
    for (size_t i = 0; i < device->group_count; i++) {
        wish(wishes, 1, false, "%sgroup/%s/config", root, device->groups[i]);
    }
    for (size_t i = 0; i < spec->business_count; i++) {
        wish(wishes, 0, false, "%skpi/%s/#", root, spec->businesses[i].id);
        wish(wishes, 0, false, "%shistory/%s/#", root, spec->businesses[i].id);
    }
    wish_sources(wishes, spec);
    wish(wishes, 1, false, "%ssource/+", root);
    wish(wishes, 1, false, "%sannounce/+", root);
    /* To find out whether another screen has our name. */
    wish(wishes, 0, false, "%sscreen/%s/status", root, device->screen);
    wish(wishes, 1, true, "%sscreen/%s/availability", root, device->screen);
    wish(wishes, 1, true, "%sall/request/+", root);
    wish(wishes, 1, true, "%sscreen/%s/request/+", root, device->screen);
    for (size_t i = 0; i < device->group_count; i++) {
        wish(wishes, 1, true, "%sgroup/%s/request/+", root, device->groups[i]);
    }
    if (serial[0] != '\0') {
        char topic[TOPIC_BYTES];
        topic_serial(topic, serial, "request/+");
        wish(wishes, 1, true, "%s", topic);
    }
}

/* Beside those of businesses, sources and groups. */
#define OTHER_WISHES 10

struct client *link_create(const struct device_config *device, const struct broker_config *broker,
                           const struct board_spec *spec, const char *session, bool in_turn,
                           char *notice, size_t notice_size)
{
    char *password = NULL;
    struct client *client = NULL;
    size_t room =
        (spec->business_count + device->group_count) * 2 + spec->source_count + OTHER_WISHES;
    struct wishes wishes = {.list = calloc(room, sizeof *wishes.list),
                            .topics = calloc(room, sizeof *wishes.topics)};
    if (wishes.list == NULL || wishes.topics == NULL ||
        !read_password(broker, &password, notice, notice_size)) {
        goto out;
    }
    char root[TOPIC_BYTES], availability[TOPIC_BYTES], client_id[TOPIC_BYTES], machine[33];
    char serial[SERIAL_BYTES];
    topic_root(root, device->site);
    topic_screen(availability, device->site, device->screen, "availability");
    file_machine_id(machine);
    serial_number(SERIAL_FILE, serial);
    wish_all(&wishes, spec, device, root, serial);
    topic_client_id(client_id, sizeof client_id, device->site, device->screen, machine);
    const struct client_settings settings = {
        .broker = *broker,
        .client_id = client_id,
        .password = password,
        .will_topic = availability,
        .will_payload = OFFLINE,
        .birth_payload = ONLINE,
        .session = session,
        .site = device->site,
        .screen = device->screen,
        .subscriptions = wishes.list,
        .subscription_count = wishes.count,
        .backoff_least_ms = in_turn ? LINK_IN_TURN_MS : 0,
    };
    client = client_create(&settings);
out:
    if (password != NULL) {
        explicit_bzero(password, strlen(password));
    }
    free(password);
    free(wishes.topics);
    free(wishes.list);
    return client;
}

enum link_state link_state_of(const struct client_status *status)
{
    switch (status->link) {
    case CLIENT_CONNECTING:
        return LINK_CONNECTING;
    case CLIENT_UP:
        return LINK_UP;
    case CLIENT_LOST:
        return LINK_LOST;
    case CLIENT_REFUSED:
        return LINK_REFUSED;
    case CLIENT_TLS:
        return LINK_TLS;
    case CLIENT_NAME:
        return LINK_NAME;
    case CLIENT_TAKEN_OVER:
        return LINK_DUPLICATE;
    }
    return LINK_LOST;
}

bool link_is_own(const char *topic, const char *screen, const char *leaf)
{
    char own[TOPIC_BYTES];
    snprintf(own, sizeof own, "screen/%s/%s", screen, leaf);
    return strcmp(topic, own) == 0;
}

void link_contradict(struct client *client, const struct client_message *availability)
{
    if (strcmp(availability->payload, OFFLINE) == 0) {
        client_publish(client, availability->topic, ONLINE, strlen(ONLINE), 1, true);
    }
}

bool link_is_twin(const struct client_message *status, const char *session, bool *heard)
{
    json_t *json = json_loadb(status->payload, status->length, 0, NULL);
    const char *speaker = json_string_value(json_object_get(json, "session"));
    bool own = speaker != NULL && strcmp(speaker, session) == 0;
    bool twin = speaker != NULL && !own && (!status->retained || *heard);
    *heard = *heard || own;
    json_decref(json);
    return twin;
}
