/* Televisions of all manners, and what the wall makes of them. Time is a number here. */

#include "device/television.h"

#include "base/moment.h"
#include "cable.h"

#define MINUTE INT64_C(60000)
#define HOUR (60 * MINUTE)

static const struct cec_socket ours = {.card = 1, .connector = 33};
static struct television television;
static int64_t now;

/* What the loop does when the descriptor has something. */
static void hear(void)
{
    while (cable.event_count > 0 || cable.heard_count > 0) {
        television_take(&television, now);
    }
}

/* Turns come when they must, as if nothing else happened; never more than once a second. */
static void pass_until(int64_t until)
{
    hear();
    for (int64_t next; (next = television_next(&television)) <= until;) {
        assert_true(next >= now);
        now = next;
        television_pass(&television, now);
        hear();
        assert_true(television_next(&television) > now);
    }
    now = until;
}

/* A turn that came for another reason. */
static void turn(void)
{
    television_pass(&television, now);
    hear();
    pass_until(now + 4000);
}

static void wish(bool on)
{
    television_wish(&television, on, now);
    hear();
}

static void begin(enum manner manner)
{
    cable_lay(manner);
    now = 5000;
    television = television_new(&cable_calls);
    television_attach(&television, &ours);
    hear();
}

static void says(const char *word)
{
    assert_string_equal(television_word(&television), word);
}

#define SAY(from, ...)                                                                             \
    cable_say(from, CEC_LOG_ADDR_BROADCAST, (const uint8_t[]){__VA_ARGS__},                        \
              sizeof((const uint8_t[]){__VA_ARGS__}))
#define ASK_US(from, ...)                                                                          \
    cable_say(from, CABLE_OURS, (const uint8_t[]){__VA_ARGS__},                                    \
              sizeof((const uint8_t[]){__VA_ARGS__}))

/* ---- Every manner --------------------------------------------------------------------------- */

