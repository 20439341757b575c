#include "mqtt/dial.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <mqtt_protocol.h>

#define RECEIVE_MAXIMUM 20

static bool is_v5(const struct client_settings *settings)
{
    return settings->broker.version != 3;
}

mosquitto_property *dial_session_property(const struct client_settings *settings)
{
    mosquitto_property *list = NULL;
    if (is_v5(settings) && settings->session != NULL) {
        mosquitto_property_add_string_pair(&list, MQTT_PROP_USER_PROPERTY, "session",
                                           settings->session);
    }
    return list;
}

/* A key with a pass phrase: nobody is there to type it, and OpenSSL would ask the terminal. */
static int no_pass_phrase(char *buffer, int size, int rwflag, void *session)
{
    (void)rwflag;
    (void)session;
    if (size > 0) {
        buffer[0] = '\0';
    }
    return 0;
}

static bool can_read(const char *path, struct ending *ending)
{
    if (path != NULL && access(path, R_OK) < 0) {
        ending_set(ending, CLIENT_TLS, "%s: %s", strerror(errno), path);
        return false;
    }
    return true;
}

static bool set_tls(struct mosquitto *mosquitto, const struct broker_config *broker,
                    struct ending *ending)
{
    if (!can_read(broker->ca, ending) || !can_read(broker->certificate, ending) ||
        !can_read(broker->key, ending)) {
        return false;
    }
    /* "tlsv1.2" is the least that is accepted, in all versions of the library. */
    int code = mosquitto_tls_set(mosquitto, broker->ca, NULL, broker->certificate, broker->key,
                                 no_pass_phrase);
    if (code == MOSQ_ERR_SUCCESS) {
        code = mosquitto_tls_opts_set(mosquitto, 1, "tlsv1.2", NULL);
    }
    if (code != MOSQ_ERR_SUCCESS) {
        ending_set(ending, CLIENT_TLS, "TLS: %s", mosquitto_strerror(code));
    }
    return code == MOSQ_ERR_SUCCESS;
}

static int set_will(struct mosquitto *mosquitto, const struct client_settings *settings)
{
    if (settings->will_topic == NULL || settings->will_payload == NULL) {
        return MOSQ_ERR_SUCCESS;
    }
    mosquitto_property *properties = dial_session_property(settings);
    int code =
        mosquitto_will_set_v5(mosquitto, settings->will_topic, (int)strlen(settings->will_payload),
                              settings->will_payload, 1, true, properties);
    if (code != MOSQ_ERR_SUCCESS) {
        mosquitto_property_free_all(&properties); /* else they belong to the library */
    }
    return code;
}

static int set_identity(struct mosquitto *mosquitto, const struct client_settings *settings)
{
    int version = is_v5(settings) ? MQTT_PROTOCOL_V5 : MQTT_PROTOCOL_V311;
    mosquitto_int_option(mosquitto, MOSQ_OPT_PROTOCOL_VERSION, version);
    mosquitto_int_option(mosquitto, MOSQ_OPT_RECEIVE_MAXIMUM, RECEIVE_MAXIMUM);
    mosquitto_int_option(mosquitto, MOSQ_OPT_TCP_NODELAY, 1);
    int code = set_will(mosquitto, settings);
    if (code == MOSQ_ERR_SUCCESS && settings->broker.username != NULL) {
        code = mosquitto_username_pw_set(mosquitto, settings->broker.username, settings->password);
    }
    return code;
}

struct mosquitto *dial_prepare(const struct client_settings *settings, void *session,
                               struct ending *ending)
{
    struct mosquitto *mosquitto = mosquitto_new(settings->client_id, true, session);
    if (mosquitto == NULL) {
        ending_set(ending, CLIENT_LOST, "%s", strerror(errno));
        return NULL;
    }
    int code = set_identity(mosquitto, settings);
    if (code != MOSQ_ERR_SUCCESS) {
        ending_set(ending, CLIENT_REFUSED, "settings: %s", mosquitto_strerror(code));
    }
    if (code != MOSQ_ERR_SUCCESS ||
        (settings->broker.ca != NULL && !set_tls(mosquitto, &settings->broker, ending))) {
        mosquitto_destroy(mosquitto);
        return NULL;
    }
    return mosquitto;
}

int dial_connect(struct mosquitto *mosquitto, const struct client_settings *settings)
{
    const struct broker_config *broker = &settings->broker;
    mosquitto_property *properties = NULL;
    if (is_v5(settings)) {
        mosquitto_property_add_int32(&properties, MQTT_PROP_MAXIMUM_PACKET_SIZE,
                                     dial_packet_bytes(settings));
        mosquitto_property_add_int32(&properties, MQTT_PROP_SESSION_EXPIRY_INTERVAL, 0);
    }
    errno = 0;
    int code = mosquitto_connect_bind_v5(mosquitto, broker->host, broker->port, broker->keepalive_s,
                                         NULL, properties);
    int error = errno;
    mosquitto_property_free_all(&properties);
    errno = error;
    return code;
}
