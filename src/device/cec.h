#pragma once

/*
 * A line to the devices on an HDMI cable (CEC), by the kernel's own interface (/dev/cecN). Nothing
 * here waits: what is sent takes up to a second on the wire, and its result is heard later.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <linux/cec.h>

/* The kernel, or a test in its place; each as the call of that name, with errno. */
struct cec_calls {
    int (*open)(const char *path);
    int (*ioctl)(int fd, unsigned long request, void *argument);
    int (*close)(int fd);
};

extern const struct cec_calls cec_kernel;

/* Which socket of which graphics card, in the kernel's numbers. */
struct cec_socket {
    uint32_t card;
    uint32_t connector; /* 0: not known */
};

struct cec {
    const struct cec_calls *calls;
    int fd;            /* readable, or with an exception, when there is something to hear; -1 */
    uint16_t physical; /* where the cable puts us; CEC_PHYS_ADDR_INVALID: at no television */
    uint8_t logical;   /* who we are on it; CEC_LOG_ADDR_INVALID: nobody yet */
};

/* Not open. */
struct cec cec_new(const struct cec_calls *calls);

/*
 * Opens the adapter that belongs to the socket, else the first that names none, and asks for a
 * place on the cable as a player. False, with a word in the log where it is worth one: there is
 * none, or it may not be used.
 */
bool cec_open(struct cec *cec, const struct cec_socket *socket);
void cec_close(struct cec *cec);

/* We have a place, and may send and ask. */
bool cec_is_ready(const struct cec *cec);

enum cec_news {
    CEC_NOTHING, /* more: there is nothing more to hear */
    CEC_PLACE,   /* our place on the cable may have changed, or something went unheard */
    CEC_MESSAGE, /* one came in, or the result of one that was sent: its `sequence` is not 0 */
    CEC_LOST,    /* the adapter is gone; it was closed */
};

enum cec_news cec_hear(struct cec *cec, struct cec_msg *message);

/*
 * `message`: its bytes, length and `reply` filled in. Returns its sequence, above 0, under which
 * the result will be heard, or 0: it was not taken. An adapter that is gone is closed.
 */
uint32_t cec_send(struct cec *cec, struct cec_msg *message);
