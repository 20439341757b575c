/*
 * The wall in motion: message -> board -> scene -> damage -> screen -> next wake.
 *
 * One thread draws and decides; the client has its own and hands over messages. A turn takes what
 * came in, lets time pass, shows a frame if something that can be seen changed, and sleeps until
 * the next thing can happen. Rendering never waits for the network.
 */

#include "wallboard.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "device/clock.h"
#include "device/files.h"
#include "device/loop.h"
#include "device/notify.h"
#include "link.h"
#include "mqtt/topics.h"
#include "rest.h"
#include "screenshot.h"
#include "setup.h"
#include "status.h"
#include "view/view.h"

/*
 * Frames take at most one part in so many of the processor, however many messages come in. A pause
 * saves only what is paid per frame and not per tile, so it must not be long.
 */
#define FRAME_SHARE 2

/* Messages of one turn: then a frame is due even in a flood. */
#define MAIL_PER_TURN 4096

#define SCREEN_RETRY_MS 5000

/* The network thread may be silent this long, in a bounded connect for example. */
#define NETWORK_ALIVE_MS 180000

/* A twin speaks at least once a minute; after twice that it is gone. */
#define TWIN_MS 130000

/* Drivers whose events have no file descriptor are asked now and then. */
#define KMS_EVENTS_MS 2000
#define DESK_EVENTS_MS 50

struct wallboard {
    const struct options *options;
    struct setup setup;
    struct loop *loop;
    struct client *client;
    struct client_status link;
    struct board *board;
    struct screen *screen;
    struct view *view;
    struct status status;
    struct rest rest;
    char session[17];
    char notice[NOTICE_BYTES]; /* of the link */
    struct moment now;
    int64_t started_ms;
    int64_t retry_screen_ms; /* when to look for a screen again; NEVER while there is one */
    int64_t twin_until_ms;   /* another screen of our name was heard; 0: none was */
    int64_t quiet_until_ns;  /* no frame before this */
    int64_t alive_ms;        /* when systemd must hear from us */
    uint64_t frames;
    bool dirty;   /* something changed since the last frame */
    bool invalid; /* everything must be painted */
    bool news;    /* something changed since the last status */
    bool shown;   /* the panel took the last frame */
    bool screenshot;
    bool leave;
};

static struct moment read_clock(const struct wallboard *wall)
{
    return clock_now(wall->setup.device != NULL ? wall->setup.device->clock : CLOCK_AUTO);
}

static void mark_dirty(struct wallboard *wall)
{
    wall->dirty = true;
    wall->news = true;
}

/* ---- Making and changing the parts ---------------------------------------------------------- */

static void make_view(struct wallboard *wall)
{
    view_destroy(wall->view);
    wall->view =
        view_create(wall->setup.board, wall->board, &clock_zone, screen_measure(wall->screen),
                    screen_width(wall->screen), screen_height(wall->screen), &wall->now);
    wall->invalid = true;
    mark_dirty(wall);
}

static void make_screen(struct wallboard *wall)
{
    const struct options *options = wall->options;
    wall->screen = screen_create(options->screen, options->width, options->height,
                                 wall->setup.board->display.rotate);
    wall->retry_screen_ms = NEVER;
    if (wall->screen == NULL) {
        wall->retry_screen_ms = wall->now.mono_ms + SCREEN_RETRY_MS;
        return;
    }
    loop_watch(wall->loop, WAKE_WINDOW, screen_fd(wall->screen));
    make_view(wall);
}

static void drop_screen(struct wallboard *wall)
{
    loop_watch(wall->loop, WAKE_WINDOW, -1);
    view_destroy(wall->view);
    screen_destroy(wall->screen);
    wall->view = NULL;
    wall->screen = NULL;
}

static void make_client(struct wallboard *wall)
{
    wall->notice[0] = '\0';
    wall->link = (struct client_status){0};
    status_init(&wall->status);
    if (wall->setup.device != NULL) {
        wall->client = link_create(wall->setup.device, &wall->setup.board->spec, wall->session,
                                   wall->notice, sizeof wall->notice);
    }
    loop_watch(wall->loop, WAKE_MAIL, wall->client != NULL ? client_fd(wall->client) : -1);
}

static void drop_client(struct wallboard *wall)
{
    loop_watch(wall->loop, WAKE_MAIL, -1);
    client_destroy(wall->client, 2000);
    wall->client = NULL;
}

