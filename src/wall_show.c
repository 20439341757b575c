#include "wall.h"

#include "base/log.h"
#include "device/backlight.h"
#include "device/clock.h"
#include "device/connectors.h"
#include "device/notify.h"

/*
 * Frames take at most one part in so many of the processor, however many messages come in. A pause
 * saves only what is paid per frame and not per tile, so it must not be long.
 */
#define FRAME_SHARE 2

bool wall_has_twin(const struct wallboard *wall)
{
    return wall->twin_until_ms > wall->now.mono_ms && wall->link.link == CLIENT_UP;
}

struct view_state wall_state(const struct wallboard *wall)
{
    struct view_state state = {.link = LINK_NONE, .link_since_ms = NO_TIME};
    if (wall->client != NULL) {
        state.link = wall_has_twin(wall) ? LINK_DUPLICATE : link_state_of(&wall->link);
        state.link_since_ms = wall->now.wall_ms - (wall->now.mono_ms - wall->link.since_mono_ms);
    }
    state.screen = wall->setup.device != NULL ? wall->setup.device->screen : NULL;
    if (setup_notice(&wall->setup)[0] != '\0') {
        state.notice = setup_notice(&wall->setup);
    } else if (wall->notice[0] != '\0') {
        state.notice = wall->notice;
    }
    return state;
}

bool wall_has_emergency(const struct wallboard *wall)
{
    return announcements_emergency(board_announcements(wall->board), wall->setup.board->audience);
}

/* Falling asleep and waking both paint everything; a woken wall begins as a new one. */
void wall_pass_rest(struct wallboard *wall)
{
    const struct board_config *config = wall->setup.board;
    bool awake = wall_has_emergency(wall) || wall->card.wanted != CARD_NONE ||
                 updates_await_proof(&wall->updates);
    if (!rest_pass(&wall->rest, config, &clock_zone, awake, &wall->now)) {
        return;
    }
    log_line(LOG_INFO, "wallboard", "%s%s", wall->rest.resting ? "off" : "on",
             wall->rest.order != ORDER_NONE ? " by request" : "");
    if (wall->view != NULL) {
        wall_make_view(wall);
    }
    wall_mark_dirty(wall);
}

/* A window on somebody's desk has no say over the panel. */
static struct lamp lamp_of(const struct wallboard *wall)
{
    int card = wall->screen != NULL ? screen_card(wall->screen) : -1;
    return (struct lamp){.folder = card >= 0 ? BACKLIGHT_FOLDER : NULL, .card = card};
}

void wall_switch_light(struct wallboard *wall, bool on)
{
    bool told = light_switch(&wall->light, lamp_of(wall), on, wall->now.mono_ms);
    wall->news = wall->news || told;
}

void wall_pass_light(struct wallboard *wall)
{
    bool told = light_pass(&wall->light, lamp_of(wall), wall->now.mono_ms);
    wall->news = wall->news || told;
}

/*
 * Also without a monitor: a television may seem unplugged while it sleeps. A window on somebody's
 * desk has no say over it.
 */
static void find_television(struct wallboard *wall)
{
    bool wanted = wall->monitor.bare && wall->setup.board->display.cec;
    if (wanted && !wall->cable) {
        int card = wall->screen != NULL ? screen_card(wall->screen) : -1;
        struct cec_socket socket = connectors_socket(card);
        television_attach(&wall->television, &socket);
    } else if (!wanted && wall->cable) {
        television_detach(&wall->television);
    }
    wall->cable = wanted;
}

void wall_pass_television(struct wallboard *wall)
{
    find_television(wall);
    bool told = false;
    if (wall->cable && (wall->frames > 0 || wall->monitor.none)) {
        told = television_wish(&wall->television, !wall->rest.resting, wall->now.mono_ms);
    }
    told = television_pass(&wall->television, wall->now.mono_ms) || told;
    wall->news = wall->news || told;
    loop_watch(wall->loop, WAKE_CABLE, wall->television.cec.fd);
}

void wall_take_television(struct wallboard *wall)
{
    bool told = television_take(&wall->television, wall->now.mono_ms);
    wall->news = wall->news || told;
}

const struct scene *wall_scene(struct wallboard *wall)
{
    const struct scene *scene = wall->view == NULL      ? NULL
                                : wall_card_shows(wall) ? placard_scene(wall->card.placard)
                                                        : view_scene(wall->view);
    scene = stamp_on(wall->stamp, scene);
    return scene != NULL && wall->rest.resting ? rest_scene(&wall->rest, scene) : scene;
}

int64_t wall_next_picture(const struct wallboard *wall)
{
    return wall_card_shows(wall) ? placard_next_change(wall->card.placard)
                                 : view_next_change(wall->view);
}

static void update_picture(struct wallboard *wall, struct damage *damage)
{
    if (wall_card_shows(wall)) {
        struct facts facts = wall_facts(wall);
        placard_update(wall->card.placard, &facts, &wall->now, damage);
    } else if (!wall->rest.resting) {
        struct view_state state = wall_state(wall);
        view_update(wall->view, &state, &wall->now, damage);
    }
}

void wall_show_frame(struct wallboard *wall)
{
    int64_t began_ns = clock_mono_ns();
    const struct scene *scene = wall_scene(wall);
    struct damage damage;
    damage_clear(&damage, (struct rect){0, 0, scene->width, scene->height});
    if (wall->invalid) {
        damage_add(&damage, damage.wall);
    }
    size_t page = view_page(wall->view);
    update_picture(wall, &damage);
    scene = wall_scene(wall); /* as it is now */
    wall->dirty = false;
    wall->invalid = false;
    if (damage.count > 0) {
        /* A monitor without a signal takes no frame, and black was the last that it took. */
        if (!wall->rest.resting) {
            wall_switch_light(wall, true);
        }
        screen_show(wall->screen, scene, &damage, &wall->shown);
        if (wall->rest.resting) {
            wall_switch_light(wall, false);
        }
        wall->frames += wall->shown;
        if (wall_card_shows(wall)) {
            placard_seen(wall->card.placard, clock_mono_ns() / 1000000);
        }
        /* A clock that ticks every second is no reason to tell the status every second. */
        wall->news =
            wall->news || page != view_page(wall->view) || !wall->setup.board->display.seconds;
        if (wall->frames == 1) {
            notify_ready("showing");
        }
        wall_take_window_events(wall);
    }
    int64_t shown_ns = clock_mono_ns();
    wall->quiet_until_ns = shown_ns + (shown_ns - began_ns) * (FRAME_SHARE - 1);
}

bool wall_frame_due(const struct wallboard *wall)
{
    if (wall->rest.resting) {
        return wall->view != NULL && wall->invalid;
    }
    return wall->view != NULL &&
           (wall->dirty || wall->invalid || wall_next_picture(wall) <= wall->now.mono_ms);
}
