#include "wall.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "device/clock.h"
#include "device/network.h"
#include "device_facts.h"

/* A twin tells its status at least once a minute. */
#define TWIN_SPEAKS_MS 65000

/* As long as somebody asked for a card by request. */
#define TELLS_INSTALLER_MS INT64_C(600000)

/* ---- What the cards tell -------------------------------------------------------------------- */

static void tell_network(struct facts *facts)
{
    struct network_address found = network_address();
    facts->network = !found.linked ? NETWORK_DOWN : found.address[0] ? NETWORK_UP : NETWORK_BARE;
    memcpy(facts->interface, found.interface, sizeof facts->interface);
    memcpy(facts->address, found.address, sizeof facts->address);
}

struct facts wall_facts(const struct wallboard *wall)
{
    struct view_state state = wall_state(wall);
    struct facts facts = wall->card.facts;
    snprintf(facts.driver, sizeof facts.driver, "%s", screen_driver(wall->screen));
    snprintf(facts.fault, sizeof facts.fault, "%s", state.notice != NULL ? state.notice : "");
    snprintf(facts.reason, sizeof facts.reason, "%s", wall->link.reason);
    char over[CERTIFICATES_TEXT_BYTES];
    if (certificates_say(over, &wall->certificates, &wall->now, wall->setup.board->language)) {
        snprintf(facts.reason, sizeof facts.reason, "%s", over);
    }
    facts.told = wall->setup.told.count > 0 ? &wall->setup.told : NULL;
    facts.width = screen_width(wall->screen);
    facts.height = screen_height(wall->screen);
    facts.link = state.link;
    facts.alone = wall->link.link == CLIENT_UP &&
                  wall->now.mono_ms - wall->link.since_mono_ms > TWIN_SPEAKS_MS;
    return facts;
}

/* ---- Coming and going ----------------------------------------------------------------------- */

bool wall_card_shows(const struct wallboard *wall)
{
    return wall->card.shows && wall->card.placard != NULL;
}

void wall_drop_placard(struct wallboard *wall)
{
    placard_destroy(wall->card.placard);
    wall->card.placard = NULL;
}

void wall_make_placard(struct wallboard *wall)
{
    struct card_show *card = &wall->card;
    wall_drop_placard(wall);
    if (card->wanted != CARD_NONE && wall->screen != NULL) {
        card->facts = facts_of_device(wall->setup.device,
                                      wall->setup.device != NULL ? wall_broker(wall) : NULL);
        tell_network(&card->facts);
        int64_t leave_ms = card->until_ms == NEVER
                               ? NO_TIME
                               : wall->now.wall_ms + (card->until_ms - wall->now.mono_ms);
        struct panel_room room =
            stamp_leaves(wall->stamp, screen_width(wall->screen), screen_height(wall->screen));
        card->placard = placard_create(card->wanted, leave_ms, wall->setup.board, &clock_zone,
                                       screen_measure(wall->screen), room.width, room.height);
    }
}

void wall_take_network(struct wallboard *wall)
{
    network_read(wall->card.network_fd);
    tell_network(&wall->card.facts);
    wall_mark_dirty(wall);
}

/* Only while a card tells of the network its changes wake the wall. */
static void watch_network(struct wallboard *wall, bool wanted)
{
    int *fd = &wall->card.network_fd;
    if (wanted && *fd < 0) {
        *fd = network_watch();
    } else if (!wanted && *fd >= 0) {
        close(*fd);
        *fd = -1;
    }
    loop_watch(wall->loop, WAKE_NETWORK, *fd);
}

/*
 * Without its files a wall has nothing to show: better why, and what to do. One that goes on with
 * older files tells the installer of his, who has just switched it on and still stands there.
 */
static enum card wanted_card(const struct wallboard *wall)
{
    bool bare = wall->setup.device == NULL || wall->setup.board->spec.kpi_count == 0;
    bool lost = bare && setup_notice(&wall->setup)[0] != '\0';
    lost = lost || (wall->setup.told.count > 0 &&
                    wall->now.mono_ms - wall->started_ms < TELLS_INSTALLER_MS);
    return wall->card.asked != CARD_NONE ? wall->card.asked : lost ? CARD_SETUP : CARD_NONE;
}

static void change_over(struct wallboard *wall)
{
    static const char *const words[] = {[CARD_NONE] = "none",
                                        [CARD_IDENTIFY] = "identify",
                                        [CARD_SETUP] = "set-up",
                                        [CARD_TEST] = "test-card"};
    enum card wanted = wanted_card(wall);
    if (wanted != wall->card.wanted) {
        log_line(LOG_INFO, "wallboard", "card: %s", words[wanted]);
        wall->card.wanted = wanted;
        watch_network(wall, wanted != CARD_NONE);
        wall_make_placard(wall);
    }
    bool shows = wanted != CARD_NONE && !wall_has_emergency(wall);
    if (shows != wall->card.shows) {
        wall->card.shows = shows;
        wall->invalid = true;
        wall_mark_dirty(wall);
    }
}

void wall_show_card(struct wallboard *wall, enum card card, int64_t for_ms)
{
    wall->card.asked = card;
    wall->card.until_ms = card == CARD_NONE || for_ms == NEVER ? NEVER : wall->now.mono_ms + for_ms;
    change_over(wall);
    wall_make_placard(wall); /* it says until when */
    wall_pass_rest(wall);
    wall_mark_dirty(wall);
}

void wall_pass_card(struct wallboard *wall)
{
    if (wall->now.mono_ms >= wall->card.until_ms) {
        wall_show_card(wall, wall->options->test_card ? CARD_TEST : CARD_NONE, NEVER);
    }
    change_over(wall);
}

void wall_finish_card(struct wallboard *wall)
{
    watch_network(wall, false);
    wall_drop_placard(wall);
}