/* The new board knows what the old one knew, so the wall does not go blank. */
static void replace_board(struct wallboard *wall, bool turned)
{
    struct board *before = wall->board;
    clock_set_zone(wall->setup.board->zone);
    wall->now = read_clock(wall);
    wall->board = board_create(&wall->setup.board->spec, &clock_zone, &wall->now);
    board_adopt(wall->board, before, &wall->now);
    wall->rest = rest_anew(wall->rest.resting);
    if (wall->screen != NULL && turned) {
        drop_screen(wall);
        make_screen(wall);
    } else if (wall->screen != NULL) {
        make_view(wall);
    }
    board_destroy(before);
}

/* The link is made anew even for the same files: certificate or password may have been replaced. */
static void reload(struct wallboard *wall)
{
    struct setup old = wall->setup;
    setup_read(&wall->setup, wall->options);
    setup_keep(&wall->setup, &old);
    log_line(LOG_INFO, "wallboard", "reload: board %s, device file %s",
             old.board != NULL ? "taken" : "kept", old.device != NULL ? "taken" : "kept");
    drop_client(wall);
    if (old.board != NULL) {
        replace_board(wall, old.board->display.rotate != wall->setup.board->display.rotate);
    }
    make_client(wall);
    setup_finish(&old);
    mark_dirty(wall);
}

/* ---- What came in --------------------------------------------------------------------------- */

static void take_message(struct wallboard *wall, const struct client_message *message)
{
    const struct device_config *device = wall->setup.device;
    const char *topic = topic_below(message->topic, device->site);
    if (topic == NULL) {
        return;
    }
    if (link_is_own_status(topic, device->screen)) {
        if (link_is_twin(message, wall->session)) {
            wall->twin_until_ms = wall->now.mono_ms + TWIN_MS;
            mark_dirty(wall);
        }
        return;
    }
    enum effect effect = board_message(wall->board, topic, message->payload, message->length,
                                       message->retained, &wall->now);
    if (effect == EFFECT_TAKEN || effect == EFFECT_REDELIVERY) {
        mark_dirty(wall);
    }
}

static void take_mail(struct wallboard *wall)
{
    if (wall->client == NULL) {
        return;
    }
    client_acknowledge(wall->client);
    struct client_message message;
    for (int i = 0; i < MAIL_PER_TURN && client_take(wall->client, &message); i++) {
        take_message(wall, &message);
    }
    struct client_status before = wall->link;
    wall->link = client_status(wall->client);
    if (before.link != wall->link.link) {
        status_init(&wall->status);
        mark_dirty(wall);
    }
}

