#include "device/television.h"

#include <string.h>

#include "base/log.h"
#include "base/moment.h"

/* The first look whether it follows; after the next the pause is twice as long, and so on. */
#define FIRST_LOOK_MS INT64_C(5000)
#define MOST_TRIES 6

/* A television must answer within a second, and the cable may be busy. */
#define ANSWER_MS 3000

/* Some follow and are back by themselves after some seconds. */
#define SETTLE_MS 15000
#define BY_ITSELF_MS 60000

/* Whoever switched it off may want to see that it is off. */
#define PAUSE_MS 30000

/* A cable that was plugged in speaks more than once. */
#define PLACE_MS 2000

#define ASK_AGAIN_MS 300000
#define BEGIN_ANEW_MS 3600000

/* What is heard in one turn; the cable carries some thirty messages a second. */
#define MOST_HEARD 64

struct television television_new(const struct cec_calls *calls)
{
    return (struct television){
        .cec = cec_new(calls), .shows_us = true, .answer_ms = NEVER, .look_ms = NEVER};
}

const char *television_word(const struct television *television)
{
    switch (television->state) {
    case STATE_LIT:
        return television->shows_us ? "on" : "other-input";
    case STATE_ASLEEP:
        return "standby";
    case STATE_SILENT:
        return "no-answer";
    case STATE_NONE:
        break;
    }
    return "none";
}

bool television_is_dark(const struct television *television)
{
    return television->state == STATE_ASLEEP ||
           (television->state == STATE_LIT && !television->shows_us);
}

/* ---- Sending -------------------------------------------------------------------------------- */

static uint32_t send(struct television *television, struct cec_msg message)
{
    message.msg[0] = (uint8_t)(television->cec.logical << 4 | (message.msg[0] & 0xf));
    return cec_send(&television->cec, &message);
}

static void send_active_source(struct television *television)
{
    uint16_t place = television->cec.physical;
    send(television, (struct cec_msg){.len = 4,
                                      .msg = {CEC_LOG_ADDR_BROADCAST, CEC_MSG_ACTIVE_SOURCE,
                                              (uint8_t)(place >> 8), (uint8_t)place}});
}

static void send_to_television(struct television *television, uint8_t opcode)
{
    send(television, (struct cec_msg){.len = 2, .msg = {CEC_LOG_ADDR_TV, opcode}});
}

/*
 * Some televisions seem unplugged while they sleep, and then nobody has a place; the kernel lets
 * nobody in particular wake them all the same.
 */
static void wake_unplaced(struct television *television)
{
    struct cec_msg wake = {
        .len = 2, .msg = {CEC_LOG_ADDR_UNREGISTERED << 4 | CEC_LOG_ADDR_TV, CEC_MSG_IMAGE_VIEW_ON}};
    cec_send(&television->cec, &wake);
}

/* Only the television is put to sleep: what else hangs on the cable is not ours. */
static void insist(struct television *television, int64_t mono_ms)
{
    bool ready = cec_is_ready(&television->cec);
    bool lit = television->wish == TELEVISION_LIT;
    television->told = ready;
    if (!ready && !lit) {
        return;
    }
    if (!ready) {
        wake_unplaced(television);
    } else if (lit) {
        send_to_television(television, CEC_MSG_IMAGE_VIEW_ON);
        send_active_source(television);
    } else {
        send_to_television(television, CEC_MSG_STANDBY);
    }
    int before = television->tries < MOST_TRIES ? television->tries : MOST_TRIES - 1;
    television->look_ms = mono_ms + (FIRST_LOOK_MS << before);
    television->tries++;
    television->tried_ms = mono_ms;
}

/* ---- What it says --------------------------------------------------------------------------- */

static bool follows(const struct television *television)
{
    return television->wish == TELEVISION_UNKNOWN ||
           television->state == (television->wish == TELEVISION_LIT ? STATE_LIT : STATE_ASLEEP);
}

static void take_following(struct television *television, int64_t mono_ms)
{
    television->look_ms = NEVER;
    if (!television->followed) {
        television->followed = true;
        television->followed_ms = mono_ms;
        television->look_ms = mono_ms + SETTLE_MS;
    }
}

/* It had followed, and does no longer: somebody was there, or it did so by itself. */
static void take_leaving(struct television *television, int64_t mono_ms)
{
    television->look_ms = NEVER;
    if (television->wish == TELEVISION_ASLEEP && mono_ms - television->followed_ms > BY_ITSELF_MS) {
        return;
    }
    television->followed = false;
    television->look_ms = mono_ms + PAUSE_MS;
}

