/* What is said of a verdict in both languages, for every verdict and quality, by table. */

#include "config/config_test.h"

#include <stdlib.h>

#include "kpi/why.h"
#include "view/why_phrases.h"
#include "view/why_text.h"

#define SL "kpi/main/phone/service-level"
#define WAITING "kpi/main/phone/contacts-waiting"

/* Wednesday, 18 November 2026, 10:00 UTC. */
#define START INT64_C(1794996000000)

static const char board_text[] =
    "{\"zone\":\"UTC\",\"language\":\"en\",\"audience\":\"supervisors\",\"privacy\":{\"min_group\":"
    "5},"
    "\"sources\":{\"s\":{\"topic\":\"ami/+\",\"kpi\":\"main/phone/service-level\",\"value\":\"/"
    "v\"}},"
    "\"businesses\":{\"main\":{\"channels\":{\"phone\":{\"timing\":\"real-time\",\"stuck_s\":60,"
    "\"hours\":{\"mon-sun\":[\"09:00\",\"18:00\"]},\"source\":\"acd\",\"kpis\":{"
    "\"service-level\":{\"target\":80,\"limit\":70,\"warn\":84,\"cadence_s\":10,\"min_sample\":20,"
    "\"targets\":{\"night\":{\"from\":\"2026-12-01\",\"target\":60,\"limit\":60}}},"
    "\"contacts-waiting\":{\"target\":5,\"limit\":10,\"on_delay_s\":0,\"off_delay_s\":0},"
    "\"average-speed-of-answer\":{\"target\":40},"
    "\"occupancy\":{\"target\":[75,88],\"limit\":[70,92]},"
    "\"contacts-offered\":{}}}}}}}";

struct step {
    const char *topic, *payload;
    int wait_s;
    bool retained;
};

#define STEPS 4
#define SAY(of, ...)                                                                               \
    {                                                                                              \
        .topic = (of), .payload = __VA_ARGS__                                                      \
    }
#define SAMPLED(value) "{\"value\":" value ",\"sample\":40}"

