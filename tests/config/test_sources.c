#include "config_test.h"

/*
 * Topics of others: the shipped examples, each with payloads in the shape in which the system that
 * it is named for sends them, traps included.
 */

#include <math.h>

#include "kpi/foreign.h"

#define CONNECT(value)                                                                             \
    "{\"MetricResults\":[{\"Dimensions\":{\"Queue\":{\"Id\":\"8b1d\",\"Arn\":\"arn:aws:connect\"}" \
    ","                                                                                            \
    "\"Channel\":\"CHAT\"},\"Collections\":[{\"Metric\":{\"Name\":\"CONTACTS_IN_QUEUE\",\"Unit\":" \
    "\"COUNT\"},\"Value\":9.0}]},{\"Dimensions\":{\"Queue\":{\"Id\":\"8b1d\",\"Arn\":"             \
    "\"arn:aws:connect\"},\"Channel\":\"VOICE\"},\"Collections\":[{\"Metric\":{\"Name\":"          \
    "\"AGENTS_AVAILABLE\",\"Unit\":\"COUNT\"},\"Value\":4.0},{\"Metric\":{\"Name\":"               \
    "\"OLDEST_CONTACT_AGE\",\"Unit\":\"SECONDS\"},\"Value\":42.0},{\"Metric\":{\"Name\":"          \
    "\"CONTACTS_IN_QUEUE\",\"Unit\":\"COUNT\"},\"Value\":" value                                   \
    "}]}],\"DataSnapshotTime\":1795780800.0,\"ApproximateTotalCount\":2}"
#define CONNECT_TODAY                                                                              \
    "{\"MetricResults\":[{\"Dimensions\":{\"QUEUE\":\"8b1d\",\"CHANNEL\":\"VOICE\"},"              \
    "\"MetricInterval\":{\"Interval\":\"TOTAL\",\"StartTime\":1795737600.0,\"EndTime\":"           \
    "1795780800.0},\"Collections\":[{\"Metric\":{\"Name\":\"SERVICE_LEVEL\",\"Threshold\":[{"      \
    "\"Comparison\":\"LTE\",\"ThresholdValue\":20.0}]},\"Value\":83.3},{\"Metric\":{\"Name\":"     \
    "\"AVG_QUEUE_ANSWER_TIME\"},\"Value\":12.5},{\"Metric\":{\"Name\":\"ABANDONMENT_RATE\"},"      \
    "\"Value\":4.1}]}]}"
#define GENESYS_QUEUE                                                                              \
    "{\"results\":[{\"group\":{\"queueId\":\"a1\",\"mediaType\":\"chat\"},\"data\":[{\"metric\":"  \
    "\"oWaiting\",\"stats\":{\"count\":8}}]},{\"group\":{\"queueId\":\"a1\",\"mediaType\":"        \
    "\"voice\"},\"data\":[{\"metric\":\"oInteracting\",\"stats\":{\"count\":11}},{\"metric\":"     \
    "\"oWaiting\",\"stats\":{\"count\":3}}]}]}"
#define GENESYS_USERS                                                                              \
    "{\"results\":[{\"group\":{\"queueId\":\"a1\"},\"data\":[{\"metric\":"                         \
    "\"oUserRoutingStatuses\","                                                                    \
    "\"qualifier\":\"INTERACTING\",\"stats\":{\"count\":11}},{\"metric\":"                         \
    "\"oUserRoutingStatuses\",\"qualifier\":\"IDLE\",\"stats\":{\"count\":5}}]}]}"
