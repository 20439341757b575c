#include "device/cec.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/log.h"

/* A board has one for each of its sockets, and the numbers may have gaps. */
#define ADAPTERS 8

/* What the television calls us in its list of sources. */
#define OSD_NAME "Wallboard"

static int open_kernel(const char *path)
{
    return open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
}

static int ask_kernel(int fd, unsigned long request, void *argument)
{
    return ioctl(fd, request, argument);
}

const struct cec_calls cec_kernel = {.open = open_kernel, .ioctl = ask_kernel, .close = close};

struct cec cec_new(const struct cec_calls *calls)
{
    return (struct cec){.calls = calls,
                        .fd = -1,
                        .physical = CEC_PHYS_ADDR_INVALID,
                        .logical = CEC_LOG_ADDR_INVALID};
}

void cec_close(struct cec *cec)
{
    if (cec->fd >= 0) {
        cec->calls->close(cec->fd);
    }
    *cec = cec_new(cec->calls);
}

bool cec_is_ready(const struct cec *cec)
{
    return cec->fd >= 0 && cec->physical != CEC_PHYS_ADDR_INVALID &&
           cec->logical < CEC_LOG_ADDR_UNREGISTERED;
}

/* ---- Which adapter -------------------------------------------------------------------------- */

enum fit { FIT_NOT, FIT_PERHAPS, FIT_EXACTLY };

/* One of another socket is never taken: it would put somebody else's television to sleep. */
static enum fit fit_of(const struct cec_calls *calls, int fd, const struct cec_socket *socket)
{
    struct cec_caps caps = {0};
    struct cec_connector_info info = {0};
    if (calls->ioctl(fd, CEC_ADAP_G_CAPS, &caps) != 0 || !(caps.capabilities & CEC_CAP_TRANSMIT)) {
        return FIT_NOT;
    }
    if (socket->connector == 0 || !(caps.capabilities & CEC_CAP_CONNECTOR_INFO) ||
        calls->ioctl(fd, CEC_ADAP_G_CONNECTOR_INFO, &info) != 0 ||
        info.type != CEC_CONNECTOR_TYPE_DRM) {
        return FIT_PERHAPS;
    }
    bool same = info.drm.card_no == socket->card && info.drm.connector_id == socket->connector;
    return same ? FIT_EXACTLY : FIT_NOT;
}

static int open_numbered(const struct cec_calls *calls, int number)
{
    char path[32];
    snprintf(path, sizeof path, "/dev/cec%d", number);
    int fd = calls->open(path);
    if (fd < 0 && errno != ENOENT && errno != ENXIO) {
        log_line(LOG_WARNING, "television", "%s: %s", path, strerror(errno));
    }
    return fd;
}

static int open_fitting(const struct cec_calls *calls, const struct cec_socket *socket)
{
    int chosen = -1;
    enum fit best = FIT_NOT;
    for (int i = 0; i < ADAPTERS && best < FIT_EXACTLY; i++) {
        int fd = open_numbered(calls, i);
        if (fd < 0) {
            continue;
        }
        enum fit fit = fit_of(calls, fd, socket);
        int left = fit > best ? chosen : fd;
        if (fit > best) {
            best = fit;
            chosen = fd;
        }
        if (left >= 0) {
            calls->close(left);
        }
    }
    return chosen;
}

/* ---- A place on the cable ------------------------------------------------------------------- */

/* What was claimed outlives the program, so after a restart it may be there already. */
static void read_place(struct cec *cec)
{
    struct cec_log_addrs claimed = {0};
    bool got = cec->calls->ioctl(cec->fd, CEC_ADAP_G_LOG_ADDRS, &claimed) == 0;
    cec->logical =
        got && claimed.log_addr_mask != 0 ? claimed.log_addr[0] : (uint8_t)CEC_LOG_ADDR_INVALID;
}

static bool is_claimed(const struct cec *cec)
{
    struct cec_log_addrs claimed = {0};
    return cec->calls->ioctl(cec->fd, CEC_ADAP_G_LOG_ADDRS, &claimed) == 0 &&
           claimed.num_log_addrs > 0;
}

/* Where no television is plugged in yet the kernel keeps it in mind until one is. */
static void claim_place(const struct cec *cec)
{
    struct cec_log_addrs wanted = {
        .cec_version = CEC_OP_CEC_VERSION_1_4,
        .num_log_addrs = 1,
        .vendor_id = CEC_VENDOR_ID_NONE,
        .osd_name = OSD_NAME,
        .primary_device_type = {CEC_OP_PRIM_DEVTYPE_PLAYBACK},
        .log_addr_type = {CEC_LOG_ADDR_TYPE_PLAYBACK},
        .all_device_types = {CEC_OP_ALL_DEVTYPE_PLAYBACK},
    };
    if (cec->calls->ioctl(cec->fd, CEC_ADAP_S_LOG_ADDRS, &wanted) != 0) {
        log_line(LOG_WARNING, "television", "no place on the cable: %s", strerror(errno));
    }
}

/* As a follower we hear what the television says of itself, and must answer what it asks. */
bool cec_open(struct cec *cec, const struct cec_socket *socket)
{
    cec_close(cec);
    cec->fd = open_fitting(cec->calls, socket);
    if (cec->fd < 0) {
        return false;
    }
    uint32_t mode = CEC_MODE_INITIATOR | CEC_MODE_FOLLOWER;
    if (cec->calls->ioctl(cec->fd, CEC_S_MODE, &mode) != 0) {
        log_line(LOG_WARNING, "television", "it is not heard: %s", strerror(errno));
    }
    if (!is_claimed(cec)) {
        claim_place(cec);
    }
    return true;
}

/* ---- Hearing and sending -------------------------------------------------------------------- */

/* What fails for another reason than that there is nothing would wake the loop for ever. */
static enum cec_news lose(struct cec *cec)
{
    if (errno == EAGAIN || errno == EINTR) {
        return CEC_NOTHING;
    }
    log_line(LOG_WARNING, "television", "the adapter is gone: %s", strerror(errno));
    cec_close(cec);
    return CEC_LOST;
}

enum cec_news cec_hear(struct cec *cec, struct cec_msg *message)
{
    if (cec->fd < 0) {
        return CEC_NOTHING;
    }
    struct cec_event event = {0};
    if (cec->calls->ioctl(cec->fd, CEC_DQEVENT, &event) == 0) {
        if (event.event == CEC_EVENT_STATE_CHANGE) {
            cec->physical = event.state_change.phys_addr;
            read_place(cec);
        }
        return CEC_PLACE;
    }
    enum cec_news none = lose(cec);
    if (none == CEC_LOST) {
        return none;
    }
    *message = (struct cec_msg){0};
    return cec->calls->ioctl(cec->fd, CEC_RECEIVE, message) == 0 ? CEC_MESSAGE : lose(cec);
}

uint32_t cec_send(struct cec *cec, struct cec_msg *message)
{
    if (cec->fd < 0) {
        return 0;
    }
    if (cec->calls->ioctl(cec->fd, CEC_TRANSMIT, message) == 0) {
        return message->sequence;
    }
    if (errno == ENODEV) {
        lose(cec);
    }
    return 0;
}
