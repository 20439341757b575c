#include "mqtt/ending.h"

#include <errno.h>
#include <netdb.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <mosquitto.h>
#include <mqtt_protocol.h>

void ending_set(struct ending *ending, enum client_link link, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    *ending = (struct ending){.link = link};
    vsnprintf(ending->reason, sizeof ending->reason, format, list);
    va_end(list);
}

void ending_from_code(struct ending *ending, int code, int error)
{
    switch (code) {
    case MOSQ_ERR_EAI:
        /* The library hands getaddrinfo()'s code on in errno. */
        ending_set(ending, CLIENT_NAME, "host name: %s", gai_strerror(error));
        break;
    case MOSQ_ERR_TLS:
        ending_set(ending, CLIENT_TLS, "TLS failed");
        break;
    case MOSQ_ERR_ERRNO:
        ending_set(ending, CLIENT_LOST, "%s", strerror(error));
        break;
    case MOSQ_ERR_AUTH:
    case MOSQ_ERR_ACL_DENIED:
        ending_set(ending, CLIENT_REFUSED, "%s", mosquitto_strerror(code));
        break;
    default:
        ending_set(ending, CLIENT_LOST, "%s", mosquitto_strerror(code));
        ending->cut = code == MOSQ_ERR_CONN_LOST;
        break;
    }
}

/* A broker that is there but cannot serve us just now. */
static bool is_passing(int code)
{
    return code == MQTT_RC_SERVER_UNAVAILABLE || code == MQTT_RC_SERVER_BUSY ||
           code == MQTT_RC_SERVER_SHUTTING_DOWN || code == MQTT_RC_CONNECTION_RATE_EXCEEDED ||
           code == MQTT_RC_USE_ANOTHER_SERVER || code == MQTT_RC_SERVER_MOVED;
}

void ending_from_connack(struct ending *ending, int code, int version)
{
    if (version == 5) {
        ending_set(ending, is_passing(code) ? CLIENT_LOST : CLIENT_REFUSED, "refused: %s (0x%02X)",
                   mosquitto_reason_string(code), (unsigned)code);
    } else {
        bool passing = code == CONNACK_REFUSED_SERVER_UNAVAILABLE;
        ending_set(ending, passing ? CLIENT_LOST : CLIENT_REFUSED, "%s",
                   mosquitto_connack_string(code));
    }
}

void ending_from_disconnect(struct ending *ending, int code)
{
    enum client_link link = CLIENT_LOST;
    if (code == MQTT_RC_SESSION_TAKEN_OVER) {
        link = CLIENT_TAKEN_OVER;
    } else if (code == MQTT_RC_NOT_AUTHORIZED || code == MQTT_RC_BANNED) {
        link = CLIENT_REFUSED;
    }
    ending_set(ending, link, "disconnected: %s (0x%02X)", mosquitto_reason_string(code),
               (unsigned)code);
}

void ending_from_suback(struct ending *ending, int code, const char *topic)
{
    ending_set(ending, CLIENT_REFUSED, "%s (0x%02X): subscription %s",
               mosquitto_reason_string(code), (unsigned)code, topic);
}
