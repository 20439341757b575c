#pragma once

/* Whether the machine is on a network at all, and under which address. */

#include <stdbool.h>

struct network_address {
    bool linked;        /* an interface other than the loopback carries packets */
    char interface[17]; /* the one below; the linked one when there is no address; "" */
    char address[47];   /* IPv4 before IPv6, none that holds on the link alone; "" */
};

struct network_address network_address(void);

/*
 * A descriptor that is readable when interfaces or addresses changed, to be closed by the caller;
 * -1 where the kernel gives none. network_read() takes what is to be read from it.
 */
int network_watch(void);
void network_read(int fd);
