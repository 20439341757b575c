#include "certificates.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/pem.h"
#include "device/files.h"
#include "view/words.h"

#define DAY_MS INT64_C(86400000)

/* All authorities of a system are some 230 KiB. */
#define CERTIFICATES_MAX_BYTES ((size_t)4 * 1024 * 1024)

/* ---- Reading -------------------------------------------------------------------------------- */

/* Of the first of the file, or the last end of all. */
static int64_t file_end(const char *path, bool all)
{
    size_t length;
    char *text = path != NULL ? file_read(path, CERTIFICATES_MAX_BYTES, &length) : NULL;
    int64_t end_ms = text != NULL ? pem_end(text, all) : NO_TIME;
    free(text);
    return end_ms;
}

struct certificates certificates_read(const struct broker_config *broker)
{
    if (broker->pushed) {
        return (struct certificates){
            broker->ca != NULL ? pem_end(broker->ca, true) : NO_TIME,
            broker->certificate != NULL ? pem_end(broker->certificate, false) : NO_TIME};
    }
    return (struct certificates){file_end(broker->ca, true), file_end(broker->certificate, false)};
}

/* ---- Telling -------------------------------------------------------------------------------- */

int certificates_days_left(int64_t end_ms, int64_t wall_ms)
{
    int64_t left_ms = end_ms - wall_ms;
    return (int)(left_ms < 0 ? -1 - (-left_ms - 1) / DAY_MS : left_ms / DAY_MS);
}

static void put_one(json_t *object, const char *key, int64_t end_ms, const struct moment *now)
{
    char until[32];
    if (end_ms == NO_TIME) {
        return;
    }
    time_format(end_ms, until, sizeof until);
    json_t *one = json_pack("{s:s}", "until", until);
    if (now->clock_good) {
        json_object_set_new(one, "days_left",
                            json_integer(certificates_days_left(end_ms, now->wall_ms)));
    }
    json_object_set_new(object, key, one);
}

json_t *certificates_json(const struct certificates *certificates, const struct moment *now)
{
    json_t *object = json_object();
    put_one(object, "ca", certificates->authority_ms, now);
    put_one(object, "certificate", certificates->own_ms, now);
    if (json_object_size(object) == 0) {
        json_decref(object);
        return NULL;
    }
    return object;
}

static int64_t first_end(const struct certificates *certificates)
{
    int64_t a = certificates->authority_ms, b = certificates->own_ms;
    return a == NO_TIME ? b : b == NO_TIME ? a : earlier(a, b);
}

bool certificates_say(char to[CERTIFICATES_TEXT_BYTES], const struct certificates *certificates,
                      const struct moment *now, enum language language)
{
    char what[32];
    int64_t end_ms = first_end(certificates);
    to[0] = '\0';
    if (end_ms == NO_TIME || !now->clock_good ||
        certificates_days_left(end_ms, now->wall_ms) > CERTIFICATES_NOTICE_DAYS) {
        return false;
    }
    int left = certificates_days_left(end_ms, now->wall_ms);
    if (left < 0) {
        time_format(end_ms, what, sizeof what);
        what[strlen("2026-12-20")] = '\0';
    } else {
        snprintf(what, sizeof what, "%d", left);
    }
    word_fill(to, CERTIFICATES_TEXT_BYTES, left < 0 ? WORD_CERTIFICATE_OVER : WORD_CERTIFICATE_ENDS,
              language, what);
    return left < 0;
}
