#include "wall.h"

#include <stdio.h>
#include <stdlib.h>

#include "acknowledge.h"
#include "base/log.h"
#include "config/nearest.h"
#include "device/clock.h"
#include "device/notify.h"
#include "find_kpi.h"
#include "mqtt/topics.h"
#include "why_answer.h"

/* Of orders. */
#define LONGEST_MS (INT64_C(31) * 86400 * 1000)

#define SCREENSHOT_MAX_BYTES ((size_t)2 * 1024 * 1024)

/* To make one takes some time, in which nothing is drawn. */
#define SCREENSHOT_EVERY_MS 2000

/* ---- What several of them need -------------------------------------------------------------- */

static void refuse(struct faults *faults, const char *code, const char *allowed,
                   const char *message)
{
    faults_add(faults, SEVERITY_FAULT, "", code, "", allowed, "%s", message);
}

/* False after a fault: there is nothing to show, or an emergency before it. */
static bool can_show(const struct wallboard *wall, struct faults *faults)
{
    if (wall_has_emergency(wall)) {
        refuse(faults, "emergency", "when it is over", "An emergency has the whole screen.");
    } else if (wall->view == NULL) {
        refuse(faults, "no-screen", "with a screen", "There is no screen to show anything.");
    }
    return faults_fatal(faults) == 0;
}

/* ---- blank, wake ---------------------------------------------------------------------------- */

/* The monotonic ms that `until` names; false after a fault. */
static bool take_until(const struct wallboard *wall, const char *until, int64_t *mono_ms,
                       struct faults *faults)
{
    int64_t wall_ms;
    if (!time_parse(until, &wall_ms)) {
        faults_add(faults, SEVERITY_FAULT, "/until", "type", until, "such as 2026-11-18T09:00:00Z",
                   "'until' is a time, RFC 3339 in UTC.");
    } else if (!wall->now.clock_good) {
        faults_add(faults, SEVERITY_FAULT, "/until", "clock", until, "for_s",
                   "The clock of this screen is not known to be right.");
    } else if (wall_ms <= wall->now.wall_ms || wall_ms - wall->now.wall_ms > LONGEST_MS) {
        faults_add(faults, SEVERITY_FAULT, "/until", "range", until, "within the next 31 days",
                   "'until' is out of its range.");
    } else {
        *mono_ms = wall->now.mono_ms + (wall_ms - wall->now.wall_ms);
        return true;
    }
    return false;
}

/* NEVER: no time was said. False after a fault. */
static bool take_time(const struct wallboard *wall, const struct request *request, int64_t *mono_ms,
                      struct faults *faults)
{
    *mono_ms = NEVER;
    if (request->for_s != ABSENT && request->until != NULL) {
        faults_add(faults, SEVERITY_FAULT, "/until", "conflict", request->until, "for_s or until",
                   "A time is said twice.");
        return false;
    }
    if (request->for_s != ABSENT) {
        *mono_ms = wall->now.mono_ms + request->for_s * INT64_C(1000);
    }
    return request->until == NULL || take_until(wall, request->until, mono_ms, faults);
}

static void obey(struct wallboard *wall, enum order order, int64_t until_ms, json_t *facts)
{
    wall_show_card(wall, CARD_NONE, NEVER);
    rest_order(&wall->rest, order, until_ms);
    wall_pass_rest(wall);
    int64_t end_ms = rest_until(&wall->rest, &wall->now);
    char end[24] = "";
    if (end_ms != NO_TIME) {
        time_format(end_ms, end, sizeof end);
    }
    json_object_set_new(facts, "on", json_boolean(!wall->rest.resting));
    json_object_set_new(facts, "until", end[0] != '\0' ? json_string(end) : json_null());
}

bool wall_blank(struct wallboard *wall, const struct request *request, json_t *facts,
                struct faults *faults)
{
    int64_t until_ms;
    if (!take_time(wall, request, &until_ms, faults)) {
        return false;
    }
    if (wall_has_emergency(wall)) {
        refuse(faults, "emergency", "when it is over", "An emergency keeps the wall on.");
        return false;
    }
    obey(wall, ORDER_BLANK, until_ms, facts);
    return true;
}

bool wall_wake(struct wallboard *wall, const struct request *request, json_t *facts,
               struct faults *faults)
{
    int64_t until_ms;
    if (!take_time(wall, request, &until_ms, faults)) {
        return false;
    }
    obey(wall, ORDER_WAKE, until_ms, facts);
    return true;
}

/* ---- page ----------------------------------------------------------------------------------- */

