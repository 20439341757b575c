#include "wall.h"

#include <unistd.h>

#include "base/log.h"
#include "device/connectors.h"
#include "device/monitor.h"
#include "device/notify.h"

#define SCREEN_RETRY_MS 5000

/* A plug that goes in speaks more than once, and a television that changes its input is soon back.
 */
#define SETTLE_MS 700

/*
 * A card that is not asked for says that no monitor is there as long as it hears of none, even
 * where its socket counts as plugged in when it is asked (video=...D on the kernel's command line).
 * To ask it then would end its news.
 */
static bool is_unplugged(const struct wallboard *wall, const struct monitors *seen)
{
    return wall->monitor.bare && seen->sockets > 0 && seen->plugged == 0;
}

static void wait_for_screen(struct wallboard *wall, const struct monitors *seen)
{
    wall->retry_screen_ms = wall->now.mono_ms + SCREEN_RETRY_MS;
    wall->monitor.none = seen->sockets > 0 && seen->plugged == 0;
    if (wall->monitor.none) {
        notify_ready("no monitor is plugged in");
    }
}

static void open_screen(struct wallboard *wall, const struct monitors *seen)
{
    const struct options *options = wall->options;
    bool full = options->screen == SCREEN_FULL;
    screen_destroy(wall->screen);
    wall->screen =
        screen_create(options->screen, full ? seen->width : options->width,
                      full ? seen->height : options->height, wall->setup.board->display.rotate);
}

/* To open a bare card is to ask its monitors, and only then is it certain what they want. */
static void open_bare_screen(struct wallboard *wall, const struct monitors *seen)
{
    struct monitors fresh = monitor_look(MONITOR_FOLDER);
    wall->monitor.bare = true;
    wall->monitor.print = fresh.print;
    if (fresh.width > 0 && (fresh.width != seen->width || fresh.height != seen->height)) {
        open_screen(wall, &fresh);
    }
}

void wall_make_screen(struct wallboard *wall)
{
    struct monitors seen = {0};
    if (wall->options->screen == SCREEN_FULL) {
        seen = monitor_look(MONITOR_FOLDER);
    }
    if (!is_unplugged(wall, &seen)) {
        open_screen(wall, &seen);
    }
    if (wall->screen != NULL && screen_card(wall->screen) >= 0) {
        open_bare_screen(wall, &seen);
    }
    wall->light = light_new();
    if (wall->screen == NULL) {
        wait_for_screen(wall, &seen);
        return;
    }
    wall->retry_screen_ms = NEVER;
    wall->monitor.none = false;
    wall->cable = false; /* it may be another socket */
    loop_watch(wall->loop, WAKE_WINDOW, screen_fd(wall->screen));
    wall_make_view(wall);
}

void wall_drop_screen(struct wallboard *wall)
{
    loop_watch(wall->loop, WAKE_WINDOW, -1);
    view_destroy(wall->view);
    stamp_destroy(wall->stamp);
    wall_drop_placard(wall);
    screen_destroy(wall->screen);
    wall->view = NULL;
    wall->stamp = NULL;
    wall->screen = NULL;
    wall->shown = false;
}

/* ---- Monitors that come and go ------------------------------------------------------------- */

void wall_watch_monitors(struct wallboard *wall)
{
    wall->monitor.look_ms = NEVER;
    wall->monitor.fd = wall->options->screen == SCREEN_FULL ? monitor_watch() : -1;
    loop_watch(wall->loop, WAKE_MONITOR, wall->monitor.fd);
}

void wall_ignore_monitors(struct wallboard *wall)
{
    if (wall->monitor.fd >= 0) {
        close(wall->monitor.fd);
    }
}

void wall_take_monitors(struct wallboard *wall)
{
    if (monitor_heard(wall->monitor.fd)) {
        wall->monitor.look_ms = wall->now.mono_ms + SETTLE_MS;
    }
}

/* Other monitors, or other modes, need a screen made for them; the same one only lost its picture.
 */
static void look_at_monitors(struct wallboard *wall)
{
    struct monitors seen = monitor_look(MONITOR_FOLDER);
    if (seen.plugged > 0) {
        connectors_ask(screen_card(wall->screen));
        seen = monitor_look(MONITOR_FOLDER);
    }
    log_line(LOG_INFO, "screen", "monitors: %d of %d, %dx%d", seen.plugged, seen.sockets,
             seen.width, seen.height);
    if (seen.plugged > 0 && seen.print == wall->monitor.print) {
        wall->light = light_new();
        wall->cable = wall->cable && wall->television.cec.fd >= 0;
        wall->invalid = true;
    } else {
        wall_drop_screen(wall);
        wall_make_screen(wall);
    }
    wall_mark_dirty(wall);
}

void wall_pass_screen(struct wallboard *wall)
{
    bool news = wall->now.mono_ms >= wall->monitor.look_ms;
    if (news) {
        wall->monitor.look_ms = NEVER;
    }
    if (wall->screen == NULL) {
        if (news || wall->now.mono_ms >= wall->retry_screen_ms) {
            wall_make_screen(wall);
        }
    } else if (news && screen_card(wall->screen) >= 0) {
        look_at_monitors(wall);
    }
}
