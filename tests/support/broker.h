#pragma once

/*
 * A real mosquitto on a free loopback port, with a folder of its own below /tmp. Whatever goes
 * wrong with starting it aborts the test with a message.
 */

#include <stdbool.h>
#include <sys/types.h>

struct broker_settings {
    const char *ca, *certificate, *key; /* files; NULL: no TLS */
    const char *username, *password;    /* NULL: everybody may come in */
    const char *acl;                    /* the text of an ACL file; NULL: none */
    const char *more;                   /* further configuration lines; NULL */
    bool plain_too; /* with TLS: a second listener without it, see broker_plain_port() */
    bool absent;    /* only choose the port; broker_restart() starts it */
};

struct broker;

/* Starts it and waits until it accepts connections. */
struct broker *broker_start(const struct broker_settings *settings);

/* Ends it and removes its folder. NULL is allowed. */
void broker_stop(struct broker *broker);

int broker_port(const struct broker *broker);
int broker_plain_port(const struct broker *broker);
pid_t broker_pid(const struct broker *broker);

/* A folder for whatever the test needs; removed by broker_stop(). */
const char *broker_folder(const struct broker *broker);

/* kill -9; the port stays chosen. Nothing to do when it does not run. */
void broker_kill(struct broker *broker);

/* Kills it if it runs and starts it on the same port; NULL keeps the settings. */
void broker_restart(struct broker *broker, const struct broker_settings *settings);

/* SIGSTOP and SIGCONT: connections stay open, nobody answers. */
void broker_freeze(struct broker *broker);
void broker_thaw(struct broker *broker);