static bool find_page_by_id(const struct view *view, const char *id, size_t *page,
                            struct faults *faults)
{
    char hint[128], allowed[256] = "";
    size_t used = 0;
    struct nearest nearest = nearest_to(id);
    *page = view_find_page(view, id);
    if (*page < view_page_count(view)) {
        return true;
    }
    for (const char *other = NULL; (other = view_next_id(view, other)) != NULL;) {
        nearest_offer(&nearest, other);
        int more =
            snprintf(allowed + used, sizeof allowed - used, "%s%s", used > 0 ? ", " : "", other);
        used = used + (size_t)more < sizeof allowed ? used + (size_t)more : sizeof allowed - 1;
    }
    faults_add(faults, SEVERITY_FAULT, "/id", "unknown-id", id, allowed,
               "The wall has no such page.%s", nearest_hint(&nearest, hint, sizeof hint));
    return false;
}

/* The one place that knows how a page is called. False after a fault. */
static bool find_page(const struct view *view, const struct request *request, size_t *page,
                      struct faults *faults)
{
    size_t count = view_page_count(view);
    if ((request->page == ABSENT) == (request->id == NULL)) {
        faults_add(faults, SEVERITY_FAULT, "/page", request->id ? "not-both" : "missing", "",
                   "the number of a page, or its id", "One of both says which page.");
        return false;
    }
    if (request->id) {
        return find_page_by_id(view, request->id, page, faults);
    }
    if ((size_t)request->page > count) {
        char read[16], allowed[32];
        snprintf(read, sizeof read, "%d", request->page);
        snprintf(allowed, sizeof allowed, "1 to %zu", count);
        faults_add(faults, SEVERITY_FAULT, "/page", "range", read, allowed,
                   "The wall has no such page.");
        return false;
    }
    *page = (size_t)request->page - 1;
    return true;
}

bool wall_turn_to_page(struct wallboard *wall, const struct request *request, json_t *facts,
                       struct faults *faults)
{
    size_t page;
    if (!can_show(wall, faults) || !find_page(wall->view, request, &page, faults)) {
        return false;
    }
    if (rest_wanted(&wall->rest)) {
        refuse(faults, "off", "after wake", "The wall is off.");
        return false;
    }
    int64_t for_ms = request->for_s != ABSENT ? request->for_s * INT64_C(1000) : 0;
    wall_show_card(wall, CARD_NONE, NEVER);
    view_hold_page(wall->view, page, for_ms, &wall->now);
    wall_mark_dirty(wall);
    json_object_set_new(facts, "page", json_integer((json_int_t)page + 1));
    json_object_set_new(facts, "id", json_string(view_page_id(wall->view)));
    json_object_set_new(facts, "pages", json_integer((json_int_t)view_page_count(wall->view)));
    return true;
}

/* ---- acknowledge ---------------------------------------------------------------------------- */

bool wall_acknowledge(struct wallboard *wall, const struct request *request, json_t *facts,
                      struct faults *faults)
{
    wall_mark_dirty(wall);
    return acknowledge(wall->board, wall->setup.board, request, &wall->now, facts, faults);
}

/* ---- why ------------------------------------------------------------------------------------ */

/* What is known of the configuration in force. */
static json_t *config_facts(const struct wallboard *wall)
{
    json_t *facts = wall->pushed != NULL ? pushed_facts(wall->pushed) : NULL;
    facts = facts != NULL ? facts : json_object();
    json_object_set_new(facts, "sha256", json_string(wall->setup.board_sha256));
    return facts;
}

/* In place of the page, for so long. False after a fault. */
static bool show_why(struct wallboard *wall, size_t index, int for_s, json_t *facts,
                     struct faults *faults)
{
    char config[WHY_CONFIG_BYTES];
    if (!can_show(wall, faults)) {
        return false;
    }
    if (rest_wanted(&wall->rest)) {
        refuse(faults, "off", "after wake", "The wall is off.");
        return false;
    }
    json_t *told = config_facts(wall);
    why_config(config, sizeof config, told);
    json_decref(told);
    wall_show_card(wall, CARD_NONE, NEVER);
    view_show_why(wall->view, index, config, for_s * INT64_C(1000), &wall->now);
    wall_mark_dirty(wall);
    json_object_set_new(facts, "shown", json_true());
    return true;
}

bool wall_why(struct wallboard *wall, const struct request *request, json_t *facts,
              struct faults *faults)
{
    size_t index = find_kpi(wall->board, request->kpi, "/kpi", NULL, faults);
    if (index == SIZE_MAX ||
        (request->for_s != ABSENT && !show_why(wall, index, request->for_s, facts, faults))) {
        return false;
    }
    struct why why = board_why(wall->board, index);
    const struct why_asked asked = {wall->setup.board->language, &clock_zone, wall->now};
    json_object_set_new(facts, "why",
                        why_answer(&why, board_spec(wall->board), &asked, config_facts(wall)));
    return true;
}

