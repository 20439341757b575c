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
    [WORD_IN_HAND] = {{"対応中", "In hand"}},
    [WORD_ACHIEVED] = {{"達成", "Achieved"}},
    [WORD_NOT_JUDGED] = {{"判定外", "Not judged"}},

    [WORD_STOPPED] = {{"更新停止", "Not updated"}},
    [WORD_STOPPED_SHORT] = {{"停止", "Old"}},
    [WORD_STUCK] = {{"値が動いていません", "Value is not moving"}},
    [WORD_STUCK_SHORT] = {{"値が不動", "Stuck"}},
    [WORD_NO_DATA] = {{"データなし", "No data"}},
    [WORD_NO_DATA_SHORT] = {{"データ無", "No data"}},
    [WORD_WAITING] = {{"未受信", "Waiting"}},
    [WORD_THIN] = {{"件数不足", "Too few"}},
    [WORD_THIN_SHORT] = {{"不足", "Few"}},
    [WORD_EMPTY] = {{"対象なし", "No cases"}},
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
    [WORD_LAST_YEAR] = {{"昨年", "Last year"}},

    [WORD_PERCENT] = {{"%", "%"}},
    [WORD_SECONDS] = {{"秒", "s"}},
    [WORD_MINUTES] = {{"分", "min"}},
    [WORD_CLOCK_MINUTES] = {{"分", ""}},
    [WORD_HOURS] = {{"時間", "h"}},
    [WORD_DAYS] = {{"日", "d"}},
    [WORD_ITEMS] = {{"件", ""}},
    [WORD_PEOPLE] = {{"人", ""}},
    [WORD_POINTS] = {{"点", "pts"}},

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
