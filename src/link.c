#include "link.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "device/files.h"
#include "mqtt/topics.h"

#define PASSWORD_MAX_BYTES 4096

/* Per business and not kpi/#: a broker grants access by business. */
#define TOPICS_PER_BUSINESS 2

/* The sources, the announcements, and our own status, to find out whether another screen has our
 * name. */
#define OTHER_TOPICS 3

/* The first line of the file. Empty when there is none to be read: nobody is asked. */
static bool read_password(const struct broker_config *broker, char **password, char *notice,
                          size_t notice_size)
{
    *password = NULL;
    if (broker->password_file == NULL) {
        return true;
    }
    size_t length;
    *password = file_read(broker->password_file, PASSWORD_MAX_BYTES, &length);
    if (*password == NULL) {
        snprintf(notice, notice_size, "password file: %s", strerror(errno));
        log_line(LOG_ERROR, "link", "%s: %s", broker->password_file, strerror(errno));
        return false;
    }
    (*password)[strcspn(*password, "\r\n")] = '\0';
    return true;
}

static size_t subscribe_to(const struct board_spec *spec, const char *root, const char *screen,
                           struct client_subscription *list, char (*topics)[TOPIC_BYTES])
{
    static const char *const branches[TOPICS_PER_BUSINESS] = {"kpi", "history"};
    size_t count = 0;
    for (size_t i = 0; i < spec->business_count; i++) {
        for (int j = 0; j < TOPICS_PER_BUSINESS; j++) {
            snprintf(topics[count], TOPIC_BYTES, "%s%s/%s/#", root, branches[j],
                     spec->businesses[i].id);
            list[count] = (struct client_subscription){topics[count], 0};
            count++;
        }
    }
    snprintf(topics[count], TOPIC_BYTES, "%ssource/+", root);
    list[count] = (struct client_subscription){topics[count], 1};
    count++;
    snprintf(topics[count], TOPIC_BYTES, "%sannounce/+", root);
    list[count] = (struct client_subscription){topics[count], 1};
    count++;
    snprintf(topics[count], TOPIC_BYTES, "%sscreen/%s/status", root, screen);
    list[count] = (struct client_subscription){topics[count], 0};
    return count + 1;
}

struct client *link_create(const struct device_config *device, const struct board_spec *spec,
                           const char *session, char *notice, size_t notice_size)
{
    char *password = NULL;
    struct client *client = NULL;
    size_t room = spec->business_count * TOPICS_PER_BUSINESS + OTHER_TOPICS;
    struct client_subscription *list = calloc(room, sizeof *list);
    char(*topics)[TOPIC_BYTES] = calloc(room, sizeof *topics);
    if (list == NULL || topics == NULL ||
        !read_password(&device->broker, &password, notice, notice_size)) {
        goto out;
    }
    char root[TOPIC_BYTES], availability[TOPIC_BYTES], client_id[TOPIC_BYTES], machine[33];
    topic_root(root, device->site);
    topic_screen(availability, device->site, device->screen, "availability");
    file_machine_id(machine);
    topic_client_id(client_id, sizeof client_id, device->site, device->screen, machine);
    const struct client_settings settings = {
        .broker = device->broker,
        .client_id = client_id,
        .password = password,
        .will_topic = availability,
        .will_payload = "offline",
        .birth_payload = "online",
        .session = session,
        .subscriptions = list,
        .subscription_count = subscribe_to(spec, root, device->screen, list, topics),
    };
    client = client_create(&settings);
out:
    if (password != NULL) {
        explicit_bzero(password, strlen(password));
    }
    free(password);
    free(topics);
    free(list);
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

bool link_is_own_status(const char *topic, const char *screen)
{
    char own[TOPIC_BYTES];
    snprintf(own, sizeof own, "screen/%s/status", screen);
    return strcmp(topic, own) == 0;
}

bool link_is_twin(const struct client_message *status, const char *session)
{
    if (status->retained) {
        return false;
    }
    json_t *json = json_loadb(status->payload, status->length, 0, NULL);
    const char *speaker = json_string_value(json_object_get(json, "session"));
    bool twin = speaker != NULL && strcmp(speaker, session) != 0;
    json_decref(json);
    return twin;
}
