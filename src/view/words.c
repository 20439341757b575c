#include "view/words.h"

#include <stdio.h>
#include <string.h>

static const struct words table[WORD_COUNT] = {
    [WORD_REAL_TIME] = {{"リアルタイム", "Real-time"}},
    [WORD_NON_REAL_TIME] = {{"非リアルタイム", "Non-real-time"}},
    [WORD_DIGITAL] = {{"デジタル", "Digital"}},

    [WORD_MET] = {{"目標内", "Met"}},
    [WORD_NEAR] = {{"やや未達", "Near"}},
    [WORD_MISSED] = {{"未達", "Missed"}},
    [WORD_OVER] = {{"超過", "Over"}},
    [WORD_TOO_HIGH] = {{"高すぎ", "Too high"}},
    [WORD_TOO_LOW] = {{"低すぎ", "Too low"}},
    [WORD_UNTARGETED] = {{"参考", "Info"}},
    [WORD_WARN] = {{"注意", "Watch"}},
    [WORD_RECOVERING] = {{"回復確認中", "Recovering"}},
    [WORD_RECOVERING_SHORT] = {{"確認中", "Held"}},
    [WORD_IN_HAND] = {{"対応中", "In hand"}},
    [WORD_ACHIEVED] = {{"達成", "Met"}},
    [WORD_BETTER] = {{"改善", "better"}},
    [WORD_WORSE] = {{"悪化", "worse"}},
    [WORD_NOT_JUDGED] = {{"判定外", "Not judged"}},

    [WORD_STOPPED] = {{"更新停止", "Not updated"}},
    [WORD_STOPPED_SHORT] = {{"停止", "Old"}},
    [WORD_STUCK] = {{"値が動いていません", "Value is not moving"}},
    [WORD_STUCK_SHORT] = {{"値が不動", "Stuck"}},
    [WORD_NO_DATA] = {{"データなし", "No data"}},
    [WORD_NO_DATA_SHORT] = {{"データ無", "No data"}},
    [WORD_WAITING] = {{"未受信", "Not received"}},
    [WORD_WAITING_SHORT] = {{"未受信", "Not rec'd"}},
    [WORD_THIN] = {{"件数不足", "Too few"}},
    [WORD_THIN_SHORT] = {{"不足", "Few"}},
    [WORD_EMPTY] = {{"対象なし", "No cases"}},
    [WORD_FEW_PEOPLE] = {{"少人数", "Few people"}},
    [WORD_EARLY] = {{"開始直後", "Just opened"}},
    [WORD_CLOSED] = {{"受付時間外", "Closed"}},
    [WORD_CLOSED_SHORT] = {{"時間外", "Closed"}},
    [WORD_HOLIDAY] = {{"休業日", "Holiday"}},
    [WORD_CLOSURE] = {{"臨時休業", "Closed"}},
    [WORD_NEXT] = {{"次回 @", "until @"}},
    [WORD_SINCE] = {{"@〜", "since @"}},
    [WORD_AGE_UNKNOWN] = {{"時刻不明", "age unknown"}},

    [WORD_AT_LEAST] = {{"目標 @以上", "Target ≥ @"}},
    [WORD_AT_MOST] = {{"目標 @以下", "Target ≤ @"}},
    [WORD_BETWEEN] = {{"目標 @", "Target @"}},
    [WORD_WITHIN] = {{"@以内", "in @"}},

    [WORD_NOW] = {{"現在", "Now"}},
    [WORD_INTERVAL] = {{"直近", "Interval"}},
    [WORD_INTERVAL_OF] = {{"直近@", "Last @"}},
    [WORD_TODAY] = {{"本日", "Today"}},
    [WORD_THIS_WEEK] = {{"今週", "This week"}},
    [WORD_THIS_MONTH] = {{"今月", "This month"}},
    [WORD_THIS_QUARTER] = {{"今四半期", "This quarter"}},
    [WORD_THIS_YEAR] = {{"今年", "This year"}},
    [WORD_LAST_DAY] = {{"前日", "Last day"}},
    [WORD_LAST_WEEK] = {{"先週", "Last week"}},
    [WORD_LAST_MONTH] = {{"先月", "Last month"}},
    [WORD_LAST_QUARTER] = {{"前四半期", "Last quarter"}},
    [WORD_THREE_MONTHS] = {{"直近3か月", "3 months"}},
    [WORD_LAST_YEAR] = {{"昨年", "Last year"}},

    [WORD_PERCENT] = {{"%", "%"}},
    [WORD_SECONDS] = {{"秒", "s"}},
    [WORD_MINUTES] = {{"分", "min"}},
    [WORD_MINUTES_SHORT] = {{"分", "m"}},
    [WORD_CLOCK_MINUTES] = {{"分", ""}},
    [WORD_HOURS] = {{"時間", "h"}},
    [WORD_DAYS] = {{"日", "d"}},
    [WORD_ITEMS] = {{"件", ""}},
    [WORD_PEOPLE] = {{"人", ""}},
    [WORD_POINTS] = {{"点", "pts"}},
    [WORD_YEN] = {{"円", "yen"}},
    [WORD_DOLLARS] = {{"ドル", "USD"}},
    [WORD_EUROS] = {{"ユーロ", "EUR"}},

    [WORD_MONDAY] = {{"月", "Mon"}},
    [WORD_TUESDAY] = {{"火", "Tue"}},
    [WORD_WEDNESDAY] = {{"水", "Wed"}},
    [WORD_THURSDAY] = {{"木", "Thu"}},
    [WORD_FRIDAY] = {{"金", "Fri"}},
    [WORD_SATURDAY] = {{"土", "Sat"}},
    [WORD_SUNDAY] = {{"日", "Sun"}},

    [WORD_CLOCK_UNSURE] = {{"時刻未確認", "Time unsure"}},
    [WORD_LINK_CONNECTING] = {{"配信サーバーに接続中", "Connecting to the broker"}},
    [WORD_LINK_LOST] = {{"配信サーバーに接続できません", "No connection to the broker"}},
    [WORD_LINK_REFUSED] = {{"配信サーバーに拒否されました", "The broker refuses this screen"}},
    [WORD_LINK_TLS] = {{"証明書を確認できません", "The certificate is not accepted"}},
    [WORD_LINK_NAME] = {{"配信サーバーが見つかりません", "The broker's name is not found"}},
    [WORD_LINK_DUPLICATE] = {{"同じ名前の画面があります", "Another screen has this name"}},
    [WORD_LINK_CONNECTING_SHORT] = {{"接続中", "Connecting"}},
    [WORD_LINK_LOST_SHORT] = {{"未接続", "Offline"}},
    [WORD_LINK_REFUSED_SHORT] = {{"接続拒否", "Refused"}},
    [WORD_LINK_TLS_SHORT] = {{"証明書不良", "Bad certificate"}},
    [WORD_LINK_NAME_SHORT] = {{"接続先不明", "Broker unknown"}},
    [WORD_LINK_DUPLICATE_SHORT] = {{"名前重複", "Name in use"}},
    [WORD_CONFIG_FAULT] = {{"設定エラー", "Config fault"}},
    [WORD_NOTHING_TO_SHOW] = {{"表示する項目がありません", "Nothing to show yet"}},

    [WORD_ALL_MET] = {{"すべて目標内", "All on target"}},
    [WORD_NONE_OFF] = {{"未達なし", "None off target"}},
    [WORD_ALL_CLOSED] = {{"受付時間外", "Closed"}},
    [WORD_AGO] = {{"@前", "@ ago"}},

    [WORD_NEWS] = {{"お知らせ", "News"}},
    [WORD_NOTICE] = {{"重要", "Important"}},
    [WORD_URGENT] = {{"至急", "Urgent"}},
    [WORD_EMERGENCY] = {{"緊急", "Emergency"}},
    [WORD_MOSTLY_SILENT] = {{"表示の半分以上が最新ではありません (@)",
                             "More than half is not live (@)"}},

    [WORD_PASSED] = {{"合格", "Pass"}},
    [WORD_FAILED] = {{"不合格", "Fail"}},
    [WORD_PENDING] = {{"確認中", "Checking"}},
    [WORD_UNKNOWN] = {{"未確認", "Open"}},
    [WORD_UNUSED] = {{"対象外", "Not used"}},
    [WORD_PANEL] = {{"画面", "Panel"}},
    [WORD_FILES] = {{"設定ファイル", "Files"}},
    [WORD_NETWORK] = {{"ネットワーク", "Network"}},
    [WORD_NAME_SERVICE] = {{"名前解決", "Name service"}},
    [WORD_BROKER] = {{"配信サーバー", "Broker"}},
    [WORD_TLS] = {{"暗号化", "TLS"}},
    [WORD_CLOCK] = {{"時計", "Clock"}},
    [WORD_SCREEN_NAME] = {{"画面名", "Screen name"}},
    [WORD_INCHES] = {{"@ 型", "@ inch"}},
    [WORD_PANEL_SMALL] = {{"@ は小さすぎます —\u00a0ケーブルと解像度の設定を確認",
                           "@ is too small —\u00a0check the cable and the video mode"}},
    [WORD_FILES_READ] = {{"device.json と board.json を読みました",
                          "device.json and board.json are read"}},
    [WORD_FILES_BAD] = {{"@ —\u00a0ファイルを直してください", "@ —\u00a0correct the file"}},
    [WORD_NETWORK_DOWN] = {{"つながっていません —\u00a0ケーブルか Wi-Fi を確認",
                            "No link —\u00a0check the cable or Wi-Fi"}},
    [WORD_NETWORK_BARE] = {{"@ にアドレスがありません —\u00a0DHCP を確認",
                            "@ has no address —\u00a0check DHCP"}},
    [WORD_ASKING_FOR] = {{"@ を探しています", "Looking for @"}},
    [WORD_NAME_FOUND] = {{"@ が見つかりました", "@ is found"}},
    [WORD_NAME_NUMBER] = {{"番号で指定されています: @", "Given by number: @"}},
    [WORD_NAME_MISSING] = {{"配信サーバー名が見つかりません: @ —\u00a0DNS を確認",
                            "The broker's name is not found: @ —\u00a0check DNS"}},
    [WORD_BROKER_UP] = {{"@ に接続しました", "Connected to @"}},
    [WORD_BROKER_CALLED] = {{"@ に接続しています", "Connecting to @"}},
    [WORD_BROKER_AWAY] = {{"@ に接続できません —\u00a0アドレスとポートを確認",
                           "@ does not answer —\u00a0check address and port"}},
    [WORD_BROKER_REFUSES] = {{"@ に拒否されました —\u00a0ユーザー名、パスワード、権限を確認",
                              "@ refuses this screen —\u00a0check user, password and rights"}},
    [WORD_TLS_GOOD] = {{"証明書を確認しました", "The certificate is accepted"}},
    [WORD_TLS_OFF] = {{"使わない設定です", "Off by configuration"}},
    [WORD_TLS_BAD] =
        {{"証明書を確認できません: @ —\u00a0CA ファイルと時計を確認",
          "The certificate is not accepted: @ —\u00a0check the CA file and the clock"}},
    [WORD_CLOCK_GOOD] = {{"@ · 正確", "@ · trusted"}},
    [WORD_CLOCK_BAD] = {{"@ · 合っていません —\u00a0時刻サーバー (NTP) を確認",
                         "@ · not synchronised —\u00a0check the time server (NTP)"}},
    [WORD_NAME_OWN] = {{"@ はこの画面だけです", "@ is this screen alone"}},
    [WORD_NAME_ASKED] = {{"ほかに @ がないか、1 分ほど確かめます",
                          "Listening a minute for another @"}},
    [WORD_NAME_TAKEN] = {{"@ という画面がほかにもあります —\u00a0device.json の screen を変更",
                          "Another screen is called @ —\u00a0change screen in device.json"}},
    [WORD_AFTER_OTHERS] = {{"上の項目の後", "After those above"}},
    [WORD_NOT_ASKED] = {{"これから", "Not asked yet"}},

    [WORD_INSTALLATION] = {{"設置確認", "Installation"}},
    [WORD_READABLE_FROM] = {{"@ 先から読めますか", "Readable from @?"}},
    [WORD_EDGES] = {{"端の枠", "Edges"}},
    [WORD_ALL_PASSED] = {{"すべて合格", "All pass"}},
    [WORD_LEAVE_BY_KEY] = {{"終了: Ctrl-C か SIGTERM", "To leave: Ctrl-C or SIGTERM"}},
    [WORD_LEAVE_AT] = {{"@ に戻ります", "Back at @"}},
    [WORD_FIGURES] = {{"数字", "Figures"}},
    [WORD_NAMES] = {{"名前", "Names"}},
    [WORD_LEAST] = {{"最小", "Least"}},
    [WORD_SAMPLE] = {{"電話", "Phone"}},
    [WORD_NO_NAME] = {{"名前なし", "No name"}},
};

const char *word_in(enum word word, enum language language)
{
    return table[word].in[language];
}

void word_fill(char *to, size_t size, enum word word, enum language language, const char *with)
{
    const char *text = word_in(word, language);
    const char *place = strchr(text, '@');
    if (place) {
        snprintf(to, size, "%.*s%s%s", (int)(place - text), text, with, place + 1);
    } else {
        snprintf(to, size, "%s", text);
    }
}

const char *word_unit_gap(const char *unit, enum language language)
{
    return language == LANGUAGE_JA || *unit == '%' || *unit == '\0' ? "" : " ";
}
