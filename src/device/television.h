#pragma once

/*
 * The television at the end of the cable: what it is wished to be, and what it says it is. The wish
 * is sent again, later and later, until the television follows or six times were in vain; a
 * television that somebody switches off while it should be lit is woken again after half a minute,
 * one that somebody switches on while the wall rests is left alone. What is not known is not
 * claimed.
 */

#include <stdbool.h>
#include <stdint.h>

#include "device/cec.h"

enum television_wish { TELEVISION_UNKNOWN, TELEVISION_LIT, TELEVISION_ASLEEP };

enum television_state {
    STATE_NONE,   /* no adapter, or no place on a cable */
    STATE_SILENT, /* it does not answer */
    STATE_ASLEEP, /* it said so, or that it is not lit yet or no longer */
    STATE_LIT,    /* it said so */
};

struct television {
    struct cec cec;
    enum television_wish wish;
    enum television_state state;
    bool shows_us;       /* nobody said that it shows another source */
    bool told;           /* the wish was sent at a place on the cable */
    bool followed;       /* it was as wished, at last */
    int64_t followed_ms; /* monotonic ms since when */
    int tries;           /* how often the wish was sent */
    int64_t tried_ms;    /* monotonic ms of the last */
    uint32_t question;   /* what it was asked and has not answered, as cec_send(); 0: nothing */
    int64_t answer_ms;   /* monotonic ms at which it has not answered; NEVER */
    int64_t look_ms;     /* monotonic ms at which it must be asked; NEVER */
    int64_t asked_ms;    /* monotonic ms at which it was asked last */
};

/* No adapter, and nothing is wished. */
struct television television_new(const struct cec_calls *calls);

/* Looks for the adapter of a socket; from then on television->cec.fd is to be watched. */
void television_attach(struct television *television, const struct cec_socket *socket);

/* Leaves it as it is, and is not heard any more. */
void television_detach(struct television *television);

/*
 * Each is true when television_word() may say something else now. `on`: it is to be lit and show
 * us. television_take() is to be called when the descriptor has something, television_pass() in
 * every turn: every five minutes a turn that comes anyway asks the television how it is.
 */
bool television_wish(struct television *television, bool on, int64_t mono_ms);
bool television_take(struct television *television, int64_t mono_ms);
bool television_pass(struct television *television, int64_t mono_ms);

/* The monotonic ms at which television_pass() must be called at the latest; NEVER. */
int64_t television_next(const struct television *television);

/*
 * "on", "standby", "other-input" (lit, and shows another source), "no-answer", "none" (nobody to
 * ask).
 */
const char *television_word(const struct television *television);

/* It said that nobody can see the picture. */
bool television_is_dark(const struct television *television);
