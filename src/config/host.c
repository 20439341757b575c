#include "config/host.h"

#include <arpa/inet.h>
#include <string.h>

#define NAME_BYTES 253
#define LABEL_BYTES 63

#define DIGITS "0123456789"
#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

bool host_is_address(const char *text)
{
    unsigned char bytes[sizeof(struct in6_addr)];
    return inet_pton(AF_INET, text, bytes) == 1 || inet_pton(AF_INET6, text, bytes) == 1;
}

static bool is_zoned_address(const char *text)
{
    char address[INET6_ADDRSTRLEN];
    size_t length = strcspn(text, "%");
    if (text[length] == '\0' || text[length + 1] == '\0' || length >= sizeof address) {
        return false;
    }
    memcpy(address, text, length);
    address[length] = '\0';
    const char *zone = text + length + 1;
    return strchr(address, ':') != NULL && host_is_address(address) &&
           zone[strspn(zone, LETTERS DIGITS ".-_")] == '\0';
}

static bool is_label(const char *label, size_t length)
{
    return length >= 1 && length <= LABEL_BYTES && label[0] != '-' && label[length - 1] != '-';
}

static bool is_name(const char *text)
{
    size_t whole = strlen(text);
    bool number = false;
    if (whole > 0 && text[whole - 1] == '.') {
        whole--; /* the root, which may be written */
    }
    for (size_t at = 0; at <= whole;) {
        const char *label = text + at;
        size_t length = strspn(label, LETTERS DIGITS "-_");
        if (!is_label(label, length) || (at + length < whole && label[length] != '.')) {
            return false;
        }
        number = strspn(label, DIGITS) >= length;
        at += length + 1;
    }
    return whole <= NAME_BYTES && !number;
}

bool host_is_possible(const char *text)
{
    return host_is_address(text) || is_zoned_address(text) || is_name(text);
}

const char *host_told(const char *text)
{
    return strchr(text, '@') != NULL ? "" : text;
}
