#pragma once

/*
 * The wall from inside, for the files that set it in motion: wallboard.c the loop, wall_parts.c
 * making and changing what it consists of, wall_screen.c the screen, which comes and goes with the
 * monitor, wall_intake.c what comes in, wall_requests.c and wall_verbs.c what is asked of it,
 * wall_show.c frames, wall_card.c cards over the whole wall, wall_push.c what is pushed to it,
 * wall_memory.c what it remembers, wall_update.c updates of the card, wall_tell.c status and
 * watchdog.
 */

#include <jansson.h>

#include "base/moment.h"
#include "certificates.h"
#include "config/request.h"
#include "device/light.h"
#include "device/loop.h"
#include "device/television.h"
#include "kpi/board.h"
#include "link.h"
#include "memory.h"
#include "mqtt/client.h"
#include "options.h"
#include "pushed.h"
#include "rest.h"
#include "screen/screen.h"
#include "setup.h"
#include "status.h"
#include "updates.h"
#include "view/placard.h"
#include "view/stamp.h"
#include "view/view.h"

/* Of a host and a port. */
#define REACHED_BYTES 272

struct wallboard {
    const struct options *options;
    struct setup setup;
    struct loop *loop;
    struct client *client;
    unsigned connection;         /* pushed_connection_number() that the client was made for */
    char reached[REACHED_BYTES]; /* and where: "host:port" */
    struct client_status link;
    struct pushed *pushed; /* NULL without a device file */
    struct board *board;
    struct memory memory;
    struct updates updates;
    struct screen *screen;
    struct view *view;
    struct stamp *stamp; /* over pages and cards; NULL: the image is no debug image */
    struct card_show {
        enum card asked;         /* for a time; CARD_NONE: nobody did */
        int64_t until_ms;        /* monotonic ms at which it is over; NEVER */
        enum card wanted;        /* that, or the one that the wall itself must show */
        struct placard *placard; /* NULL without a screen */
        struct facts facts;      /* of device file, machine and network, as last asked */
        int network_fd;          /* tells of changes while a card is wanted; -1 */
        bool shows;              /* it, and not the pages, was in the last frame */
    } card;
    struct certificates certificates;
    int64_t certificates_ms;                 /* monotonic ms at which they are read again */
    char certified[CERTIFICATES_TEXT_BYTES]; /* what the wall last said of them, in English */
    struct status status;
    struct rest rest;
    struct light light;
    struct television television;
    bool cable; /* its adapter was looked for, and not since the monitors changed */
    char session[17];
    char notice[NOTICE_BYTES]; /* of the link */
    struct moment now;
    int64_t started_ms;
    int64_t retry_screen_ms; /* when to look for a screen again; NEVER while there is one */
    struct watched {
        int fd;          /* has the kernel's news of monitors; -1 */
        int64_t look_ms; /* there were some: when to look what became of it; NEVER */
        uint64_t print;  /* of the monitors that the screen was made for */
        bool bare;       /* a graphics card is ours alone, or was */
        bool none;       /* there is a card and no monitor, so that nobody misses a picture */
    } monitor;
    bool heard;             /* our own status has come back to us */
    int64_t twin_until_ms;  /* another screen of our name was heard; 0: none was */
    int64_t quiet_until_ns; /* no frame before this */
    int64_t alive_ms;       /* when systemd must hear from us */
    int64_t settled_ms;     /* when it has lived long enough to be no crash; NEVER: it has */
    bool debug;             /* setup_is_debug() at start: whoever logs in cannot take it back */
    bool safe;              /* it began without a board, for it had crashed again and again */
    int64_t pictured_ms;    /* the last screenshot that was asked for by request */
    uint64_t frames;
    bool dirty;   /* something changed since the last frame */
    bool invalid; /* everything must be painted */
    bool news;    /* something changed since the last status */
    bool shown;   /* the panel took the last frame */
    bool screenshot;
    bool leave;
};

struct moment wall_clock(const struct wallboard *wall);

/* Something changed that can be seen or told. */
void wall_mark_dirty(struct wallboard *wall);

/* ---- Making and changing the parts (wall_parts.c) ------------------------------------------- */

/* A board for the setup, which knows nothing yet. */
struct board *wall_new_board(const struct wallboard *wall);

void wall_make_view(struct wallboard *wall);
void wall_make_client(struct wallboard *wall);

/* "host:port" of the broker that is to be used. */
void wall_where(const struct wallboard *wall, char to[REACHED_BYTES]);

/* Says that it leaves, and waits at most so long for it. */
void wall_drop_client(struct wallboard *wall, int wait_ms);
#define LEAVE_MS 2000

/* Changes over to another board, which it takes over; NULL: that of the file. */
void wall_show_board(struct wallboard *wall, struct board_config *board, const char *sha256);

/* Reads the files again and takes what is good. */
void wall_reload(struct wallboard *wall);

/* A file of the state folder; NULL: there is none and none can be made, and `path` is its name. */
const char *wall_state_path(char path[PATH_MAX], const char *name);

/* ---- The screen (wall_screen.c) ------------------------------------------------------------- */

/* Where there is none, it says when to try again. */
void wall_make_screen(struct wallboard *wall);
void wall_drop_screen(struct wallboard *wall);

/* From now on news of monitors wakes the loop; a window on a desk has none. */
void wall_watch_monitors(struct wallboard *wall);

/* At the end. */
void wall_ignore_monitors(struct wallboard *wall);

