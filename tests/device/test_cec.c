/* Which adapter is taken, and what it does to us when it fails. */

#include "device/cec.h"

#include "cable.h"

static const struct cec_socket ours = {.card = 1, .connector = 33};

static void the_adapter_of_our_socket_is_taken(void **state)
{
    (void)state;
    static const struct {
        const char *what;
        struct adapter adapters[CABLE_ADAPTERS];
        struct cec_socket socket;
        int taken; /* -1: none */
    } cases[] = {
        {"none", {{0}}, {1, 33}, -1},
        {"the only one", {{true, false, true, 1, 33}}, {1, 33}, 0},
        {"the second socket", {{true, false, true, 1, 32}, {true, false, true, 1, 33}}, {1, 33}, 1},
        {"a gap in the numbers", {{0}, {0}, {true, false, true, 1, 33}}, {1, 33}, 2},
        {"another socket's", {{true, false, true, 1, 32}}, {1, 33}, -1},
        {"the same socket of another card", {{true, false, true, 0, 33}}, {1, 33}, -1},
        {"one that names none", {{true, false, false, 0, 0}}, {1, 33}, 0},
        {"one that names none, and ours",
         {{true, false, false, 0, 0}, {true, false, true, 1, 33}},
         {1, 33},
         1},
        {"ours is not known: the first",
         {{true, false, true, 1, 32}, {true, false, true, 1, 33}},
         {1, 0},
         0},
        {"not for us", {{true, true, true, 1, 33}}, {1, 33}, -1},
        {"not for us, and another",
         {{true, true, true, 1, 33}, {true, false, false, 0, 0}},
         {1, 33},
         1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        print_message("  %s\n", cases[i].what);
        cable_lay(OBEYS);
        memcpy(cable.adapters, cases[i].adapters, sizeof cable.adapters);
        struct cec cec = cec_new(&cable_calls);
        assert_int_equal(cec_open(&cec, &cases[i].socket), cases[i].taken >= 0);
        assert_int_equal(cec.fd, cases[i].taken >= 0 ? CABLE_FD + cases[i].taken : -1);
        assert_int_equal(cable.opened - cable.closed, cases[i].taken >= 0);
        cec_close(&cec);
        assert_int_equal(cable.opened, cable.closed);
    }
}

/* Hears places until nothing more is to be heard. */
static void settle(struct cec *cec)
{
    struct cec_msg message;
    while (cec_hear(cec, &message) == CEC_PLACE) {
    }
}

static void a_place_is_claimed_once(void **state)
{
    (void)state;
    cable_lay(OBEYS);
    struct cec cec = cec_new(&cable_calls);
    assert_false(cec_is_ready(&cec));
    assert_true(cec_open(&cec, &ours));
    assert_false(cec_is_ready(&cec)); /* nobody waits for it */
    settle(&cec);
    assert_true(cec_is_ready(&cec));
    assert_int_equal(cec.physical, CABLE_PLACE);
    assert_int_equal(cec.logical, CABLE_OURS);
    /* It is still there for the next program. */
    assert_true(cec_open(&cec, &ours));
    settle(&cec);
    assert_true(cec_is_ready(&cec));
    cec_close(&cec);
    assert_false(cec_is_ready(&cec));
}

static void a_cable_that_is_plugged_in_later_gives_a_place(void **state)
{
    (void)state;
    cable_lay(OBEYS);
    cable.physical = CEC_PHYS_ADDR_INVALID;
    struct cec cec = cec_new(&cable_calls);
    assert_true(cec_open(&cec, &ours));
    settle(&cec);
    assert_false(cec_is_ready(&cec));
    cable_plug(0x1000);
    settle(&cec);
    assert_true(cec_is_ready(&cec));
    assert_int_equal(cec.physical, 0x1000);
    cable_plug(CEC_PHYS_ADDR_INVALID);
    settle(&cec);
    assert_false(cec_is_ready(&cec));
    cec_close(&cec);
}

static void one_that_fails_is_closed_and_not_asked_again(void **state)
{
    (void)state;
    static const int faults[] = {ENODEV, EIO, ENXIO, EPERM};
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        cable_lay(OBEYS);
        struct cec cec = cec_new(&cable_calls);
        struct cec_msg message;
        assert_true(cec_open(&cec, &ours));
        settle(&cec);
        cable.fails_with = faults[i];
        assert_int_equal(cec_hear(&cec, &message), CEC_LOST);
        assert_int_equal(cec.fd, -1);
        assert_int_equal(cable.closed, 1);
        assert_int_equal(cec_hear(&cec, &message), CEC_NOTHING);
        message = (struct cec_msg){.len = 2, .msg = {0x40, CEC_MSG_STANDBY}};
        assert_int_equal(cec_send(&cec, &message), 0);
    }
}

/* A queue that is full is not the end; an adapter that is gone is. */
static void what_is_not_taken_is_told(void **state)
{
    (void)state;
    static const struct {
        int fault;
        bool open;
    } cases[] = {{EBUSY, true}, {ENONET, true}, {EINVAL, true}, {ENODEV, false}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cable_lay(OBEYS);
        struct cec cec = cec_new(&cable_calls);
        assert_true(cec_open(&cec, &ours));
        settle(&cec);
        cable.fails_with = cases[i].fault;
        struct cec_msg message = {.len = 2, .msg = {0x40, CEC_MSG_STANDBY}};
        assert_int_equal(cec_send(&cec, &message), 0);
        assert_int_equal(cec.fd >= 0, cases[i].open);
        cec_close(&cec);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_adapter_of_our_socket_is_taken),
        cmocka_unit_test(a_place_is_claimed_once),
        cmocka_unit_test(a_cable_that_is_plugged_in_later_gives_a_place),
        cmocka_unit_test(one_that_fails_is_closed_and_not_asked_again),
        cmocka_unit_test(what_is_not_taken_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
