/* What becomes of an installer's file: texts in the formats of those who read them. */

#include <assert.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "config/card_config.h"
#include "config/card_files.h"
#include "config/keys.h"

/* A text that grows; there is memory, or the program ends. */
struct sheet {
    char *text;
    size_t length;
    FILE *file;
};

static FILE *sheet_open(struct sheet *sheet)
{
    sheet->file = open_memstream(&sheet->text, &sheet->length);
    if (sheet->file == NULL) {
        abort();
    }
    return sheet->file;
}

static char *sheet_done(struct sheet *sheet)
{
    fclose(sheet->file);
    return sheet->text;
}

/* By the keys of the device file; that of the network's login is named where it is told. */
static void name_files(json_t *link, const struct card_config *config)
{
    static const struct {
        const char *key;
        enum card_file file;
    } keys[] = {
        {"ca", CARD_BROKER_CA},
        {"certificate", CARD_BROKER_CERTIFICATE},
        {"key", CARD_BROKER_KEY},
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (card_file_name(config, keys[i].file) != NULL) {
            json_object_set_new(link, keys[i].key, json_string(card_file_kept(keys[i].file)));
        }
    }
}

char *card_device_text(const struct card_config *config)
{
    const struct card_broker *broker = &config->broker;
    json_t *link = json_pack("{s:s}", "host", broker->host);
    if (broker->port != ABSENT) {
        json_object_set_new(link, "port", json_integer(broker->port));
    }
    name_files(link, config);
    if (broker->username != NULL) {
        json_object_set_new(link, "username", json_string(broker->username));
    }
    if (broker->password != NULL) {
        json_object_set_new(link, "password_file", json_string("password"));
    }
    json_t *groups = json_array();
    for (size_t i = 0; i < config->groups.count; i++) {
        json_array_append_new(groups, json_string(config->groups.ids[i]));
    }
    json_t *device = json_pack("{s:o, s:s, s:s, s:o}", "broker", link, "site", config->site,
                               "screen", config->screen, "groups", groups);
    if (config->zone != NULL) {
        json_object_set_new(device, "zone", json_string(config->zone));
    }
    if (config->keys.count > 0) {
        json_object_set(device, "keys", json_object_get(config->document, "keys"));
    }
    char *text = json_dumps(device, JSON_INDENT(1));
    json_decref(device);
    assert(text != NULL && "the reader lets only UTF-8 pass");
    return text;
}

/* Nothing is asked of the network but an address, and nothing is told to it but what must be. */
static void write_addresses(FILE *file, const struct card_network *network)
{
    fputs("\n[Network]\nLLMNR=no\nMulticastDNS=no\nLLDP=no\n", file);
    if (network->address == NULL) {
        fputs("DHCP=yes\n", file);
    } else {
        fprintf(file, "Address=%s\n", network->address);
    }
    if (network->gateway != NULL) {
        fprintf(file, "Gateway=%s\n", network->gateway);
    }
    if (network->name_servers != NULL) {
        fprintf(file, "DNS=%s\n", network->name_servers);
    }
    fputs("\n[DHCPv4]\nSendHostname=no\nUseHostname=no\n", file);
}

char *card_network_text(const struct card_config *config)
{
    const struct card_network *network = &config->network;
    struct sheet sheet;
    FILE *file = sheet_open(&sheet);
    fprintf(file, "[Match]\n%s\n",
            network->vlan != ABSENT      ? "Name=wallboard"
            : network->wifi.name != NULL ? "Type=wlan"
                                         : "Type=ether");
    write_addresses(file, network);
    return sheet_done(&sheet);
}

char *card_netdev_text(const struct card_config *config)
{
    if (config->network.vlan == ABSENT) {
        return NULL;
    }
    struct sheet sheet;
    FILE *file = sheet_open(&sheet);
    fprintf(file, "[NetDev]\nName=wallboard\nKind=vlan\n\n[VLAN]\nId=%d\n", config->network.vlan);
    return sheet_done(&sheet);
}

