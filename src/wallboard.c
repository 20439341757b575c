/*
 * The wall in motion: message -> board -> scene -> damage -> screen -> next wake.
 *
 * One thread draws and decides; the client has its own and hands over messages. A turn takes what
 * came in, lets time pass, shows a frame if something that can be seen changed, and sleeps until
 * the next thing can happen. Rendering never waits for the network.
 */

#include "wallboard.h"

#include <malloc.h>
#include <stdlib.h>

#include "base/log.h"
#include "device/clock.h"
#include "device/files.h"
#include "device/notify.h"
#include "device/starts.h"
#include "screenshot.h"
#include "wall.h"

#define MAPPED_FROM_BYTES (64 * 1024)

/*
 * Drivers whose events have no file descriptor are asked now and then, and at every other turn.
 * With KMS/DRM that is a picture that must be painted again; monitors have news of their own.
 */
#define KMS_EVENTS_MS 10000
#define DESK_EVENTS_MS 50

/* With this start in a row, none of which lived for long, the board is left out. */
#define SAFE_STARTS 6

static int64_t next_wake_ns(const struct wallboard *wall)
{
    int64_t wake_ms = earlier(board_next_change(wall->board), wall->retry_screen_ms);
    wake_ms = earlier(earlier(wake_ms, wall->alive_ms), wall->settled_ms);
    if (wall->twin_until_ms != 0) {
        wake_ms = earlier(wake_ms, wall->twin_until_ms);
    }
    if (wall->client != NULL && wall->link.link == CLIENT_UP) {
        wake_ms = earlier(wake_ms, status_next(&wall->status, wall->news));
    }
    wake_ms = earlier(earlier(wake_ms, wall->rest.mono_ms), wall->card.until_ms);
    wake_ms = earlier(earlier(wake_ms, wall->light.retry_ms), wall->monitor.look_ms);
    wake_ms = earlier(wake_ms, television_next(&wall->television));
    wake_ms = earlier(wake_ms, memory_next(&wall->memory));
    if (wall->pushed != NULL) {
        wake_ms = earlier(wake_ms, pushed_next(wall->pushed, &wall->now));
    }
    if (wall->view != NULL && !wall->rest.resting) {
        wake_ms = earlier(wake_ms, wall_next_picture(wall));
    }
    if (wall->screen != NULL && screen_fd(wall->screen) < 0 &&
        wall->options->screen != SCREEN_HEADLESS) {
        bool kms = screen_card(wall->screen) >= 0;
        wake_ms = earlier(wake_ms, wall->now.mono_ms + (kms ? KMS_EVENTS_MS : DESK_EVENTS_MS));
    }
    int64_t wake_ns = wake_ms == NEVER ? NEVER : wake_ms * 1000000;
    if (wall_frame_due(wall)) {
        return wall->quiet_until_ns;
    }
    return wake_ns;
}

/* While the next frame must wait for its turn, so may the mail: it is taken all at once then. */
static void sleep_until_next(struct wallboard *wall)
{
    bool pausing = wall_frame_due(wall);
    int mail = wall->client != NULL && !pausing ? client_fd(wall->client) : -1;
    loop_watch(wall->loop, WAKE_MAIL, mail);
    unsigned woken = loop_wait(wall->loop, next_wake_ns(wall));
    wall->now = wall_clock(wall);
    if (woken & 1u << WAKE_SIGNAL) {
        wall_take_signals(wall);
    }
    if (woken & 1u << WAKE_CLOCK) {
        wall_mark_dirty(wall);
    }
    if (woken & 1u << WAKE_NETWORK) {
        wall_take_network(wall);
    }
    if (woken & 1u << WAKE_MONITOR) {
        wall_take_monitors(wall);
    }
    if (woken & 1u << WAKE_UPDATE) {
        wall_take_update_news(wall);
    }
    if (woken & 1u << WAKE_CABLE) {
        wall_take_television(wall);
    }
    bool polled = wall->screen != NULL && screen_fd(wall->screen) < 0;
    if (wall->screen != NULL && (polled || woken & 1u << WAKE_WINDOW)) {
        wall_take_window_events(wall);
    }
}

/* A board that ends the program must not do so for ever: then rather a wall that says so. */
static void begin_safely(struct wallboard *wall)
{
    int starts = starts_count(getenv("RUNTIME_DIRECTORY"));
    wall->safe = starts >= SAFE_STARTS;
    wall->settled_ms = starts > 0 ? wall->started_ms + STARTS_LIFE_MS : NEVER;
    if (wall->safe) {
        log_line(LOG_ERROR, "wallboard", "start %d in a row: the board is left out", starts);
        setup_read_safely(&wall->setup, wall->options);
    } else {
        setup_read(&wall->setup, wall->options);
    }
}