static void insist_again(struct television *television, int64_t mono_ms)
{
    bool lit = television->wish == TELEVISION_LIT;
    if (lit && mono_ms - television->tried_ms >= BEGIN_ANEW_MS) {
        television->tries = 0;
    }
    television->look_ms = NEVER;
    if (television->tries < MOST_TRIES) {
        insist(television, mono_ms);
    } else if (television->tries == MOST_TRIES) {
        television->tries++; /* said once */
        log_line(LOG_WARNING, "television", "it cannot be %s: %s, given up for now",
                 lit ? "woken" : "put to sleep", television_word(television));
    }
}

/* After it answered, or did not. */
static void judge_answer(struct television *television, int64_t mono_ms)
{
    television->question = 0;
    television->answer_ms = NEVER;
    if (follows(television)) {
        take_following(television, mono_ms);
    } else if (television->followed) {
        take_leaving(television, mono_ms);
    } else {
        insist_again(television, mono_ms);
    }
}

/* After it said something of its own accord: a wish under way takes its course. */
static void judge_news(struct television *television, int64_t mono_ms)
{
    if (follows(television)) {
        take_following(television, mono_ms);
    } else if (television->followed) {
        take_leaving(television, mono_ms);
    }
}

static void set_state(struct television *television, enum television_state state)
{
    enum television_state before = television->state;
    if (before == state) {
        return;
    }
    television->state = state;
    log_line(LOG_INFO, "television", "%s", television_word(television));
    if (television->wish != TELEVISION_LIT) {
        return;
    }
    if (state == STATE_LIT && television->shows_us) {
        send_active_source(television); /* one that wakes shows what it showed last */
    }
    if (before == STATE_SILENT && state == STATE_ASLEEP && television->tries > MOST_TRIES) {
        television->tries = 0; /* it had no power, and now it has */
    }
}

static void take_power(struct television *television, uint8_t power)
{
    set_state(television, power == CEC_OP_POWER_STATUS_ON ? STATE_LIT : STATE_ASLEEP);
}

static void ask(struct television *television, int64_t mono_ms)
{
    television->asked_ms = mono_ms;
    television->look_ms = NEVER;
    bool ready = cec_is_ready(&television->cec);
    uint32_t question =
        !ready ? 0
               : send(television,
                      (struct cec_msg){.len = 2,
                                       .reply = CEC_MSG_REPORT_POWER_STATUS,
                                       .msg = {CEC_LOG_ADDR_TV, CEC_MSG_GIVE_DEVICE_POWER_STATUS}});
    if (question != 0) {
        television->question = question;
        television->answer_ms = mono_ms + ANSWER_MS;
        return;
    }
    set_state(television, ready ? STATE_SILENT : STATE_NONE);
    judge_answer(television, mono_ms);
}

/* One that knows no answer is there all the same, but how it is nobody knows. */
static void take_answer(struct television *television, const struct cec_msg *message,
                        int64_t mono_ms)
{
    if (message->sequence != television->question) {
        return;
    }
    if (message->tx_status & CEC_TX_STATUS_OK && message->rx_status == 0) {
        return; /* sent; the answer comes */
    }
    if (cec_msg_status_is_ok(message) && message->len >= 3 &&
        message->msg[1] == CEC_MSG_REPORT_POWER_STATUS) {
        take_power(television, message->msg[2]);
    } else {
        set_state(television, STATE_SILENT);
    }
    judge_answer(television, mono_ms);
}

/* ---- What it and the others say of their own accord ----------------------------------------- */

static void answer(struct television *television, const struct cec_msg *message, uint8_t opcode,
                   uint8_t first, uint8_t length)
{
    send(television,
         (struct cec_msg){.len = length, .msg = {cec_msg_initiator(message), opcode, first}});
}

/* Somebody chose what is to be seen. */
static void take_choice(struct television *television, const struct cec_msg *message, size_t at)
{
    if (message->len < at + 2) {
        return;
    }
    bool before = television->shows_us;
    television->shows_us =
        (message->msg[at] << 8 | message->msg[at + 1]) == television->cec.physical;
    if (television->shows_us && !before && television->wish == TELEVISION_LIT) {
        send_active_source(television);
    }
}

static void take_request(struct television *television, const struct cec_msg *message)
{
    switch (message->msg[1]) {
    case CEC_MSG_GIVE_DEVICE_POWER_STATUS:
        answer(television, message, CEC_MSG_REPORT_POWER_STATUS,
               television->wish == TELEVISION_ASLEEP ? CEC_OP_POWER_STATUS_STANDBY
                                                     : CEC_OP_POWER_STATUS_ON,
               3);
        break;
    case CEC_MSG_FEATURE_ABORT:
    case CEC_MSG_REPORT_POWER_STATUS:
    case CEC_MSG_STANDBY:
        break;
    default:
        send(television, (struct cec_msg){.len = 4,
                                          .msg = {cec_msg_initiator(message), CEC_MSG_FEATURE_ABORT,
                                                  message->msg[1], CEC_OP_ABORT_UNRECOGNIZED_OP}});
    }
}

