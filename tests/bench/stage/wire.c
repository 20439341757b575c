#include "bench/stage/wire.h"

#include <mosquitto.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/stage/process.h"

#define PATIENCE_NS INT64_C(20000000000)

struct wire {
    struct mosquitto *client;
    bool connected, subscribed;
    bool news; /* a message since wire_await() looked */
    char heard[16384];
};

static void on_connect(struct mosquitto *client, void *context, int reason)
{
    (void)client;
    ((struct wire *)context)->connected = reason == 0;
}

static void on_subscribe(struct mosquitto *client, void *context, int id, int count,
                         const int *granted)
{
    (void)client;
    (void)id;
    ((struct wire *)context)->subscribed = count == 1 && granted[0] <= 2;
}

static void on_message(struct mosquitto *client, void *context,
                       const struct mosquitto_message *message)
{
    (void)client;
    struct wire *wire = context;
    wire->news = true;
    snprintf(wire->heard, sizeof wire->heard, "%.*s", message->payloadlen,
             message->payloadlen > 0 ? (const char *)message->payload : "");
}

static void turn(struct wire *wire, int ms)
{
    if (mosquitto_loop(wire->client, ms, 1) != MOSQ_ERR_SUCCESS) {
        give_up("the broker hung up");
    }
}

static void turn_until(struct wire *wire, const bool *done)
{
    int64_t until = now_ns() + PATIENCE_NS;
    while (!*done) {
        if (now_ns() > until) {
            give_up("the broker does not answer");
        }
        turn(wire, 50);
    }
}

struct wire *wire_open(int port)
{
    mosquitto_lib_init();
    struct wire *wire = calloc(1, sizeof *wire);
    if (wire == NULL || (wire->client = mosquitto_new(NULL, true, wire)) == NULL) {
        give_up("no memory for a connection");
    }
    mosquitto_connect_callback_set(wire->client, on_connect);
    mosquitto_subscribe_callback_set(wire->client, on_subscribe);
    mosquitto_message_callback_set(wire->client, on_message);
    /* Else the kernel keeps a small packet back until the one before was acknowledged. */
    mosquitto_int_option(wire->client, MOSQ_OPT_TCP_NODELAY, 1);
    if (mosquitto_connect(wire->client, "127.0.0.1", port, 0) != MOSQ_ERR_SUCCESS) {
        give_up("the broker cannot be reached");
    }
    turn_until(wire, &wire->connected);
    return wire;
}

void wire_close(struct wire *wire)
{
    mosquitto_disconnect(wire->client);
    mosquitto_destroy(wire->client);
    free(wire);
}

void wire_publish(struct wire *wire, const char *topic, const char *payload)
{
    if (mosquitto_publish(wire->client, NULL, topic, (int)strlen(payload), payload, 0, false) !=
        MOSQ_ERR_SUCCESS) {
        give_up("a publication failed");
    }
}

void wire_flush(struct wire *wire)
{
    struct pollfd socket = {.fd = mosquitto_socket(wire->client), .events = POLLOUT};
    while (mosquitto_want_write(wire->client)) {
        poll(&socket, 1, 1000);
        if (mosquitto_loop_write(wire->client, 1) != MOSQ_ERR_SUCCESS) {
            give_up("the broker hung up");
        }
    }
}

void wire_listen(struct wire *wire, const char *topic)
{
    mosquitto_subscribe(wire->client, NULL, topic, 1);
    turn_until(wire, &wire->subscribed);
}

const char *wire_heard(struct wire *wire, int ms)
{
    int64_t until = now_ns() + (int64_t)ms * 1000000;
    for (int64_t left; (left = until - now_ns()) >= 0;) {
        turn(wire, (int)(left / 1000000) + 1);
    }
    return wire->heard;
}

void wire_await(struct wire *wire)
{
    turn_until(wire, &wire->news);
    wire->news = false;
}