#define GENESYS_TODAY(answered)                                                                    \
    "{\"results\":[{\"group\":{\"queueId\":\"a1\",\"mediaType\":\"voice\"},\"data\":[{"            \
    "\"interval\":"                                                                                \
    "\"2026-11-27T00:00:00.000Z/2026-11-27T12:00:00.000Z\",\"metrics\":[{\"metric\":\"nOffered\"," \
    "\"stats\":{\"count\":50}},{\"metric\":\"oServiceLevel\",\"stats\":{\"ratio\":0.82,"           \
    "\"numerator\":41,\"denominator\":50,\"target\":0.8}},{\"metric\":\"tAbandon\",\"stats\":{"    \
    "\"max\":90000,\"min\":1200,\"count\":4,\"sum\":120000}},{\"metric\":\"tAnswered\",\"stats\":" \
    "{\"max\":41000,\"min\":900," answered                                                         \
    "}},{\"metric\":\"tHandle\",\"stats\":{\"count\":38,\"sum\":11400000}}]}]}]}"
#define SUMMARY(queue)                                                                             \
    "{\"Event\":\"QueueSummary\",\"Queue\":\"" queue "\",\"LoggedIn\":\"6\",\"Available\":\"2\","  \
    "\"Callers\":\"3\",\"HoldTime\":\"18\",\"TalkTime\":\"210\",\"LongestHoldTime\":\"42\"}"
#define PARAMS(completed, level)                                                                   \
    "{\"Event\":\"QueueParams\",\"Queue\":\"support\",\"Max\":\"0\",\"Strategy\":\"ringall\","     \
    "\"Calls\":\"3\",\"Holdtime\":\"18\",\"TalkTime\":\"210\",\"Completed\":\"" completed          \
    "\",\"Abandoned\":\"4\",\"ServiceLevel\":\"20\",\"ServicelevelPerf\":\"" level                 \
    "\",\"ServicelevelPerf2\":\"81.0\",\"Weight\":\"0\"}"
#define ITEM(id, value)                                                                            \
    "{\"host\":{\"host\":\"pbx1\",\"name\":\"PBX 1\"},\"groups\":[\"Telephony\"],\"itemid\":" id   \
    ",\"name\":\"Queue support\",\"clock\":1795780790,\"ns\":123456789,\"value\":" value           \
    ",\"type\":0}"