static const struct {
    const char *kpi;
    struct step steps[STEPS];
    int begin_s; /* after START */
    const char *ja, *en;
} cases[] = {
    {SL,
     {{.topic = NULL}},
     0,
     "判定: 未受信 — 数値が一度も届いていません。",
     "Verdict: Not received — No figure was ever received."},
    {SL,
     {SAY(SL, SAMPLED("85.5"))},
     0,
     "判定: 目標内 — 86% は目標 ≥80% を満たします。",
     "Verdict: Met — 86% meets the target ≥80%."},
    {SL,
     {SAY(SL, SAMPLED("82"))},
     0,
     "判定: 注意 — 82% は目標 ≥80% を満たします。注意の線 ≥84% は越えています。",
     "Verdict: Watch — 82% meets the target ≥80%. It is beyond the warning ≥84%."},
    {SL,
     {SAY(SL, SAMPLED("79.96"))},
     0,
     "判定: やや未達 — 79% は目標 ≥80% を満たしませんが、許容限度 ≥70% は満たします。",
     "Verdict: Near — 79% misses the target ≥80%, but not the limit ≥70%."},
    {SL,
     {SAY(SL, SAMPLED("65.04"))},
     0,
     "判定: 未達 — 65% は目標 ≥80% も許容限度 ≥70% も満たしません。",
     "Verdict: Missed — 65% misses the target ≥80% and is beyond the limit ≥70%."},
    {WAITING,
     {SAY(WAITING, "12")},
     0,
     "判定: 超過 — 12件 は目標 ≤5 も許容限度 ≤10 も満たしません。",
     "Verdict: Over — 12 misses the target ≤5 and is beyond the limit ≤10."},
    {"kpi/main/phone/occupancy",
     {SAY("kpi/main/phone/occupancy", "{\"value\":95,\"agents\":9}")},
     0,
     "判定: 高すぎ — 95% は目標 75–88% も",
     "Verdict: Too high — 95% misses the target 75–88%"},
    {"kpi/main/phone/average-speed-of-answer",
     {SAY("kpi/main/phone/average-speed-of-answer", SAMPLED("55.4"))},
     0,
     "判定: 超過 — 55秒 は目標 ≤40秒 を満たしません。",
     "Verdict: Over — 55 s misses the target ≤40 s."},
    {"kpi/main/phone/contacts-offered",
     {SAY("kpi/main/phone/contacts-offered", "1200")},
     0,
     "目標がないので判定しません。",
     "There is no target, so it is not judged."},
    {SL,
     {SAY(SL, "{\"value\":65,\"sample\":7}")},
     0,
     "判定: 件数不足 7/20 — 7件では判定できません（最小 20）。",
     "Verdict: Too few 7/20 — 7 are too few to judge; at least 20 are needed."},
    {SL,
     {SAY(SL, "{\"value\":65,\"sample\":0}")},
     0,
     "対象が1件もありません。",
     "There was not one case."},
    {SL,
     {SAY(SL, "65")},
     0,
     "件数が伝えられていません（最小 20）。",
     "The reading tells no sample; at least 20 are needed."},
    {"kpi/main/phone/occupancy",
     {SAY("kpi/main/phone/occupancy", "{\"value\":95,\"agents\":3}")},
     0,
     "判定: 少人数 — 3人の数値なので出しません（5人から）。",
     "Verdict: Few people — It is of 3 people; it is shown from 5 on."},
    {"kpi/main/phone/occupancy",
     {SAY("kpi/main/phone/occupancy", "95")},
     0,
     "何人の数値か分からないので出しません（5人から）。",
     "Nobody tells of how many people it is; it is shown from 5 on."},
    {SL,
     {SAY(SL, SAMPLED("85"), .wait_s = 31)},
     0,
     "10:00:30 までに次の数値が届きませんでした。",
     "No newer figure came by 10:00:30."},
    {SL,
     {SAY(SL, SAMPLED("85"), .retained = true)},
     0,
     "いつのものか分かりません。",
     "nobody knows its age."},
    {SL,
     {SAY(SL, SAMPLED("85")), SAY("source/acd", "offline")},
     0,
     "配信元 acd が停止しています。",
     "The source acd went offline."},
    {SL,
     {SAY(SL, SAMPLED("85"), .wait_s = 25), SAY(SL, SAMPLED("85"), .wait_s = 25),
      SAY(SL, SAMPLED("85"), .wait_s = 15)},
     0,
     "チャネルのどの数値も 10:00:00 から動いていません。",
     "No figure of the channel has moved since 10:00:00."},
    {SL,
     {SAY(SL, "{\"value\":null,\"reason\":\"maintenance\"}")},
     0,
     "数値なしと配信されました（maintenance）。",
     "The source says that there is no figure: maintenance."},
    {SL,
     {SAY(SL, "{\"value\":null}")},
     0,
     "数値なしと配信されました。",
     "The source says that there is no figure."},
    {SL,
     {SAY(SL, SAMPLED("85"), .wait_s = 301)},
     0,
     "最後の数値は古すぎます（表示は 10:05:00 まで）。",
     "The last figure is too old; it was shown until 10:05:00."},
    {SL,
     {SAY(SL, SAMPLED("85"))},
     -7200,
     "判定: 受付時間外 次回 9:00 — 営業中でないので判定しません。",
     "Verdict: Closed until 9:00 — Nothing is judged while it is closed."},
    /* What the verdict hangs on. */
    {SL,
     {SAY(SL, SAMPLED("85"), .wait_s = 5), SAY(SL, SAMPLED("65"))},
     0,
     "保留: 10:00:05 から悪化。続けば 10:01:35 に判定が変わります。",
     "Damping: Worse since 10:00:05; the verdict follows at 10:01:35 if it stays."},
    {SL,
     {SAY(SL, SAMPLED("65"), .wait_s = 5), SAY(SL, SAMPLED("85"))},
     0,
     "保留: 10:00:05 から回復。続けば 10:01:35 に判定が変わります。",
     "Damping: Better since 10:00:05; the verdict follows at 10:01:35 if it stays."},
    {SL,
     {SAY(SL, SAMPLED("85"))},
     0,
     "悪化が 90秒、回復が 90秒 続いたとき（不感帯 1）。",
     "Nothing is held. It changes when worse for 90 s or better for 90 s (deadband 1)."},
    {WAITING, {SAY(WAITING, "4")}, 0, "保留: すぐに判定します。", "Damping: Judged at once."},
    {SL,
     {SAY(SL, "{\"value\":65.04,\"sample\":117,\"numerator\":76.1,\"denominator\":117}")},
     0,
     "値: 65%（丸める前 65.04%）、76.1 ÷ 117、10:00:00 の数値、期間 本日",
     "Value: 65% (unrounded 65.04%), 76.1 of 117, of 10:00:00, period: Today"},
    {SL,
     {SAY(SL, SAMPLED("85"))},
     0,
     "目標: ≥80%、許容限度 ≥70%、注意 ≥84%（設定）",
     "Target: ≥80%, limit ≥70%, warning ≥84% (from the configuration)"},
    {SL,
     {SAY(SL, "{\"value\":85,\"sample\":40,\"target\":72}")},
     0,
     "目標: ≥72%、許容限度 ≥70%、注意 ≥84%（目標は数値と一緒に配信）",
     "Target: ≥72%, limit ≥70%, warning ≥84% (the target came with the reading)"},
    {SL,
     {SAY(SL, SAMPLED("85"))},
     14 * 86400,
     "目標: ≥60%（設定の期間別目標 night）",
     "Target: ≥60% (from the configuration, targets/night)"},
    {"kpi/main/phone/contacts-offered", {{.topic = NULL}}, 0, "目標: なし", "Target: None."},
    {SL, {SAY(SL, SAMPLED("85"))}, 0, "件数: 40件（最小 20）", "Sample: 40 (at least 20)"},
    {SL, {SAY(SL, "85")}, 0, "件数: 不明（最小 20）", "Sample: not told (at least 20)"},
    {"kpi/main/phone/average-speed-of-answer",
     {SAY("kpi/main/phone/average-speed-of-answer", "30")},
     0,
     "件数: 不明（最小 20、件数が届いたときだけ）",
     "Sample: not told (at least 20, where it is told)"},
    {SL,
     {SAY(SL, SAMPLED("85"))},
     0,
     "鮮度: 10:00:30 まで最新、10:05:00 まで表示（fresh_s 30、drop_s 300）",
     "Freshness: live until 10:00:30, shown until 10:05:00 (fresh_s 30, drop_s 300)"},
    {SL,
     {SAY(SL,
          "{\"value\":85,\"sample\":40,\"final\":true,\"period\":\"month\",\"period_start\":"
          "\"2026-10-01T00:00:00Z\"}",
          .retained = true)},
     0,
     "鮮度: 確定した期間なので、次の期間の分が半期間遅れる 12/17 12:00:00 まで最新\n",
     "Freshness: of a finished period: live until 12/17 12:00:00, when the next one's is overdue "
     "by "
     "half a period\n"},
    {SL,
     {SAY(SL, "{\"value\":85,\"sample\":40,\"final\":true,\"period\":\"month\",\"period_start\":"
              "\"2026-08-01T00:00:00Z\"}")},
     0,
     "鮮度: 確定した期間なので、次の期間の分が半期間遅れる 10/17 12:00:00 まで最新、",
     "overdue by half a period; shown until 2028/"},
    {SL,
     {SAY(SL, SAMPLED("85"), .retained = true)},
     0,
     "鮮度: 時刻不明、10:05:00 まで表示（drop_s 300）",
     "Freshness: age unknown, shown until 10:05:00 (drop_s 300)"},
    {SL,
     {SAY(SL, SAMPLED("85"))},
     0,
     "配信元: acd（停止の知らせなし）",
     "Source: acd (not known to be offline)"},
    {SL, {SAY(SL, SAMPLED("85"))}, 0, "営業: 18:00:00 まで", "Hours: open until 18:00:00"},
    {SL,
     {SAY(SL, SAMPLED("85"))},
     0,
     "求め方: 決めた秒数以内に応答できた割合。 100 × 応答しきい値",
     "Formula: The share of contacts answered within the agreed number of seconds. 100 * answered"},
    {SL,
     {{.topic = NULL}},
     0,
     "トピック: kpi/main/phone/service-level、ami/+",
     "Topic: kpi/main/phone/service-level, ami/+"},
    {SL, {{.topic = NULL}}, 0, "設定: screen 12, sha256 abc", "Config: screen 12, sha256 abc"},
    /* What came and was refused. */
    {SL,
     {SAY(SL, SAMPLED("85"), .wait_s = 31), SAY(SL, "{\"value\":140,\"sample\":40}")},
     0,
     "— 10:00:30 までに使える数値が届きませんでした。\n"
     "拒否: 10:00:31 に届いた数値は使えません。value 140 は範囲外です（0〜100）。\n保留",
     "— No newer figure that could be taken came by 10:00:30.\n"
     "Refused: The figure that came at 10:00:31 cannot be taken: value 140 is out of range "
     "(0 to 100).\nDamping"},
    {SL,
     {SAY(SL, "140", .wait_s = 2), SAY(SL, "141", .wait_s = 2), SAY(SL, "142")},
     0,
     "未受信 — 使える数値が一度も届いていません。\n"
     "拒否: 10:00:04 に届いた数値は使えません。142 は範囲外です（0〜100）。 "
     "10:00:00 から続けて 3件です。\n",
     "No figure that could be taken was ever received.\n"
     "Refused: The figure that came at 10:00:04 cannot be taken: 142 is out of range (0 to 100). "
     "3 in a row since 10:00:00.\n"},
    {SL,
     {SAY(SL, "140", .wait_s = 2), SAY(SL, SAMPLED("85"))},
     0,
     "abc\n拒否: 10:00:00 に届いた数値は使えません。140 は範囲外です（0〜100）。\n変化",
     "abc\nRefused: The figure that came at 10:00:00 cannot be taken: 140 is out of range (0 to "
     "100).\nChanges"},
    {SL,
     {SAY(SL, "{\"value\":\"82%\"}")},
     0,
     "value \"82%\" は種類が違います（数値）。",
     "value \"82%\" is not a number."},
    {SL,
     {SAY(SL, "{\"sample\":5}")},
     0,
     "value がありません（数値）。",
     "value is missing (a number)."},
    {SL,
     {SAY(SL, "[82]")},
     0,
     "。[82] は種類が違います（数値、または value のあるオブジェクト）。",
     ": [82] is not a number, or an object with a value."},
    {SL,
     {SAY(SL, "{\"value\":82,\"sample\":2.5}")},
     0,
     "sample 2.5 は種類が違います（0以上の整数）。",
     "sample 2.5 is not a whole number, 0 or more."},
    {SL,
     {SAY(SL, "{\"value\":82,\"time\":\"10:00\"}")},
     0,
     "（2026-11-18T05:32:00Z の形）。",
     "time \"10:00\" is not a time such as 2026-11-18T05:32:00Z."},
    {SL,
     {SAY(SL, "{\"value\":82,\"unit\":\"s\"}")},
     0,
     "unit \"s\" は単位が違います（%）。",
     "unit \"s\" is another unit (%)."},
    {SL,
     {SAY(SL, "{\"value\":1,\"value\":2}")},
     0,
     "同じキーが2度あります（{\"value\":1,\"value\":2}）。\n",
     "a key stands in it twice ({\"value\":1,\"value\":2}).\n"},
    {SL,
     {SAY(SL, "82％")},
     0,
     "JSON ではありません（82\\uff05）。\n",
     "it is not JSON (82\\uff05).\n"},
    {SL,
     {SAY(SL, "\x82\xb5")},
     0,
     "UTF-8 ではありません（\\x82\\xb5）。\n",
     "it is not UTF-8 (\\x82\\xb5).\n"},
    {SL,
     {SAY(SL, "{\"value\":82,\"time\":\"2026-11-18T10:02:01Z\"}")},
     0,
     "time 2026-11-18T10:02:01Z は先の時刻です（2026-11-18T10:02:00Z まで）。",
     "time 2026-11-18T10:02:01Z lies ahead (until 2026-11-18T10:02:00Z)."},
    {SL,
     {SAY(SL, "{\"value\":82,\"sample\":40,\"time\":\"2026-11-18T10:00:00Z\"}"),
      SAY(SL, "{\"value\":83,\"sample\":40,\"time\":\"2026-11-18T09:59:59Z\"}")},
     0,
     "time 2026-11-18T09:59:59Z は手元の数値より古いものです（2026-11-18T10:00:00Z から）。",
     "time 2026-11-18T09:59:59Z is older than the figure at hand (from 2026-11-18T10:00:00Z on)."},
    {SL,
     {SAY("kpi/main/phone", "{\"metrics\":{\"service-level\":{\"value\":-1}}}")},
     0,
     "value -1 は範囲外です（0〜100）。 トピック kpi/main/phone\n",
     "value -1 is out of range (0 to 100). Topic: kpi/main/phone\n"},
    {SL,
     {SAY("kpi/main/phone", "{\"metrics\":5}")},
     0,
     "チャネル全体の数値は使えません。理由は type。少人数の数値かもしれないので内容は出しません。",
     "for the whole channel that came at 10:00:00 cannot be taken: type. What was read is kept"},
    {"kpi/main/phone/occupancy",
     {SAY("kpi/main/phone/occupancy", "{\"value\":195,\"agents\":1}")},
     0,
     "理由は range。少人数の数値かもしれないので内容は出しません。\n",
     "cannot be taken: range. What was read is kept back; it may be of few people.\n"},
    {WAITING,
     {SAY(WAITING, "4", .wait_s = 3), SAY(WAITING, "7", .wait_s = 3),
      SAY(WAITING, "12", .wait_s = 3)},
     0,
     "変化: 10:00:06 未達 12件\n10:00:03 やや未達 7件\n10:00:00 目標内 4件\n",
     "Changes: 10:00:06 Missed 12\n10:00:03 Near 7\n10:00:00 Met 4\n"},
};

