#pragma once

/*
 * An HDMI cable with a television at its end, in place of the kernel: it takes and gives the bytes
 * that the kernel would, under the rules of drivers/media/cec.
 */

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>

#include <cmocka.h>

#include "device/cec.h"

#define CABLE_FD 100 /* of the first adapter; the others follow */
#define CABLE_PLACE 0x2000
#define CABLE_OURS CEC_LOG_ADDR_PLAYBACK_1
#define CABLE_ADAPTERS 3
#define CABLE_ROOM 128

enum manner {
    OBEYS,
    OBEYS_LATE, /* says three times that it is on its way */
    IGNORES,    /* takes everything, does nothing, says how it is */
    MUTE,       /* takes everything and does it, and never answers */
    ABORTS,     /* knows no question */
    NACKS,      /* takes nothing, or is not there */
};

struct adapter {
    bool there, denied, names_socket;
    uint32_t card, connector;
};

static struct cable {
    struct adapter adapters[CABLE_ADAPTERS];
    int opened, closed;
    int fails_with; /* every call on the open adapter fails so; 0: none does */
    uint16_t physical;
    struct cec_log_addrs claimed;
    enum manner manner;
    uint8_t power;
    int on_its_way; /* answers until it is there */
    struct cec_event events[CABLE_ROOM];
    struct cec_msg heard[CABLE_ROOM], sent[CABLE_ROOM];
    int event_count, heard_count, sent_count;
    uint32_t sequence;
} cable;

/* ---- The kernel ----------------------------------------------------------------------------- */

static int cable_fail(int number)
{
    errno = number;
    return -1;
}

static void cable_tell_place(void)
{
    assert_in_range(cable.event_count, 0, CABLE_ROOM - 1);
    cable.events[cable.event_count++] = (struct cec_event){
        .event = CEC_EVENT_STATE_CHANGE,
        .state_change = {cable.physical, cable.claimed.log_addr_mask, 1},
    };
}

static void cable_configure(void)
{
    bool configured = cable.physical != CEC_PHYS_ADDR_INVALID && cable.claimed.num_log_addrs > 0;
    cable.claimed.log_addr[0] = configured ? CABLE_OURS : CEC_LOG_ADDR_INVALID;
    cable.claimed.log_addr_mask = (uint16_t)(configured ? 1u << CABLE_OURS : 0);
    cable_tell_place();
}

static void cable_hear(struct cec_msg message)
{
    assert_in_range(cable.heard_count, 0, CABLE_ROOM - 1);
    cable.heard[cable.heard_count++] = message;
}

static int cable_open(const char *path)
{
    int number;
    assert_int_equal(sscanf(path, "/dev/cec%d", &number), 1);
    if (number >= CABLE_ADAPTERS || !cable.adapters[number].there) {
        return cable_fail(ENOENT);
    }
    if (cable.adapters[number].denied) {
        return cable_fail(EACCES);
    }
    cable.opened++;
    cable_tell_place();
    return CABLE_FD + number;
}

static int cable_close(int fd)
{
    assert_in_range(fd, CABLE_FD, CABLE_FD + CABLE_ADAPTERS - 1);
    cable.closed++;
    return 0;
}

static int cable_claim(struct cec_log_addrs *wanted)
{
    if (cable.claimed.num_log_addrs > 0) {
        return cable_fail(EBUSY);
    }
    assert_int_equal(wanted->num_log_addrs, 1);
    assert_int_equal(wanted->log_addr_type[0], CEC_LOG_ADDR_TYPE_PLAYBACK);
    assert_int_equal(wanted->primary_device_type[0], CEC_OP_PRIM_DEVTYPE_PLAYBACK);
    assert_string_equal(wanted->osd_name, "Wallboard");
    cable.claimed = *wanted;
    cable_configure();
    return 0;
}

static int cable_transmit(struct cec_msg *message);

static int cable_ioctl(int fd, unsigned long request, void *argument)
{
    const struct adapter *adapter = &cable.adapters[fd - CABLE_FD];
    assert_true(cable.opened > cable.closed);
    if (cable.fails_with != 0) {
        return cable_fail(cable.fails_with);
    }
    switch (request) {
    case CEC_ADAP_G_CAPS:
        ((struct cec_caps *)argument)->capabilities =
            CEC_CAP_TRANSMIT | CEC_CAP_LOG_ADDRS |
            (adapter->names_socket ? CEC_CAP_CONNECTOR_INFO : 0);
        return 0;
    case CEC_ADAP_G_CONNECTOR_INFO:
        *(struct cec_connector_info *)argument = (struct cec_connector_info){
            .type = CEC_CONNECTOR_TYPE_DRM, .drm = {adapter->card, adapter->connector}};
        return 0;
    case CEC_S_MODE:
        assert_int_equal(*(uint32_t *)argument, CEC_MODE_INITIATOR | CEC_MODE_FOLLOWER);
        return 0;
    case CEC_ADAP_G_LOG_ADDRS:
        *(struct cec_log_addrs *)argument = cable.claimed;
        return 0;
    case CEC_ADAP_S_LOG_ADDRS:
        return cable_claim(argument);
    case CEC_TRANSMIT:
        return cable_transmit(argument);
    case CEC_DQEVENT:
        if (cable.event_count == 0) {
            return cable_fail(EAGAIN);
        }
        *(struct cec_event *)argument = cable.events[0];
        memmove(cable.events, cable.events + 1, sizeof cable.events - sizeof cable.events[0]);
        cable.event_count--;
        return 0;
    case CEC_RECEIVE:
        if (cable.heard_count == 0) {
            return cable_fail(EAGAIN);
        }
        *(struct cec_msg *)argument = cable.heard[0];
        memmove(cable.heard, cable.heard + 1, sizeof cable.heard - sizeof cable.heard[0]);
        cable.heard_count--;
        return 0;
    default:
        return cable_fail(ENOTTY);
    }
}