static void pass_settling(struct wallboard *wall)
{
    if (wall->now.mono_ms >= wall->settled_ms) {
        wall->settled_ms = NEVER;
        starts_forget(getenv("RUNTIME_DIRECTORY"));
    }
}

static void turn(struct wallboard *wall)
{
    if (board_advance(wall->board, &wall->now)) {
        wall_mark_dirty(wall);
    }
    wall_take_mail(wall);
    wall_pass_memory(wall);
    wall_pass_certificates(wall);
    wall_pass_push(wall);
    wall_pass_card(wall);
    wall_pass_rest(wall);
    wall_pass_light(wall);
    wall_pass_screen(wall);
    pass_settling(wall);
    if (wall_frame_due(wall) && (wall->screenshot || clock_mono_ns() >= wall->quiet_until_ns)) {
        wall_show_frame(wall);
        wall_pass_push(wall); /* a trial waits for its frame */
    }
    wall_pass_television(wall); /* it is woken when there is something to see */
    wall_prove_update(wall);
    if (wall->screenshot) {
        wall->screenshot = false;
        screenshot_save(wall->screen);
    }
    if (wall->twin_until_ms != 0 && wall->now.mono_ms >= wall->twin_until_ms) {
        wall->twin_until_ms = 0;
        wall_mark_dirty(wall);
    }
    wall_publish_status(wall);
    if (wall->now.mono_ms >= wall->alive_ms) {
        wall_feed_watchdog(wall);
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
    struct wallboard wall = {
        .options = options,
        .card = {.until_ms = NEVER, .network_fd = -1},
        .certificates = {NO_TIME, NO_TIME},
        .certificates_ms = INT64_MIN,
        .retry_screen_ms = NEVER,
        .settled_ms = NEVER,
        .monitor = {.fd = -1, .look_ms = NEVER},
        .pictured_ms = INT64_MIN / 2,
        .updates = {.fd = -1},
    };
    /* Large blocks in pages of their own: what is never written in them takes no memory, and all of
     * it goes back. Without this the first that is freed makes malloc keep them together. */
    mallopt(M_MMAP_THRESHOLD, MAPPED_FROM_BYTES);
    /* Before the client's thread is made: it inherits which signals are blocked. */
    screen_prepare();
    wall.loop = loop_create();
    if (wall.loop == NULL) {
        goto out;
    }
    file_random_hex(wall.session, sizeof wall.session);
    log_line(LOG_INFO, "wallboard", "version " WALLBOARD_VERSION ", session %s", wall.session);
    wall.started_ms = clock_mono_ns() / 1000000;
    wall.debug = setup_is_debug();
    begin_safely(&wall);
    board_config_destroy(wall_renew_push(&wall, NULL));
    clock_set_zone(wall.setup.board->zone);
    wall.now = wall_clock(&wall);
    wall.rest = rest_anew(false);
    wall.light = light_new();
    wall.television = television_new(&cec_kernel);
    wall.board = wall_new_board(&wall);
    wall_find_memory(&wall);
    wall_begin_updates(&wall);
    wall_make_client(&wall);
    wall_show_card(&wall, options->test_card ? CARD_TEST : CARD_NONE, NEVER);
    wall_watch_monitors(&wall);
    wall_make_screen(&wall);
    code = gives_up(&wall) ? EXIT_NO_SCREEN : EXIT_OK;
    /* What reading the files left behind would otherwise stay with us for months. */
    malloc_trim(0);
    while (code == EXIT_OK && !wall.leave) {
        turn(&wall);
    }
    if (code == EXIT_OK) {
        starts_forget(getenv("RUNTIME_DIRECTORY")); /* an end in order is no crash */
    }
    notify_stopping();
out:
    if (wall.loop != NULL) {
        wall_finish_memory(&wall);
        wall_drop_client(&wall, LEAVE_MS);
        wall_switch_light(&wall, true);      /* whoever comes next finds a panel that shows */
        television_detach(&wall.television); /* which stays as it is */
        wall_drop_screen(&wall);
        wall_ignore_monitors(&wall);
        wall_finish_card(&wall);
    }
    updates_close(&wall.updates);
    board_destroy(wall.board);
    pushed_destroy(wall.pushed);
    setup_finish(&wall.setup);
    loop_destroy(wall.loop);
    return code;
}
