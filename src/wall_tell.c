#include "wall.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "device/notify.h"
#include "mqtt/topics.h"

/* The network thread may be silent this long, in a bounded connect for example. */
#define NETWORK_ALIVE_MS 180000

/* Whoever replaces a file need not tell us. */
#define CERTIFICATES_MS 3600000
#define CERTIFICATES_TOPIC "announce/wallboard-certificates"

/* A line of its own on the walls of those who can see to it; "" takes it away. */
static void announce(struct wallboard *wall, const char *ja, const char *en, bool over)
{
    json_t *root = json_pack("{s:{s:s, s:s}, s:s, s:[s]}", "text", "ja", ja, "en", en, "priority",
                             over ? "notice" : "info", "audience", "supervisors");
    char *text = en[0] != '\0' ? json_dumps(root, 0) : NULL;
    enum effect effect = board_message(wall->board, CERTIFICATES_TOPIC, text != NULL ? text : "",
                                       text != NULL ? strlen(text) : 0, false, &wall->now);
    assert(effect != EFFECT_REFUSED);
    (void)effect;
    free(text);
    json_decref(root);
}

void wall_pass_certificates(struct wallboard *wall)
{
    char ja[CERTIFICATES_TEXT_BYTES], en[CERTIFICATES_TEXT_BYTES];
    if (wall->setup.device == NULL || wall->now.mono_ms < wall->certificates_ms) {
        return;
    }
    wall->certificates_ms = wall->now.mono_ms + CERTIFICATES_MS;
    wall->certificates = certificates_read(wall_broker(wall));
    certificates_say(ja, &wall->certificates, &wall->now, LANGUAGE_JA);
    bool over = certificates_say(en, &wall->certificates, &wall->now, LANGUAGE_EN);
    if (strcmp(en, wall->certified) != 0) {
        memcpy(wall->certified, en, sizeof en);
        announce(wall, ja, en, over);
        if (en[0] != '\0') {
            log_line(LOG_WARNING, "link", "%s", en);
        }
    }
    wall_mark_dirty(wall);
}

int64_t wall_uptime_s(const struct wallboard *wall)
{
    return (wall->now.mono_ms - wall->started_ms) / 1000;
}

/* `moved`: where to, NULL while it stays. */
static void publish_status(struct wallboard *wall, const char *moved)
{
    const struct status_facts facts = {
        .session = wall->session,
        .twin = wall_has_twin(wall),
        .debug = wall->debug,
        .groups = wall->setup.device->groups,
        .group_count = wall->setup.device->group_count,
        .uptime_s = wall_uptime_s(wall),
        .frames = wall->frames,
        .driver = wall->screen != NULL ? screen_driver(wall->screen) : "none",
        .width = wall->screen != NULL ? screen_width(wall->screen) : 0,
        .height = wall->screen != NULL ? screen_height(wall->screen) : 0,
        .on = wall->shown && !wall->rest.resting && !wall->light.failed &&
              !television_is_dark(&wall->television),
        .resting = wall->rest.resting,
        .backlight = light_word(&wall->light),
        .cec = television_word(&wall->television),
        .page = wall->view != NULL ? view_page(wall->view) + 1 : 0,
        .board = wall->board,
        .scene = wall_scene(wall),
        .link = &wall->link,
        .config_sha256 = wall->setup.board_sha256,
        .push = wall->pushed != NULL ? pushed_facts(wall->pushed) : NULL,
        .connection = wall_connection_facts(wall),
        .update = wall->updates.told,
        .moved = moved,
        .certificates = certificates_json(&wall->certificates, &wall->now),
    };
    char *text = status_due(&wall->status, &facts, wall->now.mono_ms);
    json_decref(facts.push);
    json_decref(facts.connection);
    json_decref(facts.certificates);
    wall->news = false;
    if (text != NULL) {
        char topic[TOPIC_BYTES];
        topic_screen(topic, wall->setup.device->site, wall->setup.device->screen, "status");
        client_publish(wall->client, topic, text, strlen(text), 1, true);
    }
    free(text);
}

void wall_publish_status(struct wallboard *wall)
{
    bool up = wall->client != NULL && wall->link.link == CLIENT_UP;
    if (up && status_next(&wall->status, wall->news) <= wall->now.mono_ms) {
        publish_status(wall, NULL);
    }
}

void wall_tell_move(struct wallboard *wall)
{
    char where[REACHED_BYTES];
    wall_where(wall, where);
    /* Other credentials at the same one are no move. */
    if (wall->client != NULL && wall->link.link == CLIENT_UP && strcmp(where, wall->reached) != 0) {
        status_init(&wall->status);
        publish_status(wall, where);
    }
}

/*
 * A picture that stands still on purpose is alive, and so is a wall without a monitor; a picture
 * that could not be shown is not.
 */
void wall_feed_watchdog(struct wallboard *wall)
{
    int64_t interval = notify_interval_ms();
    if (interval == 0) {
        wall->alive_ms = NEVER;
        return;
    }
    bool picture = wall->screen != NULL ? wall->shown : wall->monitor.none;
    bool network =
        wall->client == NULL || wall->now.mono_ms - wall->link.last_turn_ms < NETWORK_ALIVE_MS;
    if (picture && network) {
        notify_alive();
    }
    wall->alive_ms = wall->now.mono_ms + interval;
}
