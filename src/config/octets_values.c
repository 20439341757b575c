#include "config/values.h"

#include <stdio.h>

#include "base/base64.h"

void read_octets(struct reader *reader, const struct key *key, const json_t *value, void *slot)
{
    const char *text = json_string_value(value);
    size_t length = json_string_length(value);
    unsigned char *bytes = arena_take(reader->arena, BASE64_BYTES(length) + 1);
    size_t count = text != NULL ? base64_decode(bytes, text, length) : BASE64_NONE;
    if (count == BASE64_NONE || (double)count < key->minimum || (double)count > key->maximum) {
        char allowed[64], read[48];
        bool any = key->minimum < key->maximum;
        snprintf(allowed, sizeof allowed, "base64 of %s%.0f bytes", any ? "at most " : "",
                 key->maximum);
        /* Not repeated: somebody may have put a private key here, and faults go into logs. */
        snprintf(read, sizeof read, "text of %zu characters", length);
        faults_add(reader->faults, SEVERITY_FAULT, reader->pointer.text, "base64", read, allowed,
                   "'%s' is base64 of so many bytes, without line breaks.", key->name);
        return;
    }
    *(struct octets *)slot = (struct octets){bytes, count};
}