static const struct {
    const char *system, *topic, *payload, *kpi;
    double value;
    int64_t sample;
    enum effect effect;
    enum quality quality;
} shown[] = {
    {"amazon-connect", "connect/osaka/current", CONNECT("3.0"), "main/phone/contacts-waiting", 3,
     -1, EFFECT_TAKEN, QUALITY_LIVE},
    {"amazon-connect", "connect/osaka/current", CONNECT("0.0"), "main/phone/contacts-waiting", 0,
     -1, EFFECT_TAKEN, QUALITY_LIVE},
    {"amazon-connect", "connect/osaka/current", CONNECT("null"), "main/phone/contacts-waiting", 0,
     -1, EFFECT_TAKEN, QUALITY_NO_DATA},
    {"amazon-connect", "connect/osaka/current", "{\"MetricResults\":[],\"DataSnapshotTime\":1}",
     "main/phone/contacts-waiting", 0, -1, EFFECT_IGNORED, QUALITY_WAITING},
    {"amazon-connect", "connect/osaka/current", CONNECT("3.0"), "main/phone/longest-wait", 42, -1,
     EFFECT_TAKEN, QUALITY_LIVE},
    {"amazon-connect", "connect/osaka/current-all",
     "{\"MetricResults\":[{\"Collections\":[{\"Metric\":{\"Name\":\"OLDEST_CONTACT_AGE\",\"Unit\":"
     "\"SECONDS\"},\"Value\":42000.0}]}],\"DataSnapshotTime\":1795780800.0}",
     "main/phone/longest-wait", 42, -1, EFFECT_TAKEN, QUALITY_LIVE},
    {"amazon-connect", "connect/osaka/current", CONNECT("3.0"), "main/phone/agents-available", 4,
     -1, EFFECT_TAKEN, QUALITY_LIVE},
    {"amazon-connect", "connect/osaka/today", CONNECT_TODAY, "main/phone/service-level", 83.3, -1,
     EFFECT_TAKEN, QUALITY_LIVE},
    {"amazon-connect", "connect/osaka/today", CONNECT_TODAY, "main/phone/abandonment-rate", 4.1, -1,
     EFFECT_TAKEN, QUALITY_LIVE},
    {"amazon-connect", "connect/osaka/today", CONNECT_TODAY, "main/phone/average-speed-of-answer",
     12.5, -1, EFFECT_TAKEN, QUALITY_LIVE},
    {"genesys-cloud", "genesys/osaka/queue", GENESYS_QUEUE, "main/phone/contacts-waiting", 3, -1,
     EFFECT_TAKEN, QUALITY_LIVE},
    {"genesys-cloud", "genesys/osaka/users", GENESYS_USERS, "main/phone/agents-available", 5, -1,
     EFFECT_TAKEN, QUALITY_LIVE},
    {"genesys-cloud", "genesys/osaka/today", GENESYS_TODAY("\"count\":40,\"sum\":520000"),
     "main/phone/service-level", 82, 50, EFFECT_TAKEN, QUALITY_LIVE},
    {"genesys-cloud", "genesys/osaka/today", GENESYS_TODAY("\"count\":40,\"sum\":520000"),
     "main/phone/average-speed-of-answer", 13, 40, EFFECT_TAKEN, QUALITY_LIVE},
    {"genesys-cloud", "genesys/osaka/today", GENESYS_TODAY("\"count\":0,\"sum\":0"),
     "main/phone/average-speed-of-answer", 0, 0, EFFECT_TAKEN, QUALITY_THIN},
    {"genesys-cloud", "genesys/osaka/today", GENESYS_TODAY("\"count\":40,\"sum\":520000"),
     "main/phone/average-handle-time", 300, 38, EFFECT_TAKEN, QUALITY_LIVE},
    {"genesys-cloud", "genesys/osaka/today", GENESYS_TODAY("\"count\":40,\"sum\":520000"),
     "main/phone/abandonment-rate", 8, 50, EFFECT_TAKEN, QUALITY_LIVE},
    {"asterisk", "asterisk/ami/QueueSummary", SUMMARY("support"), "main/phone/contacts-waiting", 3,
     -1, EFFECT_TAKEN, QUALITY_LIVE},
    {"asterisk", "asterisk/ami/QueueSummary", SUMMARY("sales"), "main/phone/contacts-waiting", 0,
     -1, EFFECT_IGNORED, QUALITY_WAITING},
    {"asterisk", "asterisk/ami/QueueSummary", SUMMARY("support"), "main/phone/longest-wait", 42, -1,
     EFFECT_TAKEN, QUALITY_LIVE},
    {"asterisk", "asterisk/ami/QueueSummary", SUMMARY("support"), "main/phone/agents-available", 2,
     -1, EFFECT_TAKEN, QUALITY_LIVE},
    {"asterisk", "asterisk/ami/QueueParams", PARAMS("120", "83.3"), "main/phone/service-level",
     83.3, 120, EFFECT_TAKEN, QUALITY_LIVE},
    {"asterisk", "asterisk/ami/QueueParams", PARAMS("0", "0.0"), "main/phone/service-level", 0, 0,
     EFFECT_TAKEN, QUALITY_THIN},
    {"asterisk", "asterisk/ami/AgentRingNoAnswer",
     "{\"Event\":\"AgentRingNoAnswer\",\"Queue\":\"support\",\"RingTime\":\"15000\"}",
     "main/phone/contacts-waiting", 0, -1, EFFECT_IGNORED, QUALITY_WAITING},
    {"zabbix", "zabbix/history/telephony", ITEM("44457", "0.833"), "main/phone/service-level", 83.3,
     -1, EFFECT_TAKEN, QUALITY_LIVE},
    {"zabbix", "zabbix/history/telephony", ITEM("44458", "12500"),
     "main/phone/average-speed-of-answer", 12.5, -1, EFFECT_TAKEN, QUALITY_LIVE},
    {"zabbix", "zabbix/history/telephony", ITEM("44459", "\"7.2\""), "main/all/it-availability",
     99.5, -1, EFFECT_TAKEN, QUALITY_LIVE},
    {"zabbix", "zabbix/history/telephony", ITEM("44460", "1"), "main/phone/service-level", 0, -1,
     EFFECT_IGNORED, QUALITY_WAITING},
    {"zabbix", "zabbix/history/telephony", ITEM("44457", "83.3"), "main/phone/service-level", 0, -1,
     EFFECT_REFUSED, QUALITY_WAITING}, /* percent, where a ratio was promised */
    {"zabbix", "zabbix/plain/pbx1/queue.waiting", "3", "main/phone/contacts-waiting", 3, -1,
     EFFECT_TAKEN, QUALITY_LIVE},
};