static void take_television(struct television *television, const struct cec_msg *message,
                            int64_t mono_ms)
{
    if (message->msg[1] == CEC_MSG_STANDBY) {
        television->shows_us = true; /* what it shows when it is back is to be us */
        set_state(television, STATE_ASLEEP);
        judge_news(television, mono_ms);
    } else if (message->msg[1] == CEC_MSG_REPORT_POWER_STATUS && message->len >= 3) {
        take_power(television, message->msg[2]);
        judge_news(television, mono_ms);
    }
}

static void take_message(struct television *television, const struct cec_msg *message,
                         int64_t mono_ms)
{
    if (message->len < 2) {
        return;
    }
    if (cec_msg_initiator(message) == CEC_LOG_ADDR_TV) {
        take_television(television, message, mono_ms);
    }
    switch (message->msg[1]) {
    case CEC_MSG_ACTIVE_SOURCE:
    case CEC_MSG_ROUTING_INFORMATION:
    case CEC_MSG_SET_STREAM_PATH:
        take_choice(television, message, 2);
        break;
    case CEC_MSG_ROUTING_CHANGE:
        take_choice(television, message, 4);
        break;
    case CEC_MSG_REQUEST_ACTIVE_SOURCE:
        if (television->wish == TELEVISION_LIT && television->shows_us) {
            send_active_source(television);
        }
        break;
    default:
        if (!cec_msg_is_broadcast(message)) {
            take_request(television, message);
        }
    }
}

/* It may be another television, or the same after it slept. */
static void take_place(struct television *television, int64_t mono_ms)
{
    television->question = 0;
    television->answer_ms = NEVER;
    if (!cec_is_ready(&television->cec)) {
        set_state(television, STATE_NONE);
        judge_news(television, mono_ms);
        return;
    }
    if (television->state == STATE_NONE) {
        set_state(television, STATE_SILENT);
    }
    if (!television->told && television->wish != TELEVISION_UNKNOWN) {
        insist(television, mono_ms);
    } else {
        television->look_ms = mono_ms + PLACE_MS;
    }
}

/* ---- Turns ---------------------------------------------------------------------------------- */

/* What was wished is told to the adapter that is found. */
void television_attach(struct television *television, const struct cec_socket *socket)
{
    television_detach(television);
    cec_open(&television->cec, socket);
}

void television_detach(struct television *television)
{
    struct television fresh = television_new(television->cec.calls);
    fresh.wish = television->wish;
    fresh.shows_us = television->shows_us;
    fresh.tries = television->tries;
    fresh.tried_ms = television->tried_ms;
    fresh.told = television->told;
    fresh.followed = television->followed;
    fresh.followed_ms = television->followed_ms;
    cec_close(&television->cec);
    *television = fresh;
}

bool television_wish(struct television *television, bool on, int64_t mono_ms)
{
    enum television_wish wish = on ? TELEVISION_LIT : TELEVISION_ASLEEP;
    if (television->wish == wish) {
        return false;
    }
    const char *before = television_word(television);
    television->wish = wish;
    television->followed = false;
    television->shows_us = true;
    television->told = false;
    television->tries = 0;
    if (television->cec.fd >= 0) {
        insist(television, mono_ms);
    }
    return strcmp(before, television_word(television)) != 0;
}

bool television_take(struct television *television, int64_t mono_ms)
{
    const char *before = television_word(television);
    struct cec_msg message;
    for (int i = 0; i < MOST_HEARD; i++) {
        switch (cec_hear(&television->cec, &message)) {
        case CEC_NOTHING:
            i = MOST_HEARD;
            break;
        case CEC_LOST:
            television_detach(television);
            i = MOST_HEARD;
            break;
        case CEC_PLACE:
            take_place(television, mono_ms);
            break;
        case CEC_MESSAGE:
            if (message.sequence != 0) {
                take_answer(television, &message, mono_ms);
            } else {
                take_message(television, &message, mono_ms);
            }
        }
    }
    return strcmp(before, television_word(television)) != 0;
}

bool television_pass(struct television *television, int64_t mono_ms)
{
    if (television->cec.fd < 0) {
        return false;
    }
    const char *before = television_word(television);
    bool quiet = television->question == 0 && television->look_ms == NEVER;
    if (mono_ms >= television->answer_ms) {
        set_state(television, STATE_SILENT);
        judge_answer(television, mono_ms);
    } else if (mono_ms >= television->look_ms || (quiet && cec_is_ready(&television->cec) &&
                                                  mono_ms - television->asked_ms >= ASK_AGAIN_MS)) {
        ask(television, mono_ms);
    }
    return strcmp(before, television_word(television)) != 0;
}

int64_t television_next(const struct television *television)
{
    return television->cec.fd < 0 ? NEVER : earlier(television->answer_ms, television->look_ms);
}
