#include "view/facts.h"

#include <string.h>

static bool same_texts(const struct facts *a, const struct facts *b)
{
    return strcmp(a->site, b->site) == 0 && strcmp(a->screen, b->screen) == 0 &&
           strcmp(a->serial, b->serial) == 0 && strcmp(a->machine, b->machine) == 0 &&
           strcmp(a->driver, b->driver) == 0 && strcmp(a->fault, b->fault) == 0 &&
           strcmp(a->interface, b->interface) == 0 && strcmp(a->address, b->address) == 0 &&
           strcmp(a->host, b->host) == 0 && strcmp(a->reason, b->reason) == 0;
}

bool facts_equal(const struct facts *a, const struct facts *b)
{
    return a->width == b->width && a->height == b->height && a->network == b->network &&
           a->port == b->port && a->tls == b->tls && a->alone == b->alone && a->link == b->link &&
           a->told == b->told && same_texts(a, b);
}
