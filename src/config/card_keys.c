/* The keys of an installer's file. As the tables of keys.c, but for no schema: nobody pushes it. */

#include <stddef.h>

#include "config/card_config.h"
#include "config/section_table.h"

/* The names of files are secrets, as somebody may write there what belongs into the file. */
#define AT(field) .offset = offsetof(struct card_broker, field)
static const struct key card_broker_keys[] = {
    {"host", KEY_TEXT, AT(host), .required = true, .help = "The broker's name or address."},
    {"port", KEY_INTEGER, AT(port), .minimum = 1, .maximum = 65535,
     .help = "The broker's port; without it 8883 with ca, else 1883."},
    {"ca", KEY_SECRET, AT(ca),
     .help = "The file of certificate authorities, beside this one; without it the link is plain."},
    {"certificate", KEY_SECRET, AT(certificate),
     .help = "The file of the client certificate, beside this one."},
    {"key", KEY_SECRET, AT(key),
     .help = "The file of its key, which is taken off the card with this one."},
    {"username", KEY_TEXT, AT(username), .help = "The user name at the broker."},
    {"password", KEY_SECRET, AT(password), .help = "The password at the broker."},
};
#undef AT
static SECTION(section_card_broker, "broker section", card_broker_keys, struct card_broker);

#define AT(field) .offset = offsetof(struct card_wifi, field)
static const struct key card_wifi_keys[] = {
    {"name", KEY_TEXT, AT(name), .required = true, .help = "The name of the wireless network."},
    {"password", KEY_SECRET, AT(password),
     .help = "Its password, 8 to 63 characters, or its key, 64 digits."},
    {"country", KEY_TEXT, AT(country), .required = true,
     .help = "The two letters of the country whose rules for radio apply, such as JP."},
};
#undef AT
static SECTION(section_card_wifi, "wifi section", card_wifi_keys, struct card_wifi);

#define AT(field) .offset = offsetof(struct card_login, field)
static const struct key card_login_keys[] = {
    {"identity", KEY_TEXT, AT(identity), .required = true, .help = "The name in the network."},
    {"password", KEY_SECRET, AT(password), .help = "The password for it (PEAP with MSCHAPv2)."},
    {"ca", KEY_SECRET, AT(ca), .required = true,
     .help = "The file of the authority of the network's own certificate, beside this one."},
    {"server", KEY_TEXT, AT(server),
     .help = "How the name in that certificate ends; without it any of that authority will do."},
    {"certificate", KEY_SECRET, AT(certificate),
     .help = "In place of a password (EAP-TLS): the file of the board's certificate."},
    {"key", KEY_SECRET, AT(key),
     .help = "The file of its key, which is taken off the card with this one."},
};
#undef AT
static SECTION(section_card_login, "login section", card_login_keys, struct card_login);

#define AT(field) .offset = offsetof(struct card_network, field)
static const struct key card_network_keys[] = {
    {"address", KEY_TEXT, AT(address),
     .help = "A fixed address with the length of its net, such as 192.0.2.7/24; without it DHCP."},
    {"gateway", KEY_TEXT, AT(gateway), .help = "The way out, with a fixed address."},
    {"name_servers", KEY_TEXT, AT(name_servers), .help = "Addresses, with a space between them."},
    {"time_servers", KEY_TEXT, AT(time_servers),
     .help = "Names or addresses, with a space between them; without them those of DHCP."},
    {"vlan", KEY_INTEGER, AT(vlan), .minimum = 1, .maximum = 4094,
     .help = "The number of the virtual network, where the port is tagged."},
    {"wifi", KEY_SECTION, AT(wifi), .section = &section_card_wifi, .help = "In place of a cable."},
    {"login", KEY_SECTION, AT(login), .section = &section_card_login,
     .help = "Where the network asks who comes in (802.1X)."},
};
#undef AT
static SECTION(section_card_network, "network section", card_network_keys, struct card_network);

#define AT(field) .offset = offsetof(struct card_config, field)
static const struct key card_keys[] = {
    {"site", KEY_ID, AT(site), .required = true,
     .help = "The building, first part of every topic."},
    {"screen", KEY_ID, AT(screen), .required = true, .help = "The name of this wallboard in it."},
    {"groups", KEY_IDS, AT(groups), .help = "Sets of screens to which this one belongs."},
    {"zone", KEY_TEXT, AT(zone),
     .help = "The time zone, such as Asia/Tokyo, where the board names none."},
    {"broker", KEY_SECTION, AT(broker), .required = true, .section = &section_card_broker,
     .help = "The MQTT broker."},
    {"keys", KEY_MAP, AT(keys), .section = &section_signing_key,
     .help = "Who may sign what is pushed, as in the device file."},
    {"network", KEY_SECTION, AT(network), .required = true, .section = &section_card_network,
     .help = "How the board reaches it; {} is a cable and DHCP."},
};
#undef AT
SECTION(section_card, "card", card_keys, struct card_config);