static struct board_config *config;

static void join(char *to, size_t size, const struct why_text *text)
{
    to[0] = '\0';
    for (size_t i = 0; i < text->count; i++) {
        size_t used = strlen(to);
        const struct why_line *line = &text->lines[i];
        snprintf(to + used, size - used, "%s%s%s\n", line->label, line->label[0] ? ": " : "",
                 line->text);
    }
}

static void play(struct board *board, const struct step steps[STEPS], struct moment *now)
{
    for (int i = 0; i < STEPS && steps[i].topic; i++) {
        enum effect effect = board_message(board, steps[i].topic, steps[i].payload,
                                           strlen(steps[i].payload), steps[i].retained, now);
        assert_true(effect == EFFECT_TAKEN || effect == EFFECT_REFUSED);
        now->mono_ms += steps[i].wait_s * INT64_C(1000);
        now->wall_ms += steps[i].wait_s * INT64_C(1000);
        board_advance(board, now);
    }
}

static void every_sentence(void **state)
{
    (void)state;
    int bad = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct moment now = {1000000, START + cases[i].begin_s * INT64_C(1000), true};
        struct board *board = board_create(&config->spec, &zone_utc, &now);
        play(board, cases[i].steps, &now);
        struct why why = board_why(board, board_find(board, cases[i].kpi + strlen("kpi/")));
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            struct why_text text;
            char all[8192];
            const struct status_context context = {(enum language)language, &zone_utc, now.wall_ms,
                                                   now.mono_ms - now.wall_ms % 60000};
            why_text(&text, &why, &config->spec, &context, "screen 12, sha256 abc");
            join(all, sizeof all, &text);
            const char *expected = language == LANGUAGE_JA ? cases[i].ja : cases[i].en;
            if (!strstr(all, expected)) {
                print_error("'%s' is not in\n%s\n", expected, all);
                bad++;
            }
            assert_null(strchr(all, '$'));
        }
        board_destroy(board);
    }
    assert_int_equal(bad, 0);
}

/* Every phrase is there in both languages, and speaks of the same things. */
static void every_phrase(void **state)
{
    (void)state;
    for (int phrase = 0; phrase < PHRASES; phrase++) {
        const char *ja = why_phrase((enum phrase)phrase, LANGUAGE_JA);
        const char *en = why_phrase((enum phrase)phrase, LANGUAGE_EN);
        assert_true((ja[0] != '\0' && en[0] != '\0') || phrase == LABEL_NONE);
        for (char digit = '1'; digit <= '9'; digit++) {
            const char mark[] = {'$', digit, '\0'};
            assert_true(!strstr(ja, mark) == !strstr(en, mark));
            assert_true(digit <= '4' || !strstr(ja, mark));
        }
    }
}

static int open_config(void **state)
{
    int code = world_open(state);
    struct faults *faults = faults_create();
    config = read_board(*state, board_text, faults);
    print_faults(faults);
    faults_destroy(faults);
    return config ? code : -1;
}

static int close_config(void **state)
{
    board_config_destroy(config);
    return world_close(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sentence),
        cmocka_unit_test(every_phrase),
    };
    return cmocka_run_group_tests(tests, open_config, close_config);
}