/* ---- identify, test-card -------------------------------------------------------------------- */

static bool show_card(struct wallboard *wall, enum card card, const struct request *request,
                      json_t *facts, struct faults *faults)
{
    if (!can_show(wall, faults)) {
        return false;
    }
    bool shown = request->for_s > 0;
    wall_show_card(wall, shown ? card : CARD_NONE, request->for_s * INT64_C(1000));
    char end[24] = "";
    if (shown && wall->now.clock_good) {
        time_format(wall->now.wall_ms + request->for_s * INT64_C(1000), end, sizeof end);
    }
    json_object_set_new(facts, "shown", json_boolean(shown));
    json_object_set_new(facts, "until", end[0] != '\0' ? json_string(end) : json_null());
    return true;
}

bool wall_identify(struct wallboard *wall, const struct request *request, json_t *facts,
                   struct faults *faults)
{
    return show_card(wall, CARD_IDENTIFY, request, facts, faults);
}

bool wall_test_card(struct wallboard *wall, const struct request *request, json_t *facts,
                    struct faults *faults)
{
    return show_card(wall, CARD_TEST, request, facts, faults);
}

/* ---- screenshot ----------------------------------------------------------------------------- */

/* What the wall shows after all that was asked before. NULL after a fault. */
static char *take_picture(struct wallboard *wall, size_t *length, struct faults *faults)
{
    char *png = NULL;
    if (wall->now.mono_ms - wall->pictured_ms < SCREENSHOT_EVERY_MS) {
        refuse(faults, "rate", "one every 2 s", "Too many screenshots at a time.");
        return NULL;
    }
    wall_pass_card(wall);
    wall_pass_rest(wall);
    if (wall_frame_due(wall)) {
        wall_show_frame(wall);
    }
    if (wall->screen == NULL || (png = screen_png(wall->screen, length)) == NULL) {
        refuse(faults, "no-screen", "with a screen", "There is no picture to be had.");
        return NULL;
    }
    wall->pictured_ms = wall->now.mono_ms;
    if (*length > SCREENSHOT_MAX_BYTES) {
        refuse(faults, "too-large", "at most 2 MiB", "The picture is too large.");
        free(png);
        return NULL;
    }
    return png;
}

bool wall_send_screenshot(struct wallboard *wall, const struct request *request, json_t *facts,
                          struct faults *faults)
{
    (void)request;
    size_t length;
    char topic[TOPIC_BYTES], hash[SHA256_HEX_BYTES];
    char *png = take_picture(wall, &length, faults);
    if (png == NULL) {
        return false;
    }
    topic_screen(topic, wall->setup.device->site, wall->setup.device->screen, "screenshot");
    bool sent = client_publish(wall->client, topic, png, length, 1, false);
    status_sha256(hash, png, length);
    free(png);
    if (!sent) {
        refuse(faults, "busy", "later", "What was to be sent before is still waiting.");
        return false;
    }
    json_object_set_new(facts, "topic", json_string(topic));
    json_object_set_new(facts, "bytes", json_integer((json_int_t)length));
    json_object_set_new(facts, "sha256", json_string(hash));
    return true;
}

/* ---- ping, log ------------------------------------------------------------------------------ */

bool wall_ping(struct wallboard *wall, const struct request *request, json_t *facts,
               struct faults *faults)
{
    (void)request;
    (void)faults;
    json_object_set_new(facts, "version", json_string(WALLBOARD_VERSION));
    json_object_set_new(facts, "session", json_string(wall->session));
    json_object_set_new(facts, "uptime_s", json_integer(wall_uptime_s(wall)));
    return true;
}

static json_t *line_json(const struct log_kept *line)
{
    char time[24];
    time_format(line->unix_s * 1000, time, sizeof time);
    return json_sprintf("%s %s: %s", time, log_level_word(line->level), line->text);
}

bool wall_send_log(struct wallboard *wall, const struct request *request, json_t *facts,
                   struct faults *faults)
{
    (void)wall;
    (void)faults;
    struct log_kept lines[LOG_KEPT];
    size_t count = log_last(lines, (size_t)request->lines);
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        json_array_append_new(list, line_json(&lines[i]));
    }
    json_object_set_new(facts, "lines", list);
    return true;
}

/* ---- restart -------------------------------------------------------------------------------- */

/* What is to be sent, this answer and the farewell, is sent before the program ends. */
bool wall_leave_to_restart(struct wallboard *wall, const struct request *request, json_t *facts,
                           struct faults *faults)
{
    (void)request;
    if (!notify_managed()) {
        refuse(faults, "unmanaged", "under a service manager, such as systemd",
               "Nobody would start the program again.");
        return false;
    }
    json_object_set_new(facts, "session", json_string(wall->session));
    wall->leave = true;
    return true;
}
