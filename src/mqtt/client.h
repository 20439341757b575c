#pragma once

/*
 * An MQTT client in a thread of its own that never gives up. It owns the mosquitto object; others
 * talk to it only through a bounded inbox and outbox. On every connect it publishes its birth and
 * subscribes anew (clean start). Reconnects back off from 1 to 30 s with +-50 % jitter.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "config/device_config.h"

/* How the sender of a request wants to be answered (MQTT 5); all 0 when he does not say. */
struct client_reply {
    const char *topic;       /* NULL: the contract's */
    const void *correlation; /* goes back with the answer as it came */
    size_t correlation_length;
};

struct client_message {
    const char *topic;
    const void *payload; /* length bytes, then a NUL */
    size_t length;
    bool retained;
    int64_t mono_ms;           /* when the network thread received it */
    struct client_reply reply; /* of a request */
};

struct client_subscription {
    const char *topic;
    int qos;
    bool requests; /* of requests, or else to be done without: a broker that refuses it is no reason
                      to call the link refused */
};

struct client_settings {
    struct broker_config broker;
    const char *client_id;
    const char *password; /* the broker's own, or read by the caller from password_file; NULL */
    const char *will_topic, *will_payload; /* retained, QoS 1; NULL: none */
    const char *birth_payload;             /* on will_topic at every connect, retained, QoS 1 */
    const char *leave_payload; /* on will_topic before a clean disconnect; NULL: the will's */
    const char *session;       /* MQTT 5 user property `session` on birth and will; NULL */
    const char *site, *screen; /* whose requests are let in by mqtt/gate.h; NULL: they are as any
                                  other message */
    const struct client_subscription *subscriptions;
    size_t subscription_count;
    int backoff_least_ms, backoff_most_ms; /* between attempts to connect, 0: 1000 and 30000 */
    size_t packet_bytes;                   /* the largest message that arrives; 0: 256 KiB */
};

/* Why the link is not up; mirrors view's link_state without knowing it. */
enum client_link {
    CLIENT_CONNECTING, /* was never up, and nothing better is known */
    CLIENT_UP,         /* connected and subscribed */
    CLIENT_LOST,       /* was up */
    CLIENT_REFUSED,    /* the broker does not want us, or one of our subscriptions */
    CLIENT_TLS,        /* certificate or handshake */
    CLIENT_NAME,       /* host name not found */
    CLIENT_TAKEN_OVER, /* another client uses our id */
};

struct client_status {
    enum client_link link;
    int64_t since_mono_ms;         /* of the present link state */
    uint64_t reconnects;           /* successful connects after the first */
    int64_t last_turn_ms;          /* of the thread's last turn, monotonic; see client_status() */
    uint64_t dropped;              /* messages that found no room in the inbox */
    uint64_t retained_requests;    /* that were ignored */
    uint64_t acknowledged;         /* publications, in one way or the other */
    uint64_t refused_publications; /* that the broker acknowledged with a refusal (MQTT 5) */
    char reason[96];               /* the last fault in words of library or broker */
};

struct client;

/* Settings are copied. Starts the thread; never waits for the network. NULL: no memory or thread.
 */
struct client *client_create(const struct client_settings *settings);

/*
 * Publishes the leave payload if connected, disconnects and joins; waits at most `wait_ms`. A
 * thread that is stuck in a name look-up or a connect then is left alone and frees everything when
 * it comes back. From the thread that created the client. NULL is allowed.
 */
void client_destroy(struct client *client, int wait_ms);

/* Readable while there is mail or the link changed; also when not all mail was taken. */
int client_fd(const struct client *client);

/* Has seen that the link changed. Call once per wake, before taking. */
void client_acknowledge(struct client *client);

/*
 * The oldest message of the inbox, valid until the next call. False when it is empty. Messages of
 * one topic keep their order. Under pressure an older reading (a topic with "/kpi/" and a single
 * metric) makes room for a newer of its topic; then the broker is made to wait, up to 2 s; after
 * that the newest readings are dropped and counted. A message over packet_bytes never arrives.
 */
bool client_take(struct client *client, struct client_message *message);

/* Queues a publication; it is sent when connected. False when the outbox is full: nothing queued.
 */
bool client_publish(struct client *client, const char *topic, const void *payload, size_t length,
                    int qos, bool retain);

/* The same for the answer to a request: QoS 1, not retained, with the correlation of `reply`. */
bool client_answer(struct client *client, const char *topic, const void *payload, size_t length,
                   const struct client_reply *reply);

/* The next acknowledgement of the broker wakes the reader as a change of the link does. */
void client_await_acknowledgement(struct client *client);

/* Publications not yet handed to the library, or (QoS 1) not yet acknowledged. */
size_t client_pending(struct client *client);

/*
 * The thread turns at least once a minute, only a blocking connect can last longer: a name look-up
 * and the kernel's wait for an answer, some 130 s for each address of the host.
 */
struct client_status client_status(struct client *client);
