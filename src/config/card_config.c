#include "config/card_config.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/card_files.h"
#include "config/card_net.h"
#include "config/card_rules.h"
#include "config/document.h"
#include "config/host.h"
#include "config/reader.h"

/*
 * 802.11: a network's name is at most 32 bytes, a passphrase 8 to 63 characters of ASCII; the key
 * that comes of it may be given in its place, as digits.
 */
#define WIFI_NAME_BYTES 32
#define WIFI_PASSWORD_MIN 8
#define WIFI_PASSWORD_MAX 63
#define WIFI_KEY_DIGITS 64

/* With spaces between them. */
static bool are_all(const char *text, bool (*is)(const char *word))
{
    for (const char *at = text + strspn(text, " "); *at != '\0';) {
        char word[HOST_NAME_BYTES + 1];
        size_t length = strcspn(at, " ");
        snprintf(word, sizeof word, "%.*s", (int)length, at);
        if (length >= sizeof word || !is(word)) {
            return false;
        }
        at += length;
        at += strspn(at, " ");
    }
    return true;
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
    return host_is_address(address) && digits >= 1 && digits <= 3 &&
           (digits == 1 || slash[1] != '0') && strspn(slash + 1, "0123456789") == digits &&
           atoi(slash + 1) <= most;
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

/* Of firmware/boot/wallboard.example.json: whoever forgets to edit it is told so at once. */
static bool is_example(const struct card_broker *broker)
{
    return strcmp(broker->host, "mqtt.example") == 0 && broker->password != NULL &&
           strcmp(broker->password, "secret") == 0;
}

static void judge_host(struct faults *faults, const struct card_broker *broker)
{
    if (broker->host == NULL) {
        return;
    }
    if (!host_is_possible(broker->host)) {
        card_refuse(faults, "/broker/host", host_told(broker->host), CARD_HOST);
    } else if (is_example(broker)) {
        card_refuse(faults, "/broker/host", broker->host, CARD_UNEDITED);
    }
}

/*
 * `whole`: nothing was wrong with the values themselves. What was wrong counts as absent, which
 * would read like a contradiction.
 */
static void judge_broker(struct faults *faults, const struct card_broker *broker, bool whole)
{
    judge_host(faults, broker);
    if (whole && !broker->certificate != !broker->key) {
        card_refuse(faults, broker->key != NULL ? "/broker/certificate" : "/broker/key", "",
                    CARD_PAIR);
    }
    if (whole && broker->certificate != NULL && broker->ca == NULL) {
        card_refuse(faults, "/broker/ca", "", CARD_CA_MISSING);
    }
    if (whole && broker->password != NULL && broker->username == NULL) {
        card_refuse(faults, "/broker/username", "", CARD_PASSWORD_ALONE);
    }
}

static void judge_gateway(struct faults *faults, const struct card_network *network, bool whole)
{
    const char *address = network->address, *gateway = network->gateway;
    if (whole && address == NULL) {
        card_refuse(faults, "/network/gateway", gateway, CARD_GATEWAY_ALONE);
    } else if (!host_is_address(gateway)) {
        card_refuse(faults, "/network/gateway", gateway, CARD_GATEWAY);
    } else if (address != NULL && is_address_with_length(address) &&
               !card_gateway_is_near(address, gateway)) {
        card_refuse(faults, "/network/gateway", gateway, CARD_GATEWAY_FAR);
    }
}

static void judge_addresses(struct faults *faults, const struct card_network *network, bool whole)
{
    if (network->address != NULL && !is_address_with_length(network->address)) {
        card_refuse(faults, "/network/address", network->address, CARD_ADDRESS);
    } else if (network->address != NULL && !card_address_is_of_a_board(network->address)) {
        card_refuse(faults, "/network/address", network->address, CARD_ADDRESS_OF_NET);
    }
    if (network->gateway != NULL) {
        judge_gateway(faults, network, whole);
    }
    if (network->name_servers != NULL && !are_all(network->name_servers, host_is_address)) {
        card_refuse(faults, "/network/name_servers", network->name_servers, CARD_NAME_SERVERS);
    }
    if (network->time_servers != NULL && !are_all(network->time_servers, host_is_possible)) {
        card_refuse(faults, "/network/time_servers", host_told(network->time_servers),
                    CARD_TIME_SERVERS);
    }
}

bool card_wifi_is_key(const char *password)
{
    return strlen(password) == WIFI_KEY_DIGITS &&
           strspn(password, "0123456789abcdefABCDEF") == WIFI_KEY_DIGITS;
}

static bool is_wifi_password(const char *password)
{
    size_t length = strlen(password);
    return (length >= WIFI_PASSWORD_MIN && length <= WIFI_PASSWORD_MAX && is_ascii(password)) ||
           card_wifi_is_key(password);
}

static void judge_wifi(struct faults *faults, const struct card_wifi *wifi)
{
    if (strlen(wifi->name) > WIFI_NAME_BYTES) {
        card_refuse(faults, "/network/wifi/name", wifi->name, CARD_WIFI_NAME);
    }
    if (wifi->password != NULL && !is_wifi_password(wifi->password)) {
        card_refuse(faults, "/network/wifi/password", "", CARD_WIFI_PASSWORD);
    }
    if (wifi->country != NULL &&
        (strlen(wifi->country) != 2 || !isupper((unsigned char)wifi->country[0]) ||
         !isupper((unsigned char)wifi->country[1]))) {
        card_refuse(faults, "/network/wifi/country", wifi->country, CARD_COUNTRY);
    }
}

/* By a password, or by a certificate and its key. */
static void judge_proof(struct faults *faults, const struct card_login *login)
{
    bool certified = login->certificate != NULL || login->key != NULL;
    if (certified == (login->password != NULL)) {
        card_refuse(faults, "/network/login/password", "", CARD_LOGIN_PROOF);
    } else if (certified && login->certificate == NULL) {
        card_refuse(faults, "/network/login/certificate", "", CARD_LOGIN_PAIR);
    } else if (certified && login->key == NULL) {
        card_refuse(faults, "/network/login/key", "", CARD_LOGIN_PAIR);
    }
}

static void judge_login(struct faults *faults, const struct card_login *login, bool whole)
{
    if (!is_ascii(login->identity)) {
        card_refuse(faults, "/network/login/identity", login->identity, CARD_IDENTITY);
    }
    if (login->password != NULL && !is_ascii(login->password)) {
        card_refuse(faults, "/network/login/password", "", CARD_LOGIN_PASSWORD);
    }
    if (login->server != NULL &&
        (!host_is_possible(login->server) || strpbrk(login->server, ":%") != NULL)) {
        card_refuse(faults, "/network/login/server", login->server, CARD_LOGIN_SERVER);
    }
    if (whole) {
        judge_proof(faults, login);
    }
}

static void judge_network(struct faults *faults, const struct card_network *network, bool whole)
{
    judge_addresses(faults, network, whole);
    if (network->wifi.name != NULL) {
        judge_wifi(faults, &network->wifi);
    }
    if (network->login.identity != NULL) {
        judge_login(faults, &network->login, whole);
    }
    if (network->wifi.name != NULL && network->vlan != ABSENT) {
        card_refuse(faults, "/network/vlan", "", CARD_WIFI_VLAN);
    }
}

static void judge_zone(struct faults *faults, const char *zone,
                       const struct card_surroundings *around)
{
    if (zone != NULL && !around->zone_known(zone)) {
        card_refuse(faults, "/zone", zone, CARD_ZONE);
    }
}

struct card_config *card_config_read(const char *bytes, size_t length,
                                     const struct card_surroundings *around, struct faults *faults)
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
    bool whole = faults_fatal(faults) == fatal;
    judge_zone(faults, card->zone, around);
    judge_broker(faults, &card->broker, whole);
    judge_network(faults, &card->network, whole);
    card_files_read(card, around, faults);
    if (whole) {
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
