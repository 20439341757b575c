#include "mqtt/subscriptions.h"

#include <stdlib.h>

#include <mqtt_protocol.h>

#include "base/log.h"

#define FIRST_REFUSAL 0x80

bool subscriptions_init(struct subscriptions *subscriptions,
                        const struct client_subscription *wanted, size_t count, bool v5)
{
    *subscriptions = (struct subscriptions){
        .wanted = wanted,
        .count = count,
        .v5 = v5,
        .mids = calloc(count + 1, sizeof *subscriptions->mids),
        .granted = calloc(count + 1, sizeof *subscriptions->granted),
    };
    return subscriptions->mids != NULL && subscriptions->granted != NULL;
}

void subscriptions_finish(struct subscriptions *subscriptions)
{
    free(subscriptions->mids);
    free(subscriptions->granted);
}

int subscriptions_ask(struct subscriptions *subscriptions, struct mosquitto *mosquitto)
{
    subscriptions->open = subscriptions->refused = 0;
    for (size_t i = 0; i < subscriptions->count; i++) {
        const struct client_subscription *wanted = &subscriptions->wanted[i];
        subscriptions->mids[i] = 0;
        if (subscriptions->granted[i]) {
            continue;
        }
        /* A request must tell that it is retained also when it was just published. */
        int options = wanted->requests && subscriptions->v5 ? MQTT_SUB_OPT_RETAIN_AS_PUBLISHED : 0;
        int code = mosquitto_subscribe_v5(mosquitto, &subscriptions->mids[i], wanted->topic,
                                          wanted->qos, options, NULL);
        if (code != MOSQ_ERR_SUCCESS) {
            return code;
        }
        subscriptions->open++;
    }
    return MOSQ_ERR_SUCCESS;
}

bool subscriptions_answered(struct subscriptions *subscriptions, int mid, int answer,
                            struct ending *reason)
{
    size_t i = 0;
    while (i < subscriptions->count && subscriptions->mids[i] != mid) {
        i++;
    }
    if (mid == 0 || i == subscriptions->count) {
        return true; /* nobody asked */
    }
    subscriptions->mids[i] = 0;
    subscriptions->open--;
    subscriptions->granted[i] = answer < FIRST_REFUSAL;
    if (!subscriptions->granted[i] && subscriptions->wanted[i].requests) {
        log_line(LOG_WARNING, "mqtt", "the broker refuses %s: no requests from there",
                 subscriptions->wanted[i].topic);
        return true;
    }
    if (!subscriptions->granted[i]) {
        subscriptions->refused++;
        ending_from_suback(reason, answer, subscriptions->wanted[i].topic);
    }
    return subscriptions->granted[i];
}