char *card_link_text(const struct card_config *config)
{
    if (config->network.vlan == ABSENT) {
        return NULL;
    }
    struct sheet sheet;
    FILE *file = sheet_open(&sheet);
    fputs("[Match]\nType=ether\n\n[Network]\nVLAN=wallboard\nLinkLocalAddressing=no\nLLDP=no\n",
          file);
    return sheet_done(&sheet);
}

/* The name goes in as hexadecimal: it may hold anything. */
static void write_wifi(FILE *file, const struct card_wifi *wifi)
{
    fputs("    ssid=", file);
    for (const char *c = wifi->name; *c != '\0'; c++) {
        fprintf(file, "%02x", (unsigned)(unsigned char)*c);
    }
    fputc('\n', file);
}

/* SAE needs the phrase: with the key alone it cannot be spoken. */
static void write_wifi_password(FILE *file, const char *password)
{
    bool is_key = card_wifi_is_key(password);
    const char *quote = is_key ? "" : "\"";
    fprintf(file, "    key_mgmt=WPA-PSK%s\n    ieee80211w=1\n    psk=%s%s%s\n",
            is_key ? "" : " SAE", quote, password, quote);
}

/*
 * EAP-TLS (RFC 5216), or PEAP with MSCHAPv2. wpa_supplicant reads up to the last quote of a line.
 * The time comes by this network, so before it the board's clock may be that of the day on which
 * its image was made: that a certificate is of a later day must not lock it out for ever.
 */
static void write_login(FILE *file, const struct card_login *login)
{
#define FOLDER "/etc/wallboard/"
    fprintf(file, "    eap=%s\n    identity=\"%s\"\n    ca_cert=\"" FOLDER "%s\"\n",
            login->password != NULL ? "PEAP" : "TLS", login->identity,
            card_file_kept(CARD_LOGIN_CA));
    if (login->server != NULL) {
        fprintf(file, "    domain_suffix_match=\"%s\"\n", login->server);
    }
    fputs("    phase1=\"tls_disable_time_checks=1\"\n", file);
    if (login->password != NULL) {
        fprintf(file, "    password=\"%s\"\n    phase2=\"auth=MSCHAPV2\"\n", login->password);
    } else {
        fprintf(file, "    client_cert=\"" FOLDER "%s\"\n    private_key=\"" FOLDER "%s\"\n",
                card_file_kept(CARD_LOGIN_CERTIFICATE), card_file_kept(CARD_LOGIN_KEY));
    }
#undef FOLDER
}

char *card_supplicant_text(const struct card_config *config)
{
    const struct card_wifi *wifi = &config->network.wifi;
    const struct card_login *login = &config->network.login;
    if (wifi->name == NULL && login->identity == NULL) {
        return NULL;
    }
    struct sheet sheet;
    FILE *file = sheet_open(&sheet);
    if (wifi->name != NULL) {
        fprintf(file, "country=%s\n", wifi->country);
    } else {
        fputs("ap_scan=0\n", file);
    }
    fputs("network={\n", file);
    if (wifi->name != NULL) {
        write_wifi(file, wifi);
    }
    if (login->identity != NULL) {
        fputs(wifi->name != NULL ? "    key_mgmt=WPA-EAP WPA-EAP-SHA256\n    ieee80211w=1\n"
                                 : "    key_mgmt=IEEE8021X\n",
              file);
        write_login(file, login);
    } else if (wifi->password != NULL) {
        write_wifi_password(file, wifi->password);
    } else {
        fputs("    key_mgmt=NONE\n", file);
    }
    fputs("}\n", file);
    return sheet_done(&sheet);
}

char *card_time_text(const struct card_config *config)
{
    if (config->network.time_servers == NULL) {
        return NULL;
    }
    struct sheet sheet;
    FILE *file = sheet_open(&sheet);
    fprintf(file, "[Time]\nNTP=%s\n", config->network.time_servers);
    return sheet_done(&sheet);
}
