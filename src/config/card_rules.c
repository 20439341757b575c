#include "config/card_rules.h"

const struct card_words card_words[CARD_RULES] = {
    [CARD_FILE] = {"A file lies beside this one, without a folder.",
                   "the name of a file beside this one, such as ca.pem",
                   "ca.pem のように、同じ場所に置いたファイルの名前だけを書きます"},
    [CARD_FILE_MISSING] =
        {"No such file lies beside this one.", "the name of a file beside this one",
         "この名前のファイルが wallboard.json と同じ場所にありません。置いてください"},
    [CARD_CERTIFICATE] =
        {"This file is not certificates alone, in PEM.",
         "text that begins with -----BEGIN CERTIFICATE-----, and no key in it",
         "証明書ではありません。Base 64 形式 (PEM) で書き出したファイルを置きます。"
         "秘密鍵は入れません"},
    [CARD_KEY] =
        {"This file is not a private key in PEM without a pass phrase.",
         "text that begins with -----BEGIN PRIVATE KEY-----",
         "秘密鍵ではありません。パスフレーズなしの PEM 形式で書き出したファイルを置きます"},
    [CARD_KEY_OTHER] =
        {"This key is not that of the certificate.",
         "the key of the first certificate in 'certificate'",
         "certificate "
         "の最初の証明書と組になる秘密鍵を置きます。証明書は認証局のものより先に書きます"},
    [CARD_WEAK] =
        {"This certificate is too weak to be shown.",
         "signed with SHA-256 or more, an RSA key of 2048 bits or more",
         "証明書の強度が足りません。SHA-256 以上で署名し、RSA なら 2048 ビット以上にします"},
    [CARD_PAIR] = {"A client certificate and its key go together.", "both or neither",
                   "certificate と key は両方書くか、両方書かないかにします"},
    [CARD_CA_MISSING] = {"A client certificate needs TLS, which is never without 'ca'.",
                         "the file of certificate authorities",
                         "certificate があるので、認証局の証明書 (ca) も書きます"},
    [CARD_PASSWORD_ALONE] = {"A password without a user name is never sent.",
                             "a user name beside the password",
                             "パスワード (password) があるので、ユーザー名 (username) も書きます"},
    [CARD_HOST] = {"A host is a name or an address, and nothing else.",
                   "such as mqtt.example or 192.0.2.9; the port stands in 'port'",
                   "mqtt.example や 192.0.2.9 のように、名前かアドレスだけを書きます。ポート番号は "
                   "port に書きます"},
    [CARD_UNEDITED] = {"This broker is that of the example.", "the name of your own broker",
                       "記入例のままです。実際のブローカーの名前とパスワードを書きます"},
    [CARD_ADDRESS] = {"An address is numbers with the length of the net behind a slash.",
                      "such as 192.0.2.7/24",
                      "192.0.2.7/24 のように、アドレス、斜線、ネットの長さを書きます"},
    [CARD_ADDRESS_OF_NET] =
        {"No single board can have this address.",
         "an address between the first and the last of its net",
         "1 台の機器には使えないアドレスです。ネットの最初と最後の間のアドレスを書きます"},
    [CARD_GATEWAY_ALONE] = {"Without 'address' the gateway comes from DHCP.",
                            "only with a fixed address",
                            "address がないときは書きません (DHCP から受け取ります)"},
    [CARD_GATEWAY] = {"A gateway is an address in numbers.", "such as 192.0.2.1",
                      "192.0.2.1 のように、数字のアドレスを書きます"},
    [CARD_GATEWAY_FAR] = {"This gateway is not in the net of 'address'.",
                          "another address of the same net",
                          "address と同じネットの中の、別のアドレスを書きます"},
    [CARD_NAME_SERVERS] =
        {"Name servers are addresses in numbers.", "such as 192.0.2.53 192.0.2.54",
         "192.0.2.53 192.0.2.54 のように、数字のアドレスを空白で区切って書きます"},
    [CARD_TIME_SERVERS] =
        {"Time servers are names or addresses, with a space between.",
         "such as ntp.example 192.0.2.123",
         "ntp.example 192.0.2.123 のように、名前かアドレスを空白で区切って書きます"},
    [CARD_ZONE] = {"This zone is not known here.", "a zone of the tz database, such as Asia/Tokyo",
                   "Asia/Tokyo のような時間帯の名前を書きます"},
    [CARD_WIFI_NAME] = {"No wireless network has a name that long.", "at most 32 bytes",
                        "32 バイトまでの Wi-Fi の名前 (SSID) を書きます"},
    [CARD_WIFI_PASSWORD] =
        {"No wireless network has such a password.",
         "8 to 63 characters of ASCII, or a key of 64 hexadecimal digits",
         "Wi-Fi のパスワードは半角の英数字と記号で 8〜63 文字、鍵なら 16 進数 64 桁です"},
    [CARD_COUNTRY] = {"A country is two capital letters.", "such as JP",
                      "JP のように、国を大文字 2 文字で書きます"},
    [CARD_IDENTITY] = {"Such a name cannot be told to the network.", "characters of ASCII",
                       "半角の英数字と記号だけで書きます"},
    [CARD_LOGIN_PASSWORD] = {"Such a password cannot be told to the network.",
                             "characters of ASCII", "半角の英数字と記号だけで書きます"},
    [CARD_LOGIN_PROOF] = {"A login is by a password, or by a certificate and its key.",
                          "one of the two",
                          "パスワード (password) か、証明書と秘密鍵 (certificate と key) の"
                          "どちらか一方を書きます"},
    [CARD_LOGIN_PAIR] = {"A certificate and its key go together.", "the other one, too",
                         "certificate と key は両方書きます"},
    [CARD_LOGIN_ROOT] = {"No root is among these authorities.",
                         "a file with the root, which has signed itself",
                         "ルート認証局の証明書（自己署名）を含むファイルを置きます"},
    [CARD_LOGIN_SERVER] = {"A server is told by its name.", "such as radius.example",
                           "radius.example のような、サーバーの名前を書きます"},
    [CARD_WIFI_VLAN] = {"A wireless network is not tagged by the board.", "only with a cable",
                        "Wi-Fi のときは vlan を書きません"},
};

void card_refuse(struct faults *faults, const char *pointer, const char *read, enum card_rule rule)
{
    faults_add(faults, SEVERITY_FAULT, pointer, "card", read, card_words[rule].allowed, "%s",
               card_words[rule].message);
}
