#include "mqtt/subscriptions.h"

#include <stdlib.h>

#define FIRST_REFUSAL 0x80

bool subscriptions_init(struct subscriptions *subscriptions,
                        const struct client_subscription *wanted, size_t count)
{
    *subscriptions = (struct subscriptions){
        .wanted = wanted,
        .count = count,
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
        int code = mosquitto_subscribe_v5(mosquitto, &subscriptions->mids[i], wanted->topic,
                                          wanted->qos, 0, NULL);
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
    if (!subscriptions->granted[i]) {
        subscriptions->refused++;
        ending_from_suback(reason, answer, subscriptions->wanted[i].topic);
    }
    return subscriptions->granted[i];
}
