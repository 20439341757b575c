#include "wall.h"

#include "device/clock.h"
#include "kpi/foreign.h"
#include "load.h"
#include "mqtt/topics.h"

/* Messages of one turn: then a frame is due even in a flood. */
#define MAIL_PER_TURN 4096

/* A twin speaks at least once a minute; after twice that it is gone. */
#define TWIN_MS 130000

static void take_message(struct wallboard *wall, const struct client_message *message)
{
    const struct device_config *device = wall->setup.device;
    if (topic_request_verb(message->topic) != NULL) {
        wall_take_request(wall, message);
        return;
    }
    const char *topic = topic_below(message->topic, device->site);
    if (topic != NULL && link_is_own(topic, device->screen, "availability")) {
        link_contradict(wall->client, message);
        return;
    }
    if (topic != NULL && link_is_own(topic, device->screen, "status")) {
        if (link_is_twin(message, wall->session, &wall->heard)) {
            wall->twin_until_ms = wall->now.mono_ms + TWIN_MS;
            wall_mark_dirty(wall);
        }
        return;
    }
    if (topic != NULL && wall_take_push(wall, topic, message)) {
        return;
    }
    enum effect effect =
        topic != NULL ? board_message(wall->board, topic, message->payload, message->length,
                                      message->retained, &wall->now)
                      : board_foreign_message(wall->board, message->topic, message->payload,
                                              message->length, message->retained, &wall->now);
    if (effect == EFFECT_TAKEN || effect == EFFECT_REDELIVERY) {
        wall_mark_dirty(wall);
    }
}

void wall_take_mail(struct wallboard *wall)
{
    if (wall->client == NULL) {
        return;
    }
    client_acknowledge(wall->client);
    struct client_message message;
    for (int i = 0; i < MAIL_PER_TURN && client_take(wall->client, &message); i++) {
        take_message(wall, &message);
    }
    load_close_fonts(); /* an announcement may have asked for them */
    struct client_status before = wall->link;
    wall->link = client_status(wall->client);
    if (before.link != wall->link.link) {
        status_init(&wall->status);
        wall_mark_dirty(wall);
        if (wall->link.link == CLIENT_UP && wall->pushed != NULL) {
            pushed_connected(wall->pushed, &wall->now);
        }
    }
}

void wall_take_signals(struct wallboard *wall)
{
    for (enum loop_signal signal; (signal = loop_signal(wall->loop)) != LOOP_NO_SIGNAL;) {
        switch (signal) {
        case LOOP_RELOAD:
            wall_reload(wall);
            break;
        case LOOP_SCREENSHOT:
            wall->screenshot = true;
            break;
        default:
            wall->leave = true;
            break;
        }
    }
}

void wall_take_window_events(struct wallboard *wall)
{
    struct screen_events events = screen_poll(wall->screen);
    wall->leave = wall->leave || events.quit;
    if (events.resized) {
        wall_make_view(wall);
    } else if (events.invalidate) {
        wall->invalid = true;
        wall_mark_dirty(wall);
    }
}
