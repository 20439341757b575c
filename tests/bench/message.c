/*
 * Feeds messages through board and view, without a screen, to a board of as many KPIs as wanted.
 * Run under callgrind, which counts the instructions: those of a long run less those of a short
 * one, by the messages between them, are what one message costs.
 *
 * usage: message BOARD-FILE KPIS SPREAD MESSAGES     SPREAD: messages go to the first so many KPIs
 */

#include <assert.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/stage/feed.h"
#include "bench/stage/process.h"
#include "support/folder.h"
#include "view/view.h"

/* ---- A board of any size -------------------------------------------------------------------- */

/* Leaves `left` KPIs of a business, in the order they are written. */
static size_t trim(json_t *business, size_t left)
{
    json_t *channels = json_object_get(business, "channels");
    const char *channel_id, *kpi_id;
    json_t *channel, *kpi;
    void *next_channel, *next_kpi;
    json_object_del(business, "order");
    json_object_foreach_safe(channels, next_channel, channel_id, channel)
    {
        json_t *kpis = json_object_get(channel, "kpis");
        json_object_del(channel, "order");
        json_object_foreach_safe(kpis, next_kpi, kpi_id, kpi)
        {
            if (left == 0) {
                json_object_del(kpis, kpi_id);
            } else {
                left--;
            }
        }
        if (json_object_size(kpis) == 0) {
            json_object_del(channels, channel_id);
        }
    }
    return left;
}

/* The business of the board, as often as it takes. */
static json_t *board_of(const char *path, size_t kpis)
{
    json_error_t error;
    json_t *root = json_load_file(path, 0, &error);
    json_t *businesses = json_object_get(root, "businesses");
    const json_t *business = json_object_iter_value(json_object_iter(businesses));
    if (business == NULL) {
        give_up("%s: %s", path, root == NULL ? error.text : "no business");
    }
    json_t *many = json_object();
    for (size_t left = kpis, i = 1; left > 0; i++) {
        char id[32];
        snprintf(id, sizeof id, "main-%zu", i);
        json_t *copy = json_deep_copy(business);
        json_object_set_new(copy, "name", json_string(id)); /* each is told from the others */
        left = trim(copy, left);
        json_object_set_new(many, id, copy);
    }
    json_object_set_new(root, "businesses", many);
    json_object_set_new(root, "rotation", json_pack("{s:i}", "dwell_s", 0));
    json_object_del(root, "order");
    return root;
}

static struct feed *make_feed(const char *board, size_t kpis)
{
    char folder[64], path[96];
    folder_create(folder, sizeof folder);
    snprintf(path, sizeof path, "%s/board.json", folder);
    json_t *root = board_of(board, kpis);
    if (json_dump_file(root, path, 0) != 0) {
        give_up("%s cannot be written", path);
    }
    struct feed *feed = feed_create(path, "/dev/null");
    json_decref(root);
    folder_remove(folder);
    if (feed_count(feed) != kpis) {
        give_up("the board has %zu KPIs instead of %zu", feed_count(feed), kpis);
    }
    return feed;
}

/* ---- Text without fonts --------------------------------------------------------------------- */

static int width(const struct measure *measure, struct font font, const char *text)
{
    (void)measure;
    return (int)strlen(text) * font.px / 2;
}

static struct font_height height(const struct measure *measure, struct font font)
{
    (void)measure;
    return (struct font_height){font.px, font.px / 4, font.px * 3 / 4, font.px * 3 / 4};
}

static const struct measure flat_measure = {width, height};

/* ---- Messages ------------------------------------------------------------------------------- */

struct path {
    const struct feed *feed;
    struct board *board;
    struct view *view;
    struct moment now;
    struct damage damage;
};

static void send(struct path *path, size_t kpi, size_t value)
{
    const char *topic = feed_topic(path->feed, kpi) + strlen("wallboard/1/" FEED_SITE "/");
    const char *payload = feed_value(path->feed, kpi, value % FEED_VALUES);
    enum effect effect =
        board_message(path->board, topic, payload, strlen(payload), false, &path->now);
    if (effect != EFFECT_TAKEN) {
        give_up("%s %s was not taken", topic, payload);
    }
}

static void let_a_millisecond_pass(struct path *path)
{
    const struct view_state state = {.link = LINK_UP, .link_since_ms = NO_TIME};
    path->now.mono_ms++;
    path->now.wall_ms++;
    board_advance(path->board, &path->now);
    damage_clear(&path->damage, path->damage.wall);
    view_update(path->view, &state, &path->now, &path->damage);
}

int main(int count, char **arguments)
{
    if (count != 5) {
        give_up("usage: %s BOARD-FILE KPIS SPREAD MESSAGES", arguments[0]);
    }
    size_t kpis = strtoul(arguments[2], NULL, 10), spread = strtoul(arguments[3], NULL, 10);
    size_t messages = strtoul(arguments[4], NULL, 10);
    struct feed *feed = make_feed(arguments[1], kpis);
    const struct board_config *config = feed_board(feed);
    struct path path = {.feed = feed, .damage.wall = {0, 0, 1920, 1080}};
    /* A minute's beginning: the clock of the header stands still for the next 60,000 messages. */
    path.now = (struct moment){1000000, INT64_C(1795000020000), true};
    path.board = board_create(&config->spec, &zone_utc, &path.now);
    path.view = view_create(config, path.board, &zone_utc, &flat_measure, 1920, 1080, &path.now);
    for (size_t i = 0; i < kpis; i++) {
        send(&path, i, 0);
    }
    let_a_millisecond_pass(&path);
    for (size_t i = 0; i < messages; i++) {
        send(&path, i % spread, 1 + i / spread);
        let_a_millisecond_pass(&path);
    }
    view_destroy(path.view);
    board_destroy(path.board);
    feed_destroy(feed);
    return EXIT_SUCCESS;
}