static void is_told_until_it_follows_and_not_longer(void **state)
{
    (void)state;
    static const struct {
        const char *what;
        enum manner manner;
        bool on;
        uint8_t before; /* its power */
        int told;       /* how often */
        const char *word;
        uint8_t after;
    } cases[] = {
        {"wakes", OBEYS, true, 1, 1, "on", 0},
        {"wakes slowly", OBEYS_LATE, true, 1, 4, "on", 0},
        {"is lit already", OBEYS, true, 0, 1, "on", 0},
        {"does not wake", IGNORES, true, 1, 6, "standby", 1},
        {"wakes and does not say so", MUTE, true, 1, 6, "no-answer", 0},
        {"wakes and cannot say so", ABORTS, true, 1, 6, "no-answer", 0},
        {"is not there", NACKS, true, 1, 6, "no-answer", 1},
        {"sleeps", OBEYS, false, 0, 1, "standby", 1},
        {"sleeps already", OBEYS, false, 1, 1, "standby", 1},
        {"does not sleep", IGNORES, false, 0, 6, "on", 0},
        {"sleeps and does not say so", MUTE, false, 0, 6, "no-answer", 1},
        {"sleeps and cannot say so", ABORTS, false, 0, 6, "no-answer", 1},
        {"is not there to sleep", NACKS, false, 0, 6, "no-answer", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        print_message("  %s\n", cases[i].what);
        begin(cases[i].manner);
        cable.power = cases[i].before;
        says("no-answer");
        wish(cases[i].on);
        pass_until(20 * MINUTE);
        uint8_t opcode = cases[i].on ? CEC_MSG_IMAGE_VIEW_ON : CEC_MSG_STANDBY;
        assert_int_equal(cable_count(opcode), cases[i].told);
        says(cases[i].word);
        assert_int_equal(cable.power, cases[i].after);
        /* From now on nobody is woken for it. */
        assert_true(television_next(&television) == NEVER);
    }
}

static void the_bytes_are_those_of_the_standard(void **state)
{
    (void)state;
    begin(OBEYS);
    wish(true);
    assert_int_equal(cable.sent_count, 2);
    assert_int_equal(cable.sent[0].len, 2);
    assert_memory_equal(cable.sent[0].msg, "\x40\x04", 2);
    assert_int_equal(cable.sent[1].len, 4);
    assert_memory_equal(cable.sent[1].msg, "\x4f\x82\x20\x00", 4);
    pass_until(now + 5000);
    assert_memory_equal(cable.sent[2].msg, "\x40\x8f", 2);
    assert_int_equal(cable.sent[2].reply, 0x90);
    cable.sent_count = 0;
    wish(false);
    assert_int_equal(cable.sent_count, 1);
    assert_memory_equal(cable.sent[0].msg, "\x40\x36", 2);
    television_wish(&television, false, now);
    assert_int_equal(cable.sent_count, 1);
}

/* ---- Somebody was there --------------------------------------------------------------------- */

static void one_that_somebody_switched_off_is_woken_but_not_for_ever(void **state)
{
    (void)state;
    begin(OBEYS);
    wish(true);
    pass_until(10 * MINUTE);
    for (int i = 1; i <= 10; i++) {
        cable.power = CEC_OP_POWER_STATUS_STANDBY;
        SAY(CEC_LOG_ADDR_TV, CEC_MSG_STANDBY);
        hear();
        says("standby");
        int before = cable_count(CEC_MSG_IMAGE_VIEW_ON);
        pass_until(now + 29000);
        says("standby"); /* it is seen to be off */
        assert_int_equal(cable_count(CEC_MSG_IMAGE_VIEW_ON), before);
        pass_until(now + 4 * MINUTE);
        says(i <= 5 ? "on" : "standby");
    }
    assert_int_equal(cable_count(CEC_MSG_IMAGE_VIEW_ON), 6);
    /* After an hour it is tried anew, in a turn that comes anyway. */
    assert_true(television_next(&television) == NEVER);
    now += HOUR;
    turn();
    pass_until(now + MINUTE);
    says("on");
}

static void what_nobody_told_is_found_when_it_is_asked(void **state)
{
    (void)state;
    begin(OBEYS);
    wish(true);
    pass_until(10 * MINUTE);
    turn();
    int asked = cable_count(CEC_MSG_GIVE_DEVICE_POWER_STATUS);
    turn();
    assert_int_equal(cable_count(CEC_MSG_GIVE_DEVICE_POWER_STATUS), asked);
    pass_until(20 * MINUTE);
    cable.power = CEC_OP_POWER_STATUS_STANDBY;
    turn();
    says("standby");
    assert_int_equal(cable_count(CEC_MSG_GIVE_DEVICE_POWER_STATUS), asked + 1);
    turn(); /* not in every turn */
    assert_int_equal(cable_count(CEC_MSG_GIVE_DEVICE_POWER_STATUS), asked + 1);
    pass_until(now + MINUTE);
    says("on");
}

static void one_that_somebody_switched_on_at_night_is_left_alone(void **state)
{
    (void)state;
    begin(OBEYS);
    cable.power = CEC_OP_POWER_STATUS_ON;
    wish(false);
    pass_until(10 * MINUTE);
    says("standby");
    cable.power = CEC_OP_POWER_STATUS_ON;
    SAY(CEC_LOG_ADDR_TV, CEC_MSG_REPORT_POWER_STATUS, CEC_OP_POWER_STATUS_ON);
    pass_until(20 * MINUTE);
    turn();
    says("on");
    /* Its socket was looked for anew, as happens when it comes back. */
    television_attach(&television, &ours);
    pass_until(now + 20 * MINUTE);
    says("on");
    assert_int_equal(cable_count(CEC_MSG_STANDBY), 1);
}

static void one_that_wakes_by_itself_is_put_to_sleep_again(void **state)
{
    (void)state;
    begin(OBEYS);
    cable.power = CEC_OP_POWER_STATUS_ON;
    wish(false);
    pass_until(now + 8000);
    says("standby");
    cable.power = CEC_OP_POWER_STATUS_ON; /* and says nothing of it */
    pass_until(now + 5 * MINUTE);
    says("standby");
    assert_int_equal(cable_count(CEC_MSG_STANDBY), 2);
}

static void another_source_is_told_and_not_fought(void **state)
{
    (void)state;
    static const struct {
        const char *what;
        uint8_t bytes[5], length;
        bool ours;
    } cases[] = {
        {"a player", {CEC_MSG_ACTIVE_SOURCE, 0x10, 0x00}, 3, false},
        {"its own tuner", {CEC_MSG_ACTIVE_SOURCE, 0x00, 0x00}, 3, false},
        {"chosen by hand", {CEC_MSG_SET_STREAM_PATH, 0x30, 0x00}, 3, false},
        {"from us to another", {CEC_MSG_ROUTING_CHANGE, 0x20, 0x00, 0x10, 0x00}, 5, false},
        {"from another to us", {CEC_MSG_ROUTING_CHANGE, 0x10, 0x00, 0x20, 0x00}, 5, true},
        {"chosen by hand, us", {CEC_MSG_SET_STREAM_PATH, 0x20, 0x00}, 3, true},
        {"cut short", {CEC_MSG_ROUTING_CHANGE, 0x10, 0x00, 0x30}, 4, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        print_message("  %s\n", cases[i].what);
        begin(OBEYS);
        wish(true);
        pass_until(10 * MINUTE);
        int sent = cable_count(CEC_MSG_ACTIVE_SOURCE);
        cable_say(CEC_LOG_ADDR_TV, CEC_LOG_ADDR_BROADCAST, cases[i].bytes, cases[i].length);
        pass_until(20 * MINUTE);
        says(cases[i].ours ? "on" : "other-input");
        assert_int_equal(television_is_dark(&television), !cases[i].ours);
        assert_int_equal(cable_count(CEC_MSG_ACTIVE_SOURCE), sent);
        /* In the morning it shows us again. */
        wish(false);
        pass_until(30 * MINUTE);
        wish(true);
        pass_until(40 * MINUTE);
        says("on");
        assert_true(cable_count(CEC_MSG_ACTIVE_SOURCE) > sent);
    }
}

static void one_that_was_off_shows_us_whatever_it_showed_before(void **state)
{
    (void)state;
    begin(OBEYS);
    wish(true);
    pass_until(10 * MINUTE);
    SAY(CEC_LOG_ADDR_PLAYBACK_2, CEC_MSG_ACTIVE_SOURCE, 0x10, 0x00);
    hear();
    says("other-input");
    SAY(CEC_LOG_ADDR_TV, CEC_MSG_STANDBY);
    SAY(CEC_LOG_ADDR_TV, CEC_MSG_REPORT_POWER_STATUS, CEC_OP_POWER_STATUS_ON);
    hear();
    says("on");
}

static void one_that_is_switched_on_shows_us(void **state)
{
    (void)state;
    begin(NACKS);
    wish(true);
    pass_until(20 * MINUTE);
    says("no-answer");
    /* Its mains come on, and it is in standby: a new one, to be woken. */
    cable.manner = OBEYS;
    turn();
    pass_until(now + MINUTE);
    says("on");
    int sent = cable_count(CEC_MSG_ACTIVE_SOURCE);
    SAY(CEC_LOG_ADDR_TV, CEC_MSG_STANDBY);
    hear();
    SAY(CEC_LOG_ADDR_TV, CEC_MSG_REPORT_POWER_STATUS, CEC_OP_POWER_STATUS_ON);
    hear();
    assert_int_equal(cable_count(CEC_MSG_ACTIVE_SOURCE), sent + 1);
    SAY(CEC_LOG_ADDR_TV, CEC_MSG_REQUEST_ACTIVE_SOURCE);
    hear();
    assert_int_equal(cable_count(CEC_MSG_ACTIVE_SOURCE), sent + 2);
    wish(false);
    pass_until(now + MINUTE);
    SAY(CEC_LOG_ADDR_TV, CEC_MSG_REQUEST_ACTIVE_SOURCE);
    hear();
    assert_int_equal(cable_count(CEC_MSG_ACTIVE_SOURCE), sent + 2);
}

static void what_it_asks_is_answered(void **state)
{
    (void)state;
    static const struct {
        const char *what;
        uint8_t bytes[3], length;
        const char *answer; /* NULL: none */
        size_t answer_length;
    } cases[] = {
        {"how are you", {CEC_MSG_GIVE_DEVICE_POWER_STATUS}, 1, "\x40\x90\x00", 3},
        {"a key", {CEC_MSG_USER_CONTROL_PRESSED, 0x41}, 2, "\x40\x00\x44\x00", 4},
        {"a vendor's own", {CEC_MSG_VENDOR_COMMAND, 0x01}, 2, "\x40\x00\x89\x00", 4},
        {"no such thing", {CEC_MSG_FEATURE_ABORT, 0x04, 0x00}, 3, NULL, 0},
        {"sleep", {CEC_MSG_STANDBY}, 1, NULL, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        print_message("  %s\n", cases[i].what);
        begin(OBEYS);
        wish(true);
        pass_until(10 * MINUTE);
        cable.sent_count = 0;
        cable_say(CEC_LOG_ADDR_TV, CABLE_OURS, cases[i].bytes, cases[i].length);
        hear();
        assert_int_equal(cable.sent_count, cases[i].answer != NULL);
        if (cases[i].answer != NULL) {
            assert_int_equal(cable.sent[0].len, cases[i].answer_length);
            assert_memory_equal(cable.sent[0].msg, cases[i].answer, cases[i].answer_length);
        }
    }
    wish(false);
    cable.sent_count = 0;
    ASK_US(CEC_LOG_ADDR_TV, CEC_MSG_GIVE_DEVICE_POWER_STATUS);
    hear();
    assert_memory_equal(cable.sent[0].msg, "\x40\x90\x01", 3);
    /* Another device says that it sleeps: it is not the television. */
    wish(true);
    pass_until(20 * MINUTE);
    SAY(CEC_LOG_ADDR_PLAYBACK_2, CEC_MSG_STANDBY);
    hear();
    says("on");
    cable_say(CEC_LOG_ADDR_TV, CABLE_OURS, (const uint8_t *)"", 0);
    hear();
    says("on");
}

/* ---- No place, no adapter ------------------------------------------------------------------- */

static void where_there_is_nobody_nothing_is_claimed_and_nothing_runs(void **state)
{
    (void)state;
    cable_lay(OBEYS);
    cable.adapters[0].there = false;
    now = 5000;
    television = television_new(&cable_calls);
    says("none");
    assert_false(television_wish(&television, true, now));
    television_attach(&television, &ours);
    assert_int_equal(television.cec.fd, -1);
    assert_false(television_pass(&television, now + HOUR));
    assert_true(television_next(&television) == NEVER);
    says("none");
    assert_false(television_is_dark(&television));
    /* It comes: what was wished is told. */
    cable.adapters[0].there = true;
    television_attach(&television, &ours);
    pass_until(now + MINUTE);
    says("on");
    television_detach(&television);
    says("none");
    assert_int_equal(cable.opened, cable.closed);
}

static void a_cable_without_a_television_is_waited_for(void **state)
{
    (void)state;
    cable_lay(OBEYS);
    cable.physical = CEC_PHYS_ADDR_INVALID;
    now = 5000;
    television = television_new(&cable_calls);
    television_attach(&television, &ours);
    wish(true);
    pass_until(20 * MINUTE);
    says("none");
    /* One that seems unplugged while it sleeps could have heard this, from nobody in particular. */
    assert_int_equal(cable.sent_count, 6);
    assert_memory_equal(cable.sent[0].msg, "\xf0\x04", 2);
    assert_true(television_next(&television) == NEVER);
    cable.power = CEC_OP_POWER_STATUS_STANDBY;
    int woken = cable_count(CEC_MSG_IMAGE_VIEW_ON);
    cable_plug(CABLE_PLACE);
    hear();
    assert_int_equal(cable_count(CEC_MSG_IMAGE_VIEW_ON), woken + 1);
    pass_until(now + 11 * MINUTE);
    says("on");
    /* Unplugged, and nobody sleeps without a place. */
    cable_plug(CEC_PHYS_ADDR_INVALID);
    hear();
    says("none");
    cable.sent_count = 0;
    wish(false);
    pass_until(now + 20 * MINUTE);
    assert_int_equal(cable.sent_count, 0);
    cable.power = CEC_OP_POWER_STATUS_ON;
    cable_plug(CABLE_PLACE);
    pass_until(now + MINUTE);
    says("standby");
}

static void an_adapter_that_goes_takes_nothing_with_it(void **state)
{
    (void)state;
    static const int faults[] = {ENODEV, EIO};
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        begin(OBEYS);
        wish(true);
        pass_until(10 * MINUTE);
        cable.fails_with = faults[i];
        assert_true(television_take(&television, now));
        says("none");
        assert_int_equal(television.cec.fd, -1);
        assert_true(television_next(&television) == NEVER);
        assert_int_equal(cable.closed, 1);
        assert_false(television_wish(&television, false, now));
        assert_false(television_pass(&television, now + HOUR));
    }
}

/* The kernel takes nothing that is sent; then there is no answer, and no turn for its own sake. */
static void a_full_queue_is_no_answer(void **state)
{
    (void)state;
    begin(OBEYS);
    cable.fails_with = EBUSY;
    television_wish(&television, true, now);
    for (int64_t next; (next = television_next(&television)) != NEVER;) {
        assert_true(next > now);
        now = next;
        television_pass(&television, now);
    }
    says("no-answer");
    assert_true(now < 20 * MINUTE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_told_until_it_follows_and_not_longer),
        cmocka_unit_test(the_bytes_are_those_of_the_standard),
        cmocka_unit_test(one_that_somebody_switched_off_is_woken_but_not_for_ever),
        cmocka_unit_test(what_nobody_told_is_found_when_it_is_asked),
        cmocka_unit_test(one_that_somebody_switched_on_at_night_is_left_alone),
        cmocka_unit_test(one_that_wakes_by_itself_is_put_to_sleep_again),
        cmocka_unit_test(another_source_is_told_and_not_fought),
        cmocka_unit_test(one_that_was_off_shows_us_whatever_it_showed_before),
        cmocka_unit_test(one_that_is_switched_on_shows_us),
        cmocka_unit_test(what_it_asks_is_answered),
        cmocka_unit_test(where_there_is_nobody_nothing_is_claimed_and_nothing_runs),
        cmocka_unit_test(a_cable_without_a_television_is_waited_for),
        cmocka_unit_test(an_adapter_that_goes_takes_nothing_with_it),
        cmocka_unit_test(a_full_queue_is_no_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