static struct board_config *read_example(const struct world *world, const char *system)
{
    char name[64];
    size_t length;
    snprintf(name, sizeof name, "config/sources/%s.json", system);
    char *text = read_file(name, &length);
    struct faults *faults = faults_create();
    struct board_config *config = read_board(world, text, faults);
    print_faults(faults);
    assert_int_equal(faults_count(faults), 0);
    faults_destroy(faults);
    test_free(text);
    return config;
}

static void each_system_is_understood(void **state)
{
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        struct moment now = {.mono_ms = 1000, .clock_good = true};
        assert_true(time_parse("2026-11-27T12:00:10Z", &now.wall_ms));
        struct board_config *config = read_example(*state, shown[i].system);
        struct board *board = board_create(&config->spec, &zone_utc, &now);
        print_message("    %s: %s\n", shown[i].topic, shown[i].kpi);
        assert_int_equal(board_foreign_message(board, shown[i].topic, shown[i].payload,
                                               strlen(shown[i].payload), false, &now),
                         shown[i].effect);
        size_t index = board_find(board, shown[i].kpi);
        assert_int_not_equal(index, SIZE_MAX);
        const struct kpi *kpi = board_kpi(board, index);
        assert_int_equal(kpi->quality, shown[i].quality);
        if (shown[i].effect == EFFECT_TAKEN) {
            assert_true(!kpi->reading.has_value ||
                        fabs(kpi->reading.value - shown[i].value) < 1e-6);
            assert_int_equal(kpi->reading.sample, shown[i].sample);
        }
        board_destroy(board);
        board_config_destroy(config);
    }
}

static const char two[] =
    "{\"audience\":\"agents\",\"sources\":{\"a\":{\"topic\":\"pbx/a\",\"kpi\":"
    "\"main/phone/occupancy\"},\"b\":{\"topic\":\"pbx/+\",\"kpi\":\"main/phone/service-level\","
    "\"value\":\"/v\",\"per\":\"/n\",\"scale\":100,\"offset\":-1,\"time\":\"/t\",\"sample\":\"/s\""
    "}},\"businesses\":{\"main\":{\"channels\":{\"phone\":{\"kpis\":{\"service-level\":{\"target\":"
    "80},\"occupancy\":{}}}}}}}";

/* Of a KPI that this wall leaves out, nothing is read; where many topics match, that is told. */
static void what_stands_there_is_kept(void **state)
{
    struct faults *faults = faults_create();
    struct board_config *config = read_board(*state, two, faults);
    assert_non_null(config);
    assert_true(has_fault(faults, SEVERITY_WARNING, "/sources/b/topic", "wildcard"));
    assert_int_equal(config->spec.source_count, 1);
    const struct source_spec *source = &config->spec.sources[0];
    assert_string_equal(source->topic, "pbx/+");
    assert_string_equal(config->spec.kpis[source->kpi].metric_id, "service-level");
    assert_string_equal(source->value, "/v");
    assert_string_equal(source->per, "/n");
    assert_string_equal(source->time, "/t");
    assert_string_equal(source->sample, "/s");
    assert_true(source->scale == 100 && source->offset == -1);
    board_config_destroy(config);
    faults_destroy(faults);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_system_is_understood),
        cmocka_unit_test(what_stands_there_is_kept),
    };
    return cmocka_run_group_tests(tests, world_open, world_close);
}
