#include "wall.h"

#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "device/clock.h"
#include "load.h"

struct moment wall_clock(const struct wallboard *wall)
{
    return clock_now(wall->setup.device != NULL ? wall->setup.device->clock : CLOCK_AUTO);
}

void wall_mark_dirty(struct wallboard *wall)
{
    wall->dirty = true;
    wall->news = true;
}

struct board *wall_new_board(const struct wallboard *wall)
{
    struct board *board = board_create(&wall->setup.board->spec, &clock_zone, &wall->now);
    board_mind_glyphs(board, load_drawable);
    return board;
}

void wall_make_view(struct wallboard *wall)
{
    const struct board_config *config = wall->setup.board;
    const struct measure *measure = screen_measure(wall->screen);
    int width = screen_width(wall->screen), height = screen_height(wall->screen);
    view_destroy(wall->view);
    stamp_destroy(wall->stamp);
    wall->stamp = wall->debug ? stamp_create(config, measure, width, height) : NULL;
    struct panel_room room = stamp_leaves(wall->stamp, width, height);
    wall->view =
        view_create(config, wall->board, &clock_zone, measure, room.width, room.height, &wall->now);
    wall_make_placard(wall);
    wall->invalid = true;
    wall_mark_dirty(wall);
}

void wall_where(const struct wallboard *wall, char to[REACHED_BYTES])
{
    const struct broker_config *broker = wall_broker(wall);
    bool numbers = strchr(broker->host, ':') != NULL; /* an IPv6 address */
    snprintf(to, REACHED_BYTES, "%s%s%s:%d", numbers ? "[" : "", broker->host, numbers ? "]" : "",
             broker->port);
}

void wall_make_client(struct wallboard *wall)
{
    wall->notice[0] = '\0';
    wall->link = (struct client_status){0};
    status_init(&wall->status);
    /* At another broker what is retained of us may be of a run before this one. */
    wall->heard = false;
    wall->twin_until_ms = 0;
    if (wall->setup.device != NULL) {
        wall->connection = wall->pushed != NULL ? pushed_connection_number(wall->pushed) : 0;
        wall_where(wall, wall->reached);
        bool in_turn = wall->pushed != NULL && pushed_takes_turns(wall->pushed);
        wall->client = link_create(wall->setup.device, wall_broker(wall), &wall->setup.board->spec,
                                   wall->session, in_turn, wall->notice, sizeof wall->notice);
    }
    loop_watch(wall->loop, WAKE_MAIL, wall->client != NULL ? client_fd(wall->client) : -1);
}

void wall_drop_client(struct wallboard *wall, int wait_ms)
{
    loop_watch(wall->loop, WAKE_MAIL, -1);
    client_destroy(wall->client, wait_ms);
    wall->client = NULL;
}

/* The new board knows what the old one knew, so the wall does not go blank. */
static void replace_board(struct wallboard *wall, bool new_screen)
{
    struct board *before = wall->board;
    clock_set_zone(wall->setup.board->zone);
    wall->now = wall_clock(wall);
    wall->board = wall_new_board(wall);
    board_adopt(wall->board, before, &wall->now);
    rest_renew(&wall->rest);
    if (wall->screen != NULL && new_screen) {
        wall_drop_screen(wall);
        wall_make_screen(wall);
    } else if (wall->screen != NULL) {
        wall_make_view(wall);
    }
    board_destroy(before);
}

/* Whether both are subscribed to alike. */
static bool same_topics(const struct board_spec *a, const struct board_spec *b)
{
    bool same = a->business_count == b->business_count && a->source_count == b->source_count;
    for (size_t i = 0; same && i < a->business_count; i++) {
        same = strcmp(a->businesses[i].id, b->businesses[i].id) == 0;
    }
    for (size_t i = 0; same && i < a->source_count; i++) {
        same = strcmp(a->sources[i].topic, b->sources[i].topic) == 0;
    }
    return same;
}

void wall_show_board(struct wallboard *wall, struct board_config *board, const char *sha256)
{
    bool bare = wall->setup.board_sha256[0] == '\0';
    struct board_config *before = setup_show(&wall->setup, board, sha256);
    const struct board_config *after = wall->setup.board;
    replace_board(wall, bare || before->display.rotate != after->display.rotate);
    if (!same_topics(&before->spec, &after->spec)) {
        wall_drop_client(wall, LEAVE_MS); /* it is subscribed to the others */
        wall_make_client(wall);
    }
    board_config_destroy(before);
}

/* The link is made anew even for the same files: certificate or password may have been replaced. */
void wall_reload(struct wallboard *wall)
{
    struct setup old = wall->setup;
    wall->safe = false;
    setup_read(&wall->setup, wall->options);
    setup_keep(&wall->setup, &old);
    const struct device_config *before = old.device != NULL ? old.device : wall->setup.device;
    struct board_config *replaced = wall_renew_push(wall, before);
    if (old.board == NULL) {
        old.board = replaced; /* it shows until now */
    } else {
        board_config_destroy(replaced); /* it never did */
    }
    log_line(LOG_INFO, "wallboard", "reload: board %s, device file %s",
             old.board != NULL ? "taken" : "kept", old.device != NULL ? "taken" : "kept");
    wall->certificates_ms = wall->now.mono_ms;
    wall_drop_client(wall, LEAVE_MS);
    if (old.board != NULL) {
        bool turned = old.board->display.rotate != wall->setup.board->display.rotate;
        /* Where there was no board, what it lacked may have been fonts, and the screen's are old.
         */
        replace_board(wall, turned || old.board_sha256[0] == '\0');
    }
    wall_make_client(wall);
    wall_make_placard(wall); /* the device file may name the screen anew */
    setup_finish(&old);
    wall_mark_dirty(wall);
}
