#include "config/card_config.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/document.h"
#include "config/reader.h"

/* 802.11: a network's name is at most 32 bytes, a passphrase 8 to 63 characters of ASCII. */
#define WIFI_NAME_BYTES 32
#define WIFI_PASSWORD_MIN 8
#define WIFI_PASSWORD_MAX 63

/* What a secret was is never told. */
static void refuse(struct faults *faults, const char *pointer, const char *read,
                   const char *allowed, const char *message)
{
    faults_add(faults, SEVERITY_FAULT, pointer, "card", read, allowed, "%s", message);
}

static bool is_address(const char *text)
{
    unsigned char bytes[sizeof(struct in6_addr)];
    return inet_pton(AF_INET, text, bytes) == 1 || inet_pton(AF_INET6, text, bytes) == 1;
}

static bool is_address_with_length(const char *text)
{
    char address[INET6_ADDRSTRLEN + 1];
    const char *slash = strchr(text, '/');
    size_t length = slash != NULL ? (size_t)(slash - text) : sizeof address;
    if (length >= sizeof address) {
        return false;
    }
    memcpy(address, text, length);
    address[length] = '\0';
    size_t digits = strlen(slash + 1);
    int most = strchr(address, ':') != NULL ? 128 : 32;
    return is_address(address) && digits >= 1 && digits <= 3 &&
           strspn(slash + 1, "0123456789") == digits && atoi(slash + 1) <= most;
}

static bool is_plain(const char *text, const char *allowed)
{
    for (; *text != '\0'; text++) {
        if (!isalnum((unsigned char)*text) && strchr(allowed, *text) == NULL) {
            return false;
        }
    }
    return true;
}

/* What may stand between quotes in the file of wpa_supplicant. */
static bool is_ascii(const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text < ' ' || *text > '~') {
            return false;
        }
    }
    return true;
}

static void judge_file(struct faults *faults, const char *pointer, const char *name)
{
    if (name != NULL && (strchr(name, '/') != NULL || name[0] == '.')) {
        refuse(faults, pointer, name, "the name of a file beside this one, such as ca.pem",
               "A file lies beside this one, without a folder.");
    }
}

static void judge_broker(struct faults *faults, const struct card_broker *broker)
{
    judge_file(faults, "/broker/ca", broker->ca);
    if (broker->password != NULL && broker->username == NULL) {
        refuse(faults, "/broker/username", "", "a user name beside the password",
               "A password without a user name is never sent.");
    }
}

static void judge_addresses(struct faults *faults, const struct card_network *network)
{
    if (network->address != NULL && !is_address_with_length(network->address)) {
        refuse(faults, "/network/address", network->address, "such as 192.0.2.7/24",
               "An address is numbers with the length of the net behind a slash.");
    }
    if (network->gateway != NULL && network->address == NULL) {
        refuse(faults, "/network/gateway", network->gateway, "only with a fixed address",
               "Without 'address' the gateway comes from DHCP.");
    } else if (network->gateway != NULL && !is_address(network->gateway)) {
        refuse(faults, "/network/gateway", network->gateway, "such as 192.0.2.1",
               "A gateway is an address in numbers.");
    }
    if (network->name_servers != NULL && !is_plain(network->name_servers, ".: ")) {
        refuse(faults, "/network/name_servers", network->name_servers,
               "such as 192.0.2.53 192.0.2.54", "Name servers are addresses in numbers.");
    }
    if (network->time_servers != NULL && !is_plain(network->time_servers, ".:- ")) {
        refuse(faults, "/network/time_servers", network->time_servers, "such as ntp.example",
               "Time servers are names or addresses.");
    }
}

static void judge_wifi(struct faults *faults, const struct card_wifi *wifi)
{
    if (strlen(wifi->name) > WIFI_NAME_BYTES) {
        refuse(faults, "/network/wifi/name", wifi->name, "at most 32 bytes",
               "No wireless network has a name that long.");
    }
    size_t length = wifi->password != NULL ? strlen(wifi->password) : WIFI_PASSWORD_MIN;
    if (length < WIFI_PASSWORD_MIN || length > WIFI_PASSWORD_MAX ||
        (wifi->password != NULL && !is_ascii(wifi->password))) {
        refuse(faults, "/network/wifi/password", "", "8 to 63 characters of ASCII",
               "No wireless network has such a password.");
    }
    if (wifi->country != NULL &&
        (strlen(wifi->country) != 2 || !isupper((unsigned char)wifi->country[0]) ||
         !isupper((unsigned char)wifi->country[1]))) {
        refuse(faults, "/network/wifi/country", wifi->country, "such as JP",
               "A country is two capital letters.");
    }
}

static void judge_login(struct faults *faults, const struct card_login *login)
{
    judge_file(faults, "/network/login/ca", login->ca);
    if (!is_ascii(login->identity)) {
        refuse(faults, "/network/login/identity", login->identity, "characters of ASCII",
               "Such a name cannot be told to the network.");
    }
    if (login->password != NULL && !is_ascii(login->password)) {
        refuse(faults, "/network/login/password", "", "characters of ASCII",
               "Such a password cannot be told to the network.");
    }
}

static void judge_network(struct faults *faults, const struct card_network *network)
{
    judge_addresses(faults, network);
    if (network->wifi.name != NULL) {
        judge_wifi(faults, &network->wifi);
    }
    if (network->login.identity != NULL) {
        judge_login(faults, &network->login);
    }
    if (network->wifi.name != NULL && network->vlan != ABSENT) {
        refuse(faults, "/network/vlan", "", "only with a cable",
               "A wireless network is not tagged by the board.");
    }
}

struct card_config *card_config_read(const char *bytes, size_t length, struct faults *faults)
{
    size_t fatal = faults_fatal(faults);
    json_t *document = document_read(bytes, length, faults);
    if (document == NULL) {
        return NULL;
    }
    struct arena *arena = arena_create();
    struct card_config *card = arena_take(arena, sizeof *card);
    *card = (struct card_config){.arena = arena, .document = document};
    struct reader reader = {.arena = arena, .faults = faults};
    read_section(&reader, &section_card, document, card);
    /* What was wrong counts as absent, which would read like a contradiction. */
    if (faults_fatal(faults) == fatal) {
        judge_broker(faults, &card->broker);
        judge_network(faults, &card->network);
        signing_keys_judge(card->keys.items, card->keys.count, faults);
    }
    if (faults_fatal(faults) > fatal) {
        card_config_destroy(card);
        return NULL;
    }
    return card;
}

void card_config_destroy(struct card_config *config)
{
    if (config != NULL) {
        json_decref(config->document);
        arena_destroy(config->arena);
    }
}
