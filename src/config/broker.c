#include "config/broker.h"

#include <stdio.h>
#include <string.h>

#include "config/host.h"
#include "config/reader.h"

#define POINTER_BYTES 64

/* ---- What holds of all ---------------------------------------------------------------------- */

static void contradiction(struct faults *faults, const char *at, const char *key, const char *code,
                          const char *allowed, const char *message)
{
    char pointer[POINTER_BYTES];
    snprintf(pointer, sizeof pointer, "%s/%s", at, key);
    faults_add(faults, SEVERITY_FAULT, pointer, code, "", allowed, "%s", message);
}

void broker_judge(const struct broker_config *broker, const char *at, struct faults *faults)
{
    char pointer[POINTER_BYTES];
    if (broker->host && !host_is_possible(broker->host)) {
        snprintf(pointer, sizeof pointer, "%s/host", at);
        faults_add(faults, SEVERITY_FAULT, pointer, "host", host_told(broker->host),
                   "a name or an address, such as mqtt.example",
                   "A host is a name or an address, and nothing else.");
    }
    if (!broker->certificate != !broker->key) {
        contradiction(faults, at, broker->key ? "certificate" : "key", "pair",
                      "both certificate and key, or neither",
                      "A client certificate and its key go together.");
    }
    if (broker->certificate && !broker->ca) {
        contradiction(faults, at, "ca", "missing",
                      broker->pushed ? "the certificate authorities"
                                     : "the file of certificate authorities",
                      "A client certificate needs TLS, which is never without ca.");
    }
    if ((broker->password_file || broker->password) && !broker->username) {
        contradiction(faults, at, "username", "pair", "a user name beside the password",
                      "A password without a user name is never sent.");
    }
    if (broker->port == 8883 && !broker->ca) {
        snprintf(pointer, sizeof pointer, "%s/port", at);
        faults_add(faults, SEVERITY_WARNING, pointer, "plain", "8883", "1883, or a ca",
                   "Port 8883 is that of TLS, but without ca the link is plain.");
    }
}

void broker_choose_port(struct broker_config *broker)
{
    if (broker->port == ABSENT) {
        broker->port = broker->ca ? 8883 : 1883;
    }
}

/* ---- What is pushed ------------------------------------------------------------------------- */

bool broker_read_pushed(struct broker_config *broker, const json_t *object, struct arena *arena,
                        struct faults *faults)
{
    size_t fatal = faults_fatal(faults);
    struct reader reader = {.arena = arena, .faults = faults, .language = ABSENT};
    *broker = (struct broker_config){0};
    size_t before = pointer_push(&reader.pointer, &ENVELOPE_CONNECTION[1]);
    read_section(&reader, &section_connection, object, broker);
    pointer_pop(&reader.pointer, before);
    broker->pushed = true;
    /* What was wrong counts as absent, which would read like a contradiction. */
    if (faults_fatal(faults) == fatal) {
        broker_judge(broker, ENVELOPE_CONNECTION, faults);
        broker_choose_port(broker);
    }
    return faults_fatal(faults) == fatal;
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

bool broker_same(const struct broker_config *a, const struct broker_config *b)
{
    return same_text(a->host, b->host) && a->port == b->port && same_text(a->ca, b->ca) &&
           same_text(a->certificate, b->certificate) && same_text(a->key, b->key) &&
           same_text(a->username, b->username) && same_text(a->password_file, b->password_file) &&
           same_text(a->password, b->password) && a->version == b->version &&
           a->keepalive_s == b->keepalive_s && a->pushed == b->pushed;
}
