/* What an installer is told of every fault of his file, in his language. */

#include "config_test.h"

#include <errno.h>
#include <stdio.h>

#include "config/card_config.h"
#include "config/card_fault.h"
#include "config/card_rules.h"

#define CARD(more, network)                                                                        \
    "{\"site\":\"s\",\"screen\":\"x\",\"broker\":{\"host\":\"h\"}," more "\"network\":{" network   \
    "}}"

#define KEY(key)                                                                                   \
    "{\"site\":\"s\",\"screen\":\"x\",\"network\":{},\"broker\":{\"host\":\"h\",\"ca\":\"c\","     \
    "\"certificate\":\"c\",\"key\":\"" key "\"}}"

static bool knows_zone(const char *name)
{
    return strcmp(name, "Asia/Tokyo") == 0;
}

static char *find_no_file(const void *context, const char *name)
{
    (void)context;
    (void)name;
    errno = ENOENT;
    return NULL;
}

/* All that is told of a file, a line for each fault. */
static void tell(char *to, size_t size, const char *text, enum language language)
{
    struct faults *faults = faults_create();
    size_t length = strlen(text), used = 0;
    char *bytes = test_malloc(length + 1);
    memcpy(bytes, text, length);
    const struct card_surroundings around = {.zone_known = knows_zone, .file_read = find_no_file};
    card_config_destroy(card_config_read(bytes, length, &around, faults));
    test_free(bytes);
    to[0] = '\0';
    for (size_t i = 0; i < faults_count(faults); i++) {
        char told[CARD_FAULT_BYTES];
        card_fault_text(told, faults_at(faults, i), language);
        used += (size_t)snprintf(to + used, size - used, "%s\n", told);
        assert_true(used < size);
    }
    faults_destroy(faults);
}

static const struct {
    const char *text, *ja, *en;
} cases[] = {
    {"{\xE2\x80\x9Csite\xE2\x80\x9D:1}", "1 行目、2 文字目: “ を半角の \" に直します\n",
     "Line 1, column 2: “ stands where JSON has \".\n"},
    {"{\"site\":\"s\"\xE3\x80\x80}", "1 行目、12 文字目: 全角の空白を半角に直します\n",
     "Line 1, column 12: \xE3\x80\x80 stands where JSON has a space.\n"},
    {"{\"port\":\xEF\xBC\x98}", "1 行目、9 文字目: ８ を半角の 8 に直します\n",
     "Line 1, column 9: ８ stands where JSON has 8.\n"},
    {"{\"site\":\"s\"",
     "1 行目、11 文字目のあたり: 記号 \" : , { } [ ] のどれかが足りないか、余分です\n",
     "Line 1, column 11: '}' expected near end of file.\n"},
    {"{\n\"site\":\"\x83\x74\"}",
     "2 行目: 文字コードが UTF-8 ではありません。メモ帳なら「名前を付けて保存」で UTF-8 "
     "を選びます\n",
     "Line 2 is not UTF-8. Write: UTF-8 without NUL\n"},
    {"{\"site\":\"a\\user\"}", "1 行目、13 文字目のあたり: \\ は 2 つ重ねて \\\\ と書きます\n",
     NULL},
    {"{\"vlan\":1e400}", "1 行目、13 文字目のあたり: 数が大きすぎます\n",
     "Line 1, column 13: real number overflow near '1e400'. The number is too large.\n"},
    {"{\"site\":\"a\n\"}", "1 行目、10 文字目のあたり: 行の終わりまでに、閉じる \" がありません\n",
     NULL},
    {CARD("\"scren\":\"x\",", ""),
     "scren · この項目はありません。screen の書き間違いではありませんか\n",
     "scren · A card has no such key. Did you mean 'screen'?\n"},
    {CARD("\"colour\":\"x\",", ""),
     "colour · この項目はありません。書ける項目: site, screen, groups, zone, broker, keys, "
     "network\n",
     "colour · A card has no such key. Write: site, screen, groups, zone, broker, keys, network\n"},
    {CARD("\"site\":\"t\",", ""), "site · 同じ項目が 2 回あります。1 つにします\n",
     "site · The key 'site' stands twice in this object. Write: each key once\n"},
    {CARD("\"zone\":\"Asia/Tokio\",", ""),
     "zone 「Asia/Tokio」 · Asia/Tokyo のような時間帯の名前を書きます\n",
     "zone \"Asia/Tokio\" · This zone is not known here. Write: a zone of the tz database, such as "
     "Asia/Tokyo\n"},
    {CARD("", "\"vlan\":4095"), "network/vlan 「4095」 · 1〜4094 の数を \" で囲まずに書きます\n",
     "network/vlan \"4095\" · 'vlan' is out of its range. Write: 1 to 4094\n"},
    {CARD("", "\"address\":\"192.0.2.7\""),
     "network/address 「192.0.2.7」 · 192.0.2.7/24 "
     "のように、アドレス、斜線、ネットの長さを書きます\n",
     "network/address \"192.0.2.7\" · An address is numbers with the length of the net behind a "
     "slash. Write: such as 192.0.2.7/24\n"},
    {"{\"site\":\"Osaka\",\"screen\":\"x\",\"broker\":\"h\",\"network\":{}}",
     "site 「Osaka」 · 半角の \" で囲み、a〜z、0〜9、- だけで 64 文字までにします\n"
     "broker · { } で囲んで書きます\n",
     NULL},
    /* All of them, of values and of rules; but no contradiction that is none. */
    {"{\"site\":\"s\",\"screen\":\"x\",\"broker\":{\"host\":\"h\",\"username\":7,\"password\":"
     "\"p\"},"
     "\"network\":{\"address\":7,\"gateway\":\"192.0.2.1\",\"name_servers\":\"a\"},\"zone\":"
     "\"Japan?\"}",
     "broker/username 「7」 · 半角の \" で囲んだ文字を書きます\n"
     "network/address 「7」 · 半角の \" で囲んだ文字を書きます\n"
     "zone 「Japan?」 · Asia/Tokyo のような時間帯の名前を書きます\n"
     "network/name_servers 「a」 · 192.0.2.53 192.0.2.54 "
     "のように、数字のアドレスを空白で区切って書きます\n",
     NULL},
    {"{\"site\":\"s\",\"broker\":{\"host\":\"\"},\"groups\":\"a\",\"network\":{}}",
     "screen · この項目が必要です\n"
     "groups 「a」 · [ ] で囲み、コンマで区切って書きます\n"
     "broker/host 「」 · 空にはできません\n",
     NULL},
};

