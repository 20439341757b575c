#include "device/network.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

static bool carries(const struct ifaddrs *entry)
{
    unsigned wanted = IFF_UP | IFF_RUNNING;
    return (entry->ifa_flags & wanted) == wanted && !(entry->ifa_flags & IFF_LOOPBACK);
}

/* The better the greater; 0 is no address that others could reach. */
static int rank_of(const struct sockaddr *address)
{
    if (address == NULL) {
        return 0;
    }
    if (address->sa_family == AF_INET) {
        return 2;
    }
    const struct sockaddr_in6 *six = (const struct sockaddr_in6 *)address;
    return address->sa_family == AF_INET6 && !IN6_IS_ADDR_LINKLOCAL(&six->sin6_addr);
}

static void take(struct network_address *to, const struct ifaddrs *entry)
{
    const struct sockaddr *address = entry->ifa_addr;
    const void *number = &((const struct sockaddr_in6 *)address)->sin6_addr;
    if (address->sa_family == AF_INET) {
        number = &((const struct sockaddr_in *)address)->sin_addr;
    }
    inet_ntop(address->sa_family, number, to->address, sizeof to->address);
    snprintf(to->interface, sizeof to->interface, "%s", entry->ifa_name);
}

struct network_address network_address(void)
{
    struct network_address found = {0};
    struct ifaddrs *list = NULL;
    int best = 0;
    if (getifaddrs(&list) != 0) {
        return found;
    }
    for (const struct ifaddrs *entry = list; entry != NULL; entry = entry->ifa_next) {
        if (!carries(entry)) {
            continue;
        }
        if (!found.linked) {
            snprintf(found.interface, sizeof found.interface, "%s", entry->ifa_name);
        }
        found.linked = true;
        int rank = rank_of(entry->ifa_addr);
        if (rank > best) {
            take(&found, entry);
            best = rank;
        }
    }
    freeifaddrs(list);
    return found;
}

int network_watch(void)
{
    int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, NETLINK_ROUTE);
    const struct sockaddr_nl groups = {
        .nl_family = AF_NETLINK,
        .nl_groups = RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR,
    };
    if (fd >= 0 && bind(fd, (const struct sockaddr *)&groups, sizeof groups) != 0) {
        close(fd);
        fd = -1;
    }
    return fd;
}

/* Of no interest is what changed: network_address() asks for the whole. */
void network_read(int fd)
{
    char ignored[4096];
    while (recv(fd, ignored, sizeof ignored, 0) > 0) {
    }
}