static void take_signals(struct wallboard *wall)
{
    for (enum loop_signal signal; (signal = loop_signal(wall->loop)) != LOOP_NO_SIGNAL;) {
        switch (signal) {
        case LOOP_RELOAD:
            reload(wall);
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

static void take_window_events(struct wallboard *wall)
{
    struct screen_events events = screen_poll(wall->screen);
    wall->leave = wall->leave || events.quit;
    if (events.resized) {
        make_view(wall);
    } else if (events.invalidate) {
        wall->invalid = true;
        mark_dirty(wall);
    }
}

/* ---- Showing -------------------------------------------------------------------------------- */

static struct view_state state_of_link(const struct wallboard *wall)
{
    struct view_state state = {.link = LINK_NONE, .link_since_ms = NO_TIME};
    if (wall->client != NULL) {
        bool twin = wall->twin_until_ms > wall->now.mono_ms && wall->link.link == CLIENT_UP;
        state.link = twin ? LINK_DUPLICATE : link_state_of(&wall->link);
        state.link_since_ms = wall->now.wall_ms - (wall->now.mono_ms - wall->link.since_mono_ms);
    }
    if (wall->setup.notice[0] != '\0') {
        state.notice = wall->setup.notice;
    } else if (wall->notice[0] != '\0') {
        state.notice = wall->notice;
    }
    return state;
}

/* Falling asleep and waking both paint everything; a woken wall begins as a new one. */
static void pass_rest(struct wallboard *wall)
{
    const struct board_config *config = wall->setup.board;
    bool emergency = announcements_emergency(board_announcements(wall->board), config->audience);
    if (!rest_pass(&wall->rest, config, &clock_zone, emergency, &wall->now)) {
        return;
    }
    log_line(LOG_INFO, "wallboard", "%s", wall->rest.resting ? "off by schedule" : "on");
    if (wall->view != NULL) {
        make_view(wall);
    }
    mark_dirty(wall);
}

/* NULL where there is nothing to show it. */
static const struct scene *scene_of(struct wallboard *wall)
{
    const struct scene *scene = wall->view != NULL ? view_scene(wall->view) : NULL;
    return scene != NULL && wall->rest.resting ? rest_scene(&wall->rest, scene) : scene;
}

static void show_frame(struct wallboard *wall)
{
    int64_t began_ns = clock_mono_ns();
    const struct scene *scene = scene_of(wall);
    struct damage damage;
    damage_clear(&damage, (struct rect){0, 0, scene->width, scene->height});
    if (wall->invalid) {
        damage_add(&damage, damage.wall);
    }
    struct view_state state = state_of_link(wall);
    size_t page = view_page(wall->view);
    if (!wall->rest.resting) {
        view_update(wall->view, &state, &wall->now, &damage);
    }
    wall->dirty = false;
    wall->invalid = false;
    if (damage.count > 0) {
        screen_show(wall->screen, scene, &damage, &wall->shown);
        rest_light(&wall->rest, wall->screen, !wall->rest.resting);
        wall->frames += wall->shown;
        /* A clock that ticks every second is no reason to tell the status every second. */
        wall->news =
            wall->news || page != view_page(wall->view) || !wall->setup.board->display.seconds;
        if (wall->frames == 1) {
            notify_ready("showing");
        }
        take_window_events(wall);
    }
    int64_t shown_ns = clock_mono_ns();
    wall->quiet_until_ns = shown_ns + (shown_ns - began_ns) * (FRAME_SHARE - 1);
}

static bool frame_due(const struct wallboard *wall)
{
    if (wall->rest.resting) {
        return wall->view != NULL && wall->invalid;
    }
    return wall->view != NULL &&
           (wall->dirty || wall->invalid || view_next_change(wall->view) <= wall->now.mono_ms);
}

/* ---- Telling the outside -------------------------------------------------------------------- */

static void publish_status(struct wallboard *wall)
{
    if (wall->client == NULL || wall->link.link != CLIENT_UP) {
        return;
    }
    if (status_next(&wall->status, wall->news) > wall->now.mono_ms) {
        return;
    }
    const struct status_facts facts = {
        .session = wall->session,
        .uptime_s = (wall->now.mono_ms - wall->started_ms) / 1000,
        .frames = wall->frames,
        .driver = wall->screen != NULL ? screen_driver(wall->screen) : "none",
        .width = wall->screen != NULL ? screen_width(wall->screen) : 0,
        .height = wall->screen != NULL ? screen_height(wall->screen) : 0,
        .on = wall->shown && !wall->rest.resting,
        .resting = wall->rest.resting,
        .page = wall->view != NULL ? view_page(wall->view) : 0,
        .board = wall->board,
        .scene = scene_of(wall),
        .link = &wall->link,
        .config_sha256 = wall->setup.board_sha256,
    };
    char *text = status_due(&wall->status, &facts, wall->now.mono_ms);
    wall->news = false;
    if (text != NULL) {
        char topic[TOPIC_BYTES];
        topic_screen(topic, wall->setup.device->site, wall->setup.device->screen, "status");
        client_publish(wall->client, topic, text, strlen(text), 1, true);
    }
    free(text);
}

/* A picture that stands still on purpose is alive; one that could not be shown is not. */
static void feed_watchdog(struct wallboard *wall)
{
    int64_t interval = notify_interval_ms();
    if (interval == 0) {
        wall->alive_ms = NEVER;
        return;
    }
    bool picture = wall->screen != NULL && wall->shown;
    bool network =
        wall->client == NULL || wall->now.mono_ms - wall->link.last_turn_ms < NETWORK_ALIVE_MS;
    if (picture && network) {
        notify_alive();
    }
    wall->alive_ms = wall->now.mono_ms + interval;
}

/* ---- The loop ------------------------------------------------------------------------------- */

static int64_t next_wake_ns(const struct wallboard *wall)
{
    int64_t wake_ms = earlier(board_next_change(wall->board), wall->retry_screen_ms);
    wake_ms = earlier(wake_ms, wall->alive_ms);
    if (wall->twin_until_ms != 0) {
        wake_ms = earlier(wake_ms, wall->twin_until_ms);
    }
    if (wall->client != NULL && wall->link.link == CLIENT_UP) {
        wake_ms = earlier(wake_ms, status_next(&wall->status, wall->news));
    }
    wake_ms = earlier(wake_ms, wall->rest.mono_ms);
    if (wall->view != NULL && !wall->rest.resting) {
        wake_ms = earlier(wake_ms, view_next_change(wall->view));
    }
    if (wall->screen != NULL && screen_fd(wall->screen) < 0 &&
        wall->options->screen != SCREEN_HEADLESS) {
        bool kms = strcmp(screen_driver(wall->screen), "KMSDRM") == 0;
        wake_ms = earlier(wake_ms, wall->now.mono_ms + (kms ? KMS_EVENTS_MS : DESK_EVENTS_MS));
    }
    int64_t wake_ns = wake_ms == NEVER ? NEVER : wake_ms * 1000000;
    if (frame_due(wall)) {
        return wall->quiet_until_ns;
    }
    return wake_ns;
}

/* While the next frame must wait for its turn, so may the mail: it is taken all at once then. */
static void sleep_until_next(struct wallboard *wall)
{
    bool pausing = frame_due(wall);
    int mail = wall->client != NULL && !pausing ? client_fd(wall->client) : -1;
    loop_watch(wall->loop, WAKE_MAIL, mail);
    unsigned woken = loop_wait(wall->loop, next_wake_ns(wall));
    wall->now = read_clock(wall);
    if (woken & 1u << WAKE_SIGNAL) {
        take_signals(wall);
    }
    if (woken & 1u << WAKE_CLOCK) {
        mark_dirty(wall);
    }
    bool polled = wall->screen != NULL && screen_fd(wall->screen) < 0;
    if (wall->screen != NULL && (polled || woken & 1u << WAKE_WINDOW)) {
        take_window_events(wall);
    }
}

static void turn(struct wallboard *wall)
{
    if (board_advance(wall->board, &wall->now)) {
        mark_dirty(wall);
    }
    take_mail(wall);
    pass_rest(wall);
    if (wall->now.mono_ms >= wall->retry_screen_ms) {
        make_screen(wall);
    }
    if (frame_due(wall) && (wall->screenshot || clock_mono_ns() >= wall->quiet_until_ns)) {
        show_frame(wall);
    }
    if (wall->screenshot) {
        wall->screenshot = false;
        screenshot_save(wall->screen);
    }
    if (wall->twin_until_ms != 0 && wall->now.mono_ms >= wall->twin_until_ms) {
        wall->twin_until_ms = 0;
        mark_dirty(wall);
    }
    publish_status(wall);
    if (wall->now.mono_ms >= wall->alive_ms) {
        feed_watchdog(wall);
    }
    sleep_until_next(wall);
}

/* A window that cannot be opened is a mistake at a desk; a wall waits for its screen to come. */
static bool gives_up(const struct wallboard *wall)
{
    return wall->screen == NULL && wall->options->screen != SCREEN_FULL;
}

int wallboard_run(const struct options *options)
{
    int code = EXIT_INTERNAL;
    struct wallboard wall = {.options = options, .retry_screen_ms = NEVER};
    /* Before the client's thread is made: it inherits which signals are blocked. */
    screen_prepare();
    wall.loop = loop_create();
    if (wall.loop == NULL) {
        goto out;
    }
    file_random_hex(wall.session, sizeof wall.session);
    log_line(LOG_INFO, "wallboard", "version " WALLBOARD_VERSION ", session %s", wall.session);
    setup_read(&wall.setup, options);
    clock_set_zone(wall.setup.board->zone);
    wall.now = read_clock(&wall);
    wall.started_ms = wall.now.mono_ms;
    wall.rest = rest_anew(false);
    wall.board = board_create(&wall.setup.board->spec, &clock_zone, &wall.now);
    make_client(&wall);
    make_screen(&wall);
    code = gives_up(&wall) ? EXIT_NO_SCREEN : EXIT_OK;
    /* What reading the files left behind would otherwise stay with us for months. */
    malloc_trim(0);
    while (code == EXIT_OK && !wall.leave) {
        turn(&wall);
    }
    notify_stopping();
out:
    if (wall.loop != NULL) {
        drop_client(&wall);
        rest_light(&wall.rest, wall.screen, true); /* whoever comes next finds a panel that shows */
        drop_screen(&wall);
    }
    board_destroy(wall.board);
    setup_finish(&wall.setup);
    loop_destroy(wall.loop);
    return code;
}