/* To be called when there is some. */
void wall_take_monitors(struct wallboard *wall);

/* Looks what became of the news, and for a screen where there is none. */
void wall_pass_screen(struct wallboard *wall);

/* ---- What came in (wall_intake.c) ----------------------------------------------------------- */

void wall_take_mail(struct wallboard *wall);
void wall_take_signals(struct wallboard *wall);
void wall_take_window_events(struct wallboard *wall);

/* ---- What is pushed to it (wall_push.c) ----------------------------------------------------- */

/*
 * After the files were read: the setup shows what was pushed over them. `before` is the device file
 * that held until now, NULL at start. Returns the board that was replaced, the caller's, or NULL.
 */
struct board_config *wall_renew_push(struct wallboard *wall, const struct device_config *before);

/* How the broker is reached: as was pushed, or as the device file says, which must be there. */
const struct broker_config *wall_broker(const struct wallboard *wall);

/* {"from","host","port","tls"}, and of one that was pushed "revision" and "trial"; a new reference.
 */
json_t *wall_connection_facts(const struct wallboard *wall);

/* False: it is no layer. `topic` is below the root. */
bool wall_take_push(struct wallboard *wall, const char *topic,
                    const struct client_message *message);

/* To be called before a frame and after it. */
void wall_pass_push(struct wallboard *wall);

/* ---- What it remembers (wall_memory.c) ------------------------------------------------------ */

/* At start, each turn, and at the end; see memory.h. Without a device file nothing is remembered.
 */
void wall_find_memory(struct wallboard *wall);
void wall_pass_memory(struct wallboard *wall);
void wall_finish_memory(struct wallboard *wall);

/* ---- What is asked of it (wall_requests.c, wall_verbs.c) ------------------------------------ */

/* Does it and answers. */
void wall_take_request(struct wallboard *wall, const struct client_message *message);

/*
 * How a verb is served: adds to the `facts` of the answer; false when it added a fault instead and
 * changed nothing.
 */
typedef bool wall_verb(struct wallboard *wall, const struct request *request, json_t *facts,
                       struct faults *faults);

wall_verb wall_ping, wall_blank, wall_wake, wall_turn_to_page, wall_identify, wall_test_card,
    wall_send_screenshot, wall_send_log, wall_acknowledge, wall_why, wall_confirm, wall_roll_back,
    wall_validate, wall_leave_to_restart, wall_update;

/* ---- Showing (wall_show.c) ------------------------------------------------------------------ */

/* Falls asleep and wakes when it is time. */
void wall_pass_rest(struct wallboard *wall);

/* What the header and the banner say of link and files. */
struct view_state wall_state(const struct wallboard *wall);

/* Another screen of our name was heard, not long ago. */
bool wall_has_twin(const struct wallboard *wall);

bool wall_has_emergency(const struct wallboard *wall);

/* Monotonic ms at which time alone next changes what shows. */
int64_t wall_next_picture(const struct wallboard *wall);

/* Switches the light of our own panel, or tries again what has failed. */
void wall_switch_light(struct wallboard *wall, bool on);
void wall_pass_light(struct wallboard *wall);

/*
 * The television behind our own graphics card sleeps and wakes with the wall, if the board wants
 * it; to be called when it said something, and in every turn.
 */
void wall_take_television(struct wallboard *wall);
void wall_pass_television(struct wallboard *wall);

/* NULL where there is nothing to show it. */
const struct scene *wall_scene(struct wallboard *wall);

bool wall_frame_due(const struct wallboard *wall);
void wall_show_frame(struct wallboard *wall);

/* ---- Cards (wall_card.c) -------------------------------------------------------------------- */

/*
 * Shows a card in place of the pages for so many ms, or until it is replaced (NEVER); CARD_NONE
 * takes it back. An emergency goes before it, and a resting wall wakes for it. One that was asked
 * for at start comes back after another. A wall whose files leave it nothing to show has the
 * set-up card.
 */
void wall_show_card(struct wallboard *wall, enum card card, int64_t for_ms);

/* The card for the wall's screen, made anew. */
void wall_make_placard(struct wallboard *wall);
void wall_drop_placard(struct wallboard *wall);

/* To be called when its descriptor is readable. */
void wall_take_network(struct wallboard *wall);

/* Takes a card away whose time is up, and changes over between card and pages. */
void wall_pass_card(struct wallboard *wall);

/* At the end. */
void wall_finish_card(struct wallboard *wall);

bool wall_card_shows(const struct wallboard *wall);

/* Those of the card with what changes more often: link, files and panel. */
struct facts wall_facts(const struct wallboard *wall);

/* ---- Updates of the card (wall_update.c) ---------------------------------------------------- */

void wall_begin_updates(struct wallboard *wall);

/* To be called when its descriptor is readable. */
void wall_take_update_news(struct wallboard *wall);

/* To be called after a frame. */
void wall_prove_update(struct wallboard *wall);

/* ---- Telling the outside (wall_tell.c) ------------------------------------------------------ */

/* Reads now and then until when the certificates are good, and says so in time. */
void wall_pass_certificates(struct wallboard *wall);

int64_t wall_uptime_s(const struct wallboard *wall);

void wall_publish_status(struct wallboard *wall);

/* The last words at a broker that is left for another: where to. */
void wall_tell_move(struct wallboard *wall);
void wall_feed_watchdog(struct wallboard *wall);
