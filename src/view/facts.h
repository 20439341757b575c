#pragma once

/* What the device knows of itself and of its connections, for the cards of installer and IT. */

#include <stdbool.h>

#include "view/told_faults.h"
#include "view/view.h"

enum network_state {
    NETWORK_UNKNOWN, /* nobody asked */
    NETWORK_DOWN,    /* no interface is linked */
    NETWORK_BARE,    /* one is linked, but has no address */
    NETWORK_UP,
};

struct facts {
    char site[65], screen[65]; /* "": there is no device file */
    char serial[65];           /* of the board; "" */
    char machine[7];           /* the digits of the machine that are part of its client id; "" */
    char driver[16];           /* what shows the picture: "KMSDRM" */
    int width, height;         /* of the panel, in pixels */
    char fault[VIEW_NOTICE_BYTES];  /* what is wrong with a file; "" */
    const struct told_faults *told; /* of an installer's file; borrowed; NULL: it is good */
    enum network_state network;
    char interface[17]; /* "eth0" */
    char address[47];   /* "192.168.1.23" */
    char host[128];     /* of the broker */
    int port;
    bool tls;
    enum link_state link; /* LINK_NONE: the broker was not asked */
    bool alone;           /* connected so long that a twin would have been heard */
    char reason[96];      /* why the link is not up, in words of library or broker */
};

bool facts_equal(const struct facts *a, const struct facts *b);
