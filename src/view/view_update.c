#include "view/view_parts.h"

#include <string.h>

#include "base/text.h"
#include "view/drift.h"

#define MINUTE_MS 60000

/* What the clock has changed: all that tells time by minutes, or itself alone. */
enum passed { PASSED_NOTHING, PASSED_SECOND, PASSED_MINUTE };

static enum passed pass_time(struct view *view, const struct moment *now)
{
    bool seconds = view->look.config->display.seconds;
    int64_t into = now->wall_ms % MINUTE_MS;
    into = into < 0 ? into + MINUTE_MS : into;
    int64_t minute = (now->wall_ms - into) / MINUTE_MS;
    struct clock_face before = view->face;
    view->face = clock_face_at(now, seconds);
    view->tick_ms = clock_face_next(now, seconds);
    view->look.now.wall_ms = minute * MINUTE_MS;
    view->look.now.minute_ms = now->mono_ms - into;
    if (minute != view->minute || view->face.good != before.good) {
        view->minute = minute;
        return PASSED_MINUTE;
    }
    return view->face.wall_ms != before.wall_ms ? PASSED_SECOND : PASSED_NOTHING;
}

/* A step comes with a tick of the clock, so it needs no deadline of its own. */
static void move_picture(struct view *view, struct damage *damage)
{
    struct drift drift = drift_at(view->minute, view->look.config->display.shift_px);
    if (drift.x != view->scene.origin_x || drift.y != view->scene.origin_y) {
        view->scene.origin_x = drift.x;
        view->scene.origin_y = drift.y;
        damage_add(damage, view->wall);
    }
}

static bool take_state(struct view *view, const struct view_state *state)
{
    char notice[VIEW_NOTICE_BYTES] = "", screen[VIEW_SCREEN_BYTES] = "";
    if (state->notice) {
        text_copy_clean(notice, sizeof notice, state->notice);
    }
    if (state->screen) {
        text_copy_clean(screen, sizeof screen, state->screen);
    }
    if (state->link == view->state.link && state->link_since_ms == view->state.link_since_ms &&
        strcmp(notice, view->notice) == 0 && strcmp(screen, view->screen) == 0) {
        return false;
    }
    view->state = *state;
    memcpy(view->notice, notice, sizeof notice);
    memcpy(view->screen, screen, sizeof screen);
    view->state.notice = notice[0] ? view->notice : NULL;
    view->state.screen = screen[0] ? view->screen : NULL;
    return true;
}

static bool take_summary(struct view *view, const struct moment *now)
{
    const struct summary *summary = board_summary(view->look.board);
    if (summary->revision == view->summary_revision && !view->fresh) {
        return false;
    }
    if (summary->revision != view->summary_revision) {
        view_wait_for_order(view, now);
    }
    view->summary_revision = summary->revision;
    attention_watch(&view->attention, view->look.board);
    view->strip.count =
        board_off_target(view->look.board, view->off_target, view->look.config->spec.kpi_count);
    if (view->strip.first >= view->strip.count) {
        view->strip.first = 0;
    }
    return true;
}

static void turn_if_due(struct view *view, const struct moment *now)
{
    if (now->mono_ms >= view->turn_ms && !banner_is_emergency(&view->banner) && !view->why.stands) {
        size_t page = view->place.page;
        page = turning_next(&view->turning, &view->sheets, view->look.board, page);
        page = view_turns(view) ? page : 0;
        view_show_page(view, page, now);
    }
}

/* Goes to what is newly missed, or stays on it. */
static void turn_if_called(struct view *view, const struct moment *now)
{
    size_t page = view->place.page;
    if (!view_turns(view) || banner_is_emergency(&view->banner) || view->why.stands ||
        !turning_called(&view->turning, &view->attention, &view->sheets, view->look.board, &page)) {
        return;
    }
    if (page != view->place.page) {
        view_set_page(view, page);
    }
    view_wait_for_turn(view, now);
}

static bool turn_strip_if_due(struct view *view, const struct moment *now)
{
    return strip_turn_if_due(&view->strip, view->named, view_turns(view), now);
}

/* Whether the banner wants another place than it has. */
static bool banner_needs_place(const struct view *view)
{
    struct rect strip = view->slots[CELL_STRIP].bounds;
    return banner_lines(&view->banner, &view->chrome, &view->look, view->frame, strip.w) !=
           view->banner_wanted;
}

/*
 * Makes room for a banner that has come, or takes it back. True when another text or page of one is
 * to be recorded.
 */
static bool take_banner(struct view *view, const struct moment *now)
{
    bool emergency = banner_is_emergency(&view->banner);
    bool taken = banner_take(&view->banner, &view->look, &view->state, now);
    bool changed = banner_turn_if_due(&view->banner, now) || taken;
    bool still = banner_is_emergency(&view->banner);
    if (!still && taken && banner_needs_place(view)) {
        view_lay_out(view, view->look.type.measure);
        size_t page = view->place.page < view->place.count ? view->place.page : 0;
        view_show_page(view, page, now);
    } else if (still != emergency) {
        view_show_page(view, view->place.page, now);
    }
    return changed;
}

void view_update(struct view *view, const struct view_state *state, const struct moment *now,
                 struct damage *damage)
{
    view_pass_why(view, now);
    turn_if_due(view, now);
    enum passed passed = pass_time(view, now);
    bool minute = passed == PASSED_MINUTE;
    if (minute) {
        move_picture(view, damage);
    }
    attention_pass(&view->attention, now->mono_ms);
    bool link = take_state(view, state);
    bool banner = take_banner(view, now);
    bool summary = take_summary(view, now);
    if (summary) {
        turn_if_called(view, now);
    }
    bool strip = turn_strip_if_due(view, now);
    if (view->fresh) {
        view_record_all(view, damage);
        view->slots[CELL_STRIP].revision = view_named_revision(view);
    } else {
        bool all = minute || link || summary;
        struct view_stale stale = {
            .header = all || passed != PASSED_NOTHING,
            .strip = all || strip,
            .tiles = minute,
            .banner = banner,
        };
        view_record_changed(view, stale, damage);
    }
    banner_pace(&view->banner, now);
    turn_strip_if_due(view, now); /* what has just been named may have set its deadline */
}

int64_t view_next_change(const struct view *view)
{
    int64_t next = earlier(view->tick_ms, banner_next_change(&view->banner));
    if (banner_is_emergency(&view->banner)) {
        return next;
    }
    int64_t page_ms = view->why.stands ? view_next_why(view) : view->turn_ms;
    int64_t turn_ms = earlier(page_ms, view->strip.turn_ms);
    return earlier(earlier(next, turn_ms), attention_next(&view->attention));
}
