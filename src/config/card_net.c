#include "config/card_net.h"

#include <arpa/inet.h>
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINK_LOCAL_BITS 10 /* of fe80::/10 */

struct numbers {
    int family;
    unsigned char bytes[sizeof(struct in6_addr)];
};

static struct numbers numbers_of(const char *text, size_t length)
{
    char address[INET6_ADDRSTRLEN + 1];
    struct numbers numbers = {.family = memchr(text, ':', length) != NULL ? AF_INET6 : AF_INET};
    snprintf(address, sizeof address, "%.*s", (int)length, text);
    int read = inet_pton(numbers.family, address, numbers.bytes);
    assert(read == 1 && "judged before");
    (void)read;
    return numbers;
}

static bool same_bits(const unsigned char *one, const unsigned char *other, int bits)
{
    size_t whole = (size_t)bits / 8;
    unsigned mask = 0xff00U >> (bits % 8);
    return memcmp(one, other, whole) == 0 &&
           (bits % 8 == 0 || ((one[whole] ^ other[whole]) & mask & 0xff) == 0);
}

/* Whether the bits behind the first `length` are all as `wanted`, 0 or 1. */
static bool rest_is(const unsigned char *bytes, int length, int all, unsigned wanted)
{
    for (int bit = length; bit < all; bit++) {
        if (((unsigned)bytes[bit / 8] >> (7 - bit % 8) & 1U) != wanted) {
            return false;
        }
    }
    return true;
}

/* Nobody's, one's own, or that of many (RFC 6890, RFC 5771, RFC 4291). */
static bool is_special(const struct numbers *own)
{
    static const unsigned char nobody[sizeof own->bytes] = {0};
    static const unsigned char oneself[sizeof own->bytes] = {[15] = 1};
    const unsigned char first = own->bytes[0];
    if (own->family == AF_INET) {
        return first == 0 || first == 127 || first >= 224;
    }
    return first == 0xff || memcmp(own->bytes, nobody, sizeof nobody) == 0 ||
           memcmp(own->bytes, oneself, sizeof oneself) == 0;
}

/*
 * RFC 3021: a net of two IPv4 addresses has neither; IPv6 has no broadcast, and RFC 4291 2.6.1
 * keeps the first address of a net for its routers.
 */
static bool is_within(const struct numbers *own, int length)
{
    int all = own->family == AF_INET ? 32 : 128;
    if (length == 0) {
        return false;
    }
    if (length >= all - 1) {
        return true;
    }
    return !rest_is(own->bytes, length, all, 0) &&
           (own->family == AF_INET6 || !rest_is(own->bytes, length, all, 1));
}

bool card_address_is_of_a_board(const char *address)
{
    const char *slash = strchr(address, '/');
    struct numbers own = numbers_of(address, (size_t)(slash - address));
    return !is_special(&own) && is_within(&own, atoi(slash + 1));
}

bool card_gateway_is_near(const char *address, const char *gateway)
{
    static const unsigned char link_local[] = {0xfe, 0x80};
    const char *slash = strchr(address, '/');
    struct numbers own = numbers_of(address, (size_t)(slash - address));
    struct numbers way = numbers_of(gateway, strlen(gateway));
    if (own.family != way.family) {
        return false;
    }
    bool is_own = memcmp(own.bytes, way.bytes, sizeof own.bytes) == 0;
    bool local = way.family == AF_INET6 && same_bits(way.bytes, link_local, LINK_LOCAL_BITS);
    int length = atoi(slash + 1);
    return !is_own && (local || (same_bits(own.bytes, way.bytes, length) &&
                                 (way.family == AF_INET6 || is_within(&way, length))));
}
