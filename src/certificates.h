#pragma once

/*
 * Until when the certificates of a connection are good: that of the authorities, which is there to
 * judge the broker, and the screen's own.
 */

#include <jansson.h>

#include "base/moment.h"
#include "config/device_config.h"
#include "kpi/words.h"

/* So long before its end a certificate is spoken of on the wall. */
#define CERTIFICATES_NOTICE_DAYS 30

struct certificates {
    int64_t authority_ms; /* Unix ms of its end; NO_TIME: none, or one that cannot be read */
    int64_t own_ms;       /* likewise */
};

/*
 * Of a file with several authorities the last counts: as long as one is good, a broker can be. Of
 * our own the first does, which is the screen's.
 */
struct certificates certificates_read(const struct broker_config *broker);

/* Whole days that are left, 0 on the last; negative once it is over. */
int certificates_days_left(int64_t end_ms, int64_t wall_ms);

/*
 * {"ca":{"until","days_left"},"certificate":{...}}, each where there is one; days only by a clock
 * that is right. A new reference, NULL when there is none.
 */
json_t *certificates_json(const struct certificates *certificates, const struct moment *now);

/* What the wall has to say of the one that ends first, "" for nothing. True when it is over. */
#define CERTIFICATES_TEXT_BYTES 128
bool certificates_say(char to[CERTIFICATES_TEXT_BYTES], const struct certificates *certificates,
                      const struct moment *now, enum language language);