static void every_fault_has_its_sentence(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char told[4096];
        tell(told, sizeof told, cases[i].text, LANGUAGE_JA);
        assert_string_equal(told, cases[i].ja);
        tell(told, sizeof told, cases[i].text, LANGUAGE_EN);
        if (cases[i].en != NULL) {
            assert_string_equal(told, cases[i].en);
        }
    }
}

/* Every rule of the card's own has its words in both languages, and they are not mixed up. */
static void every_rule_has_its_words(void **state)
{
    (void)state;
    for (int rule = 0; rule < CARD_RULES; rule++) {
        const struct card_words *words = &card_words[rule];
        struct faults *faults = faults_create();
        char told[CARD_FAULT_BYTES];
        assert_non_null(words->message);
        faults_add(faults, SEVERITY_FAULT, "/a", "card", "b", words->allowed, "%s", words->message);
        card_fault_text(told, faults_at(faults, 0), LANGUAGE_JA);
        assert_non_null(strstr(told, words->ja));
        assert_null(strstr(told, words->message));
        card_fault_text(told, faults_at(faults, 0), LANGUAGE_EN);
        assert_non_null(strstr(told, words->message));
        assert_non_null(strstr(told, words->allowed));
        faults_destroy(faults);
    }
}

static void no_password_is_repeated(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says;
    } secrets[] = {
        {CARD("", "\"wifi\":{\"name\":\"a\",\"country\":\"JP\",\"password\":\"123\"}"), "password"},
        {CARD("", "\"wifi\":{\"name\":\"a\",\"country\":\"JP\",\"password\":123}"), "password"},
        {CARD("", "\"login\":{\"identity\":\"a\",\"ca\":\"c\",\"password\":[123]}"), "password"},
        {KEY("123456789012345678901234567890123456789012"), "key"},
        {CARD("", "\"login\":{\"identity\":\"a\",\"password\":\"p\",\"ca\":\"\\n123\"}"), "ca"},
        {"{\"site\":\"s\",\"screen\":\"x\",\"network\":{},\"broker\":{\"host\":\"mqtt://"
         "u:123@h\"}}",
         "host"},
        {KEY("-----\\n123\\n"), "key"},
        {"{\"site\":\"s\",\"screen\":\"x\",\"broker\":{\"host\":\"h\",\"password\":123},"
         "\"network\":{}}",
         "password"},
        /* Nor where the word for it is spoilt, or the whole section is written as a text. */
        {"{\"broker\":{\"host\":\"h\",\"pass word}:\"123\"}}", "1"},
        {CARD("", "\"wifi\":\"123\""), "wifi"},
        {CARD("", "\"login\":[\"123\"]"), "login"},
        {"{\"site\":\"s\",\"screen\":\"x\",\"broker\":\"u:123@h\",\"network\":{}}", "broker"},
        {"\"123\"", " "},
    };
    for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++) {
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            char told[4096];
            tell(told, sizeof told, secrets[i].text, (enum language)language);
            if (strstr(told, secrets[i].says) == NULL || strstr(told, "123") != NULL) {
                fail_msg("case %zu, without '%s': %s", i, secrets[i].says, told);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fault_has_its_sentence),
        cmocka_unit_test(every_rule_has_its_words),
        cmocka_unit_test(no_password_is_repeated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
