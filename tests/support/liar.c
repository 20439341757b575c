#include "support/liar.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define CONNECT 1
#define SUBSCRIBE 8
#define PING 12

struct liar {
    int listener, wake_fd, port;
    pthread_t thread;
    _Atomic(const struct lie *) lie;
    atomic_bool stopping;
    atomic_uint clients;
    atomic_size_t bytes;
};

static bool send_all(int fd, const void *bytes, size_t length)
{
    const char *from = bytes;
    while (length > 0) {
        ssize_t sent = send(fd, from, length, MSG_NOSIGNAL);
        if (sent <= 0) {
            return false;
        }
        from += sent;
        length -= (size_t)sent;
    }
    return true;
}

/* At some 100 MB a second, as a network would: loopback can be faster than the one who reads. */
static void send_zeros(int fd, size_t count)
{
    static const char zeros[65536];
    while (count > 0) {
        size_t part = count < sizeof zeros ? count : sizeof zeros;
        if (!send_all(fd, zeros, part)) {
            return;
        }
        count -= part;
        nanosleep(&(struct timespec){.tv_nsec = 500000}, NULL);
    }
}

static void tell(int fd, const struct lie *lie)
{
    if (send_all(fd, lie->bytes, lie->length)) {
        send_zeros(fd, lie->zeros);
    }
    if (lie->hang_up) {
        shutdown(fd, SHUT_RDWR);
    }
}

static void answer_connect(int fd, const struct lie *lie)
{
    if (lie->mute) {
        return;
    }
    if (lie->at_once) {
        tell(fd, lie);
    } else if (lie->version_3) {
        send_all(fd, "\x20\x02\x00\x00", 4);
    } else {
        send_all(fd, "\x20\x03\x00\x00\x00", 5);
    }
}

static void answer_subscribe(int fd, const struct lie *lie, const uint8_t *body, bool first)
{
    uint8_t suback[] = {0x90, 4, body[0], body[1], 0, (uint8_t)lie->suback};
    if (lie->suback_empty) {
        suback[1] = 3;
        send_all(fd, suback, 5);
    } else if (lie->version_3) {
        uint8_t old[] = {0x90, 3, body[0], body[1], (uint8_t)lie->suback};
        send_all(fd, old, sizeof old);
    } else {
        send_all(fd, suback, sizeof suback);
    }
    if (first) {
        tell(fd, lie);
    }
}

/* Answers the whole packets at the front of `bytes` and returns what they took. */
static size_t answer(int fd, const struct lie *lie, const uint8_t *bytes, size_t length,
                     bool *subscribed)
{
    size_t done = 0;
    while (length - done >= 2) {
        const uint8_t *packet = bytes + done;
        size_t header = packet[1] & 0x80 ? 3 : 2;
        if (length - done < header) {
            break;
        }
        size_t rest = (packet[1] & 0x7fu) + (header == 3 ? packet[2] * 128u : 0);
        if (length - done < header + rest) {
            break;
        }
        if (packet[0] >> 4 == CONNECT) {
            answer_connect(fd, lie);
        } else if (packet[0] >> 4 == SUBSCRIBE) {
            answer_subscribe(fd, lie, packet + header, !*subscribed);
            *subscribed = true;
        } else if (packet[0] >> 4 == PING && !lie->mute) {
            send_all(fd, "\xd0\x00", 2);
        }
        done += header + rest;
    }
    return done;
}

static bool is_readable(struct liar *liar, int fd)
{
    struct pollfd sources[] = {{.fd = fd, .events = POLLIN},
                               {.fd = liar->wake_fd, .events = POLLIN}};
    poll(sources, 2, -1);
    return sources[1].revents == 0;
}

static void serve(struct liar *liar, int fd)
{
    const struct lie *lie = atomic_load(&liar->lie);
    uint8_t bytes[16384];
    size_t length = 0;
    bool subscribed = false;
    while (is_readable(liar, fd)) {
        ssize_t got = recv(fd, bytes + length, sizeof bytes - length, 0);
        if (got <= 0 || lie->hang_up_at_once) {
            break;
        }
        atomic_fetch_add(&liar->bytes, (size_t)got);
        length += (size_t)got;
        size_t done = answer(fd, lie, bytes, length, &subscribed);
        memmove(bytes, bytes + done, length - done);
        length -= done;
    }
}

static void *run(void *context)
{
    struct liar *liar = context;
    while (!atomic_load(&liar->stopping)) {
        if (!is_readable(liar, liar->listener)) {
            uint64_t rings;
            ssize_t taken = read(liar->wake_fd, &rings, sizeof rings);
            (void)taken;
            continue;
        }
        int fd = accept(liar->listener, NULL, NULL);
        if (fd >= 0) {
            atomic_store(&liar->bytes, 0);
            atomic_fetch_add(&liar->clients, 1);
            serve(liar, fd);
            close(fd);
        }
    }
    return NULL;
}

struct liar *liar_start(const struct lie *lie)
{
    struct liar *liar = calloc(1, sizeof *liar);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    if (liar == NULL) {
        abort();
    }
    atomic_init(&liar->lie, lie);
    liar->wake_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    liar->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (bind(liar->listener, (struct sockaddr *)&address, size) < 0 ||
        listen(liar->listener, 8) < 0 ||
        getsockname(liar->listener, (struct sockaddr *)&address, &size) < 0 ||
        pthread_create(&liar->thread, NULL, run, liar) != 0) {
        perror("liar");
        abort();
    }
    liar->port = ntohs(address.sin_port);
    return liar;
}

static void ring(struct liar *liar)
{
    ssize_t written = write(liar->wake_fd, &(uint64_t){1}, sizeof(uint64_t));
    (void)written;
}

void liar_stop(struct liar *liar)
{
    if (liar == NULL) {
        return;
    }
    atomic_store(&liar->stopping, true);
    ring(liar);
    pthread_join(liar->thread, NULL);
    close(liar->listener);
    close(liar->wake_fd);
    free(liar);
}

int liar_port(const struct liar *liar)
{
    return liar->port;
}

void liar_tell(struct liar *liar, const struct lie *lie)
{
    atomic_store(&liar->lie, lie);
    ring(liar);
}

unsigned liar_clients(struct liar *liar)
{
    return atomic_load(&liar->clients);
}

size_t liar_bytes(struct liar *liar)
{
    return atomic_load(&liar->bytes);
}
