#pragma once

#include "base/fault.h"

/* What the installer's file must keep besides types and ranges, in the words of those who read it.
 */

enum card_rule {
    CARD_FILE,
    CARD_FILE_MISSING,
    CARD_CERTIFICATE,
    CARD_KEY,
    CARD_KEY_OTHER,
    CARD_WEAK,
    CARD_PAIR,
    CARD_CA_MISSING,
    CARD_PASSWORD_ALONE,
    CARD_HOST,
    CARD_UNEDITED,
    CARD_ADDRESS,
    CARD_ADDRESS_OF_NET,
    CARD_GATEWAY_ALONE,
    CARD_GATEWAY,
    CARD_GATEWAY_FAR,
    CARD_NAME_SERVERS,
    CARD_TIME_SERVERS,
    CARD_ZONE,
    CARD_WIFI_NAME,
    CARD_WIFI_PASSWORD,
    CARD_COUNTRY,
    CARD_IDENTITY,
    CARD_LOGIN_PASSWORD,
    CARD_LOGIN_PROOF,
    CARD_LOGIN_PAIR,
    CARD_LOGIN_ROOT,
    CARD_LOGIN_SERVER,
    CARD_WIFI_VLAN,
    CARD_RULES
};

struct card_words {
    const char *message, *allowed; /* in English, as in a fault */
    const char *ja;                /* one sentence: what to write */
};

extern const struct card_words card_words[CARD_RULES];

/* Adds a fault at that pointer, with what was read there ("": not repeated). */
void card_refuse(struct faults *faults, const char *pointer, const char *read, enum card_rule rule);
