#pragma once

/* The inside of a session, for the files that make it up: session.c and session_*.c. */

#include <mosquitto.h>

#include "base/moment.h"
#include "mqtt/gate.h"
#include "mqtt/session.h"
#include "mqtt/subscriptions.h"

struct session {
    struct session_parts parts;
    struct mosquitto *mosquitto;
    struct subscriptions subscriptions;
    struct ending ending, refusal;
    struct gate gate;
    char library_said[96]; /* its first error message */

    bool accepted; /* CONNACK */
    bool greeted;  /* see greet() in session_turn.c */
    bool over;
    bool write_in_vain; /* see may_write() in session_turn.c */

    int64_t now_ms; /* of this turn */
    int64_t opened_ms;
    int64_t heard_ms, wrote_ms; /* the last turn in which the library read; may have written */
    int64_t ask_again_ms;
    int64_t keepalive_ms;
    bool wrote; /* in this turn */
    uint64_t arrived;
    bool undelivered; /* see deliver() in session_turn.c */
    int64_t delivered_us;

    bool size_known; /* see watch_size() in session_turn.c */
    uint64_t size_base;

    int64_t leave_at_ms, leave_until_ms; /* NEVER: it stays */
    int leave_mid;
    bool left;
};

/* The session is over. `code` is the library's, errno as it left it. Only the first fault counts.
 */
void session_end(struct session *session, int code);

/* Ends the session when `code` is a fault, or when the library has closed the connection. */
void session_check(struct session *session, int code);

/* Publishes on the will's topic, retained, QoS 1, with the session's property. `mid` may be NULL.
 */
void session_publish_state(struct session *session, const char *payload, int *mid);

/* A request has come; see session_requests.c. */
void session_take_request(struct session *session, const struct client_message *message,
                          const mosquitto_property *properties);

/* Has the library tell the session what happens; see session_answers.c. */
void session_listen(struct session *session);