static const struct cec_calls cable_calls = {
    .open = cable_open, .ioctl = cable_ioctl, .close = cable_close};

/* ---- The television ------------------------------------------------------------------------- */

static void cable_obey(const struct cec_msg *message)
{
    bool wake = message->msg[1] == CEC_MSG_IMAGE_VIEW_ON;
    if (cable.manner == IGNORES || (!wake && message->msg[1] != CEC_MSG_STANDBY)) {
        return;
    }
    bool rises = wake && cable.power == CEC_OP_POWER_STATUS_STANDBY;
    cable.power = wake ? CEC_OP_POWER_STATUS_ON : CEC_OP_POWER_STATUS_STANDBY;
    if (!wake || rises) {
        cable.on_its_way = rises && cable.manner == OBEYS_LATE ? 3 : 0;
    }
}

/* The answer to our question, or that there is none. */
static void cable_answer(struct cec_msg question)
{
    if (cable.manner == MUTE) {
        question.tx_status = CEC_TX_STATUS_OK;
        question.rx_status = CEC_RX_STATUS_TIMEOUT;
        cable_hear(question);
        return;
    }
    uint8_t power = cable.on_its_way > 0 ? CEC_OP_POWER_STATUS_TO_ON : cable.power;
    cable.on_its_way -= cable.on_its_way > 0;
    bool abort = cable.manner == ABORTS;
    struct cec_msg answer = {
        .len = abort ? 4 : 3,
        .sequence = question.sequence,
        .rx_status = (uint8_t)(CEC_RX_STATUS_OK | (abort ? CEC_RX_STATUS_FEATURE_ABORT : 0)),
        .msg = {CEC_LOG_ADDR_TV << 4 | CABLE_OURS,
                abort ? CEC_MSG_FEATURE_ABORT : CEC_MSG_REPORT_POWER_STATUS,
                abort ? CEC_MSG_GIVE_DEVICE_POWER_STATUS : power},
    };
    cable_hear(answer);
}

static int cable_transmit(struct cec_msg *message)
{
    bool configured = cable.claimed.log_addr_mask != 0;
    bool unplaced = message->msg[0] == (CEC_LOG_ADDR_UNREGISTERED << 4 | CEC_LOG_ADDR_TV);
    if (!configured && (!unplaced || message->reply != 0)) {
        return cable_fail(ENONET);
    }
    if (message->len < 1 || message->len > CEC_MAX_MSG_SIZE ||
        (configured && cec_msg_initiator(message) != CABLE_OURS)) {
        return cable_fail(EINVAL);
    }
    message->sequence = ++cable.sequence;
    assert_in_range(cable.sent_count, 0, CABLE_ROOM - 1);
    cable.sent[cable.sent_count++] = *message;
    struct cec_msg result = *message;
    bool taken = cable.manner != NACKS || cec_msg_is_broadcast(message);
    result.tx_status = taken ? CEC_TX_STATUS_OK : CEC_TX_STATUS_NACK | CEC_TX_STATUS_MAX_RETRIES;
    cable_hear(result);
    if (taken) {
        cable_obey(message);
    }
    if (taken && message->reply != 0) {
        cable_answer(*message);
    }
    return 0;
}

/* It says something of its own accord. */
static inline void cable_say(uint8_t from, uint8_t to, const uint8_t *bytes, uint8_t length)
{
    struct cec_msg message = {.len = length + 1u, .rx_status = CEC_RX_STATUS_OK};
    message.msg[0] = (uint8_t)(from << 4 | to);
    memcpy(message.msg + 1, bytes, length);
    cable_hear(message);
}

/* Plugged in at this place, or out. */
static inline void cable_plug(uint16_t physical)
{
    cable.physical = physical;
    cable_configure();
}

/* One adapter that names socket 33 of card 1, and a television in standby. */
static inline void cable_lay(enum manner manner)
{
    cable = (struct cable){
        .adapters = {{.there = true, .names_socket = true, .card = 1, .connector = 33}},
        .physical = CABLE_PLACE,
        .claimed = {.log_addr = {CEC_LOG_ADDR_INVALID}},
        .manner = manner,
        .power = CEC_OP_POWER_STATUS_STANDBY,
    };
}

/* How many messages with this opcode went out. */
static inline int cable_count(uint8_t opcode)
{
    int count = 0;
    for (int i = 0; i < cable.sent_count; i++) {
        count += cable.sent[i].len > 1 && cable.sent[i].msg[1] == opcode;
    }
    return count;
}
