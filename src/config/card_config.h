#pragma once

/*
 * The file that an installer writes onto the boot partition of a card: who the screen is, its
 * broker with the password, and its network. It is taken in once and becomes the device file, a
 * file with the password, and files for systemd-networkd and wpa_supplicant.
 */

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/fault.h"
#include "config/entries.h"
#include "config/keys.h"

struct card_broker {
    const char *host;
    int port;                      /* ABSENT: the reader of the device file chooses */
    const char *ca;                /* name of a file beside; NULL: no TLS */
    const char *certificate, *key; /* of the board itself, likewise; both or neither */
    const char *username, *password;
};

struct card_wifi {
    const char *name;     /* NULL: a cable */
    const char *password; /* NULL: an open network */
    const char *country;
};

struct card_login {
    const char *identity; /* NULL: the network asks nobody */
    const char *ca;
    const char *server;            /* how its name ends; NULL: whatever that authority signed */
    const char *password;          /* NULL: the next two are what it shows instead */
    const char *certificate, *key; /* names of files beside; both or neither */
};

struct card_network {
    const char *address; /* with its prefix length; NULL: DHCP */
    const char *gateway, *name_servers, *time_servers;
    int vlan; /* ABSENT: untagged */
    struct card_wifi wifi;
    struct card_login login;
};

/* The files that it may name; they lie beside it. */
enum card_file {
    CARD_BROKER_CA,
    CARD_BROKER_CERTIFICATE,
    CARD_BROKER_KEY,
    CARD_LOGIN_CA,
    CARD_LOGIN_CERTIFICATE,
    CARD_LOGIN_KEY,
    CARD_FILES
};

struct card_config {
    struct arena *arena; /* owns everything below */
    json_t *document;    /* as it was read */
    const char *site, *screen;
    const char *zone; /* NULL: none was named */
    struct id_list groups;
    struct card_broker broker;
    struct card_network network;
    struct entry_list keys;        /* of struct signing_key */
    const char *files[CARD_FILES]; /* what stands in them; NULL: not named, or not read */
};

extern const struct section section_card;

/* What a card is judged by besides itself. */
struct card_surroundings {
    /* Whether the machine knows a time zone of that name. */
    bool (*zone_known)(const char *name);
    /*
     * What stands in the file of that name beside the installer's, to be freed with free(); NULL
     * with errno. Without this function such files are not looked at.
     */
    char *(*file_read)(const void *context, const char *name);
    const void *context;
};

/* NULL when a fault was added. */
struct card_config *card_config_read(const char *bytes, size_t length,
                                     const struct card_surroundings *around, struct faults *faults);
void card_config_destroy(struct card_config *config);

/* Whether that password of a wireless network is not a phrase but the key itself, in digits. */
bool card_wifi_is_key(const char *password);

/*
 * The texts of the files that come of it. Each is to be freed with free(); NULL where that file is
 * not needed.
 */
char *card_device_text(const struct card_config *config);  /* device.json */
char *card_network_text(const struct card_config *config); /* a .network of systemd-networkd */
char *card_netdev_text(const struct card_config *config);  /* its .netdev, for a virtual network */
char *card_link_text(const struct card_config *config);    /* the .network of what carries that */
char *card_supplicant_text(const struct card_config *config); /* wpa_supplicant.conf */
char *card_time_text(const struct card_config *config);       /* a drop-in of timesyncd.conf */
