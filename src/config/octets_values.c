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
        char allowed[64];
        bool any = key->minimum < key->maximum;
        snprintf(allowed, sizeof allowed, "base64 of %s%.0f bytes", any ? "at most " : "",
                 key->maximum);
        read_fault(reader, "base64", value, allowed, "'%s' is base64 without line breaks.",
                   key->name);
        return;
    }
    *(struct octets *)slot = (struct octets){bytes, count};
}
