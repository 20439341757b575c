/* Nobody gets a byte of MQTT, the password least of all, who does not prove to be our broker. */

#include "mqtt/dial.h"

#include <fcntl.h>
#include <netdb.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "support/broker.h"
#include "support/certificates.h"
#include "support/ear.h"
#include "support/folder.h"
#include "support/liar.h"

#define SOON 20

static char folder[64];

static int make_certificates(void **state)
{
    (void)state;
    folder_create(folder, sizeof folder);
    certificates_make(folder);
    return 0;
}

static int remove_certificates(void **state)
{
    (void)state;
    folder_remove(folder);
    return 0;
}

/* A few names at a time are enough for a test. */
static const char *in_folder(const char *name)
{
    static char paths[8][128];
    static int next;
    char *path = paths[next++ % 8];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static struct broker_settings guarded_by(const char *name)
{
    static char certificate[128], key[128];
    snprintf(certificate, sizeof certificate, "%s/%s.pem", folder, name);
    snprintf(key, sizeof key, "%s/%s.key", folder, name);
    return (struct broker_settings){
        .ca = in_folder("ca.pem"), .certificate = certificate, .key = key};
}

static const struct client_subscription everything = {.topic = "t/#", .qos = 1};

static struct client_settings settings_for(int port)
{
    return (struct client_settings){
        .broker = {.host = "127.0.0.1",
                   .port = port,
                   .version = 5,
                   .keepalive_s = 5,
                   .ca = in_folder("ca.pem"),
                   .username = "canary-user"},
        .client_id = "screen",
        .password = "canary-password",
        .subscriptions = &everything,
        .subscription_count = 1,
        .backoff_least_ms = 50,
        .backoff_most_ms = 200,
    };
}

static void expect_live(struct ear *ear, const char *payload)
{
    assert_true(ear_await_link(ear, CLIENT_UP, SOON));
    ear_say(ear, "t/live", payload, false);
    assert_true(ear_await(ear, "t/live", payload, SOON));
}

static void a_wrong_certificate_then_the_right_one(void **state)
{
    (void)state;
    static const struct {
        const char *name, *reason;
    } cases[] = {
        {"stranger", "TLS: certificate verify failed"},
        {"expired", "TLS: certificate verify failed"},
        {"elsewhere", "TLS: host name verification failed."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct broker_settings wrong = guarded_by(cases[i].name);
        struct broker *broker = broker_start(&wrong);
        struct client_settings settings = settings_for(broker_port(broker));
        struct ear *ear = ear_open(&settings);
        assert_true(ear_await_link(ear, CLIENT_TLS, SOON));
        assert_string_equal(client_status(ear_client(ear)).reason, cases[i].reason);
        struct broker_settings right = guarded_by("server");
        broker_restart(broker, &right);
        expect_live(ear, "1");
        broker_kill(broker);
        assert_true(ear_await_link(ear, CLIENT_LOST, SOON));
        broker_restart(broker, NULL);
        expect_live(ear, "2");
        ear_close(ear);
        broker_stop(broker);
    }
}

/* A machine without a hosts file knows no name of its own. */
static bool has_localhost(void)
{
    struct addrinfo *found = NULL;
    bool known = getaddrinfo("localhost", NULL, NULL, &found) == 0;
    if (known) {
        freeaddrinfo(found);
    }
    return known;
}

static void a_host_name_is_verified_too(void **state)
{
    (void)state;
    if (!has_localhost()) {
        skip();
    }
    struct broker_settings guarded = guarded_by("server");
    struct broker *broker = broker_start(&guarded);
    struct client_settings settings = settings_for(broker_port(broker));
    settings.broker.host = "localhost";
    struct ear *ear = ear_open(&settings);
    expect_live(ear, "1");
    ear_close(ear);
    broker_stop(broker);
}

static void copy_file(const char *from, const char *to)
{
    char command[300];
    snprintf(command, sizeof command, "cp %s %s", from, to);
    assert_int_equal(system(command), 0); // NOLINT(bugprone-command-processor)
}

/* Files are read at every attempt: whoever mends one need not restart the program. */
static void a_mended_file_heals(void **state)
{
    (void)state;
    struct broker_settings guarded = guarded_by("server");
    struct broker *broker = broker_start(&guarded);
    struct client_settings settings = settings_for(broker_port(broker));
    settings.broker.ca = in_folder("mended.pem");
    struct ear *ear = ear_open(&settings);
    assert_true(ear_await_link(ear, CLIENT_TLS, SOON));
    assert_non_null(strstr(client_status(ear_client(ear)).reason, "No such file"));
    copy_file(in_folder("ca.key"), in_folder("mended.pem")); /* no certificate in it */
    nanosleep(&(struct timespec){.tv_nsec = 500000000}, NULL);
    assert_int_equal(client_status(ear_client(ear)).link, CLIENT_TLS);
    copy_file(in_folder("other.pem"), in_folder("mended.pem")); /* of another authority */
    nanosleep(&(struct timespec){.tv_nsec = 500000000}, NULL);
    assert_int_equal(client_status(ear_client(ear)).link, CLIENT_TLS);
    copy_file(in_folder("ca.pem"), in_folder("mended.pem"));
    expect_live(ear, "1");
    ear_close(ear);
    broker_stop(broker);
}

static void a_client_certificate_is_shown(void **state)
{
    (void)state;
    struct broker_settings guarded = guarded_by("server");
    guarded.more = "per_listener_settings false";
    struct broker *broker = broker_start(&(struct broker_settings){.absent = true});
    /* It is an option of the listener, which comes last in the file. */
    char key[300];
    snprintf(key, sizeof key, "%s\nrequire_certificate true", guarded.key);
    guarded.key = key;
    broker_restart(broker, &guarded);
    struct client_settings settings = settings_for(broker_port(broker));
    struct ear *without = ear_open(&settings);
    assert_true(ear_await_link(without, CLIENT_TLS, SOON));
    settings.broker.certificate = in_folder("client.pem");
    settings.broker.key = in_folder("client.key");
    struct ear *with = ear_open(&settings);
    expect_live(with, "1");
    ear_close(with);
    ear_close(without);
    broker_stop(broker);
}

/* openssl's own server, which writes what it is told into a file. */
static pid_t start_server(int port, const char *protocol, const char *heard)
{
    char accept[32];
    snprintf(accept, sizeof accept, "127.0.0.1:%d", port);
    const char *certificate = in_folder("server.pem"), *key = in_folder("server.key");
    pid_t pid = fork();
    if (pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        int to = open(heard, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
        int silent[2]; /* at the end of its input the server would leave */
        if (pipe(silent) < 0) {
            _exit(127);
        }
        dup2(silent[0], STDIN_FILENO);
        dup2(to, STDOUT_FILENO);
        dup2(nowhere, STDERR_FILENO);
        execlp("openssl", "openssl", "s_server", "-quiet", "-naccept", "20", "-accept", accept,
               protocol, "-cipher", "DEFAULT@SECLEVEL=0", "-cert", certificate, "-key", key,
               (char *)NULL);
        _exit(127);
    }
    assert_true(pid > 0);
    return pid;
}

static bool stands_in(const char *word, const char *path)
{
    char bytes[65536] = "";
    FILE *file = fopen(path, "re");
    size_t length = file != NULL ? fread(bytes, 1, sizeof bytes, file) : 0;
    if (file != NULL) {
        fclose(file);
    }
    return memmem(bytes, length, word, strlen(word)) != NULL;
}

static void an_old_tls_hears_nothing(void **state)
{
    (void)state;
    static const struct {
        const char *protocol;
        bool heard;
    } cases[] = {{"-tls1_1", false}, {"-tls1_2", true}, {"-tls1_3", true}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct broker *port = broker_start(&(struct broker_settings){.absent = true});
        const char *heard = in_folder("heard");
        pid_t server = start_server(broker_port(port), cases[i].protocol, heard);
        struct client_settings settings = settings_for(broker_port(port));
        struct ear *ear = ear_open(&settings);
        if (cases[i].heard) {
            for (int n = 0; n < 1000 && !stands_in("canary-password", heard); n++) {
                nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
            }
        } else {
            assert_true(ear_await_link(ear, CLIENT_TLS, SOON));
        }
        assert_int_equal(stands_in("canary-password", heard), cases[i].heard);
        assert_int_equal(stands_in("MQTT", heard), cases[i].heard);
        kill(server, SIGKILL);
        waitpid(server, NULL, 0);
        ear_close(ear);
        broker_stop(port);
    }
}

/* A listener without TLS where TLS is expected: silent, or gone in the middle of the handshake. */
static void a_handshake_that_goes_nowhere(void **state)
{
    (void)state;
    static const struct lie lies[] = {{.mute = true}, {.mute = true, .hang_up_at_once = true}};
    for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
        struct liar *liar = liar_start(&lies[i]);
        struct client_settings settings = settings_for(liar_port(liar));
        struct ear *ear = ear_open(&settings);
        clock_t cpu = clock();
        nanosleep(&(struct timespec){.tv_sec = 2}, NULL);
        /* It neither spins nor believes to be connected. */
        assert_in_range(clock() - cpu, 0, CLOCKS_PER_SEC / 2);
        assert_int_not_equal(client_status(ear_client(ear)).link, CLIENT_UP);
        assert_in_range(liar_clients(liar), 1, 60);
        ear_close(ear);
        liar_stop(liar);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wrong_certificate_then_the_right_one),
        cmocka_unit_test(a_host_name_is_verified_too),
        cmocka_unit_test(a_mended_file_heals),
        cmocka_unit_test(a_client_certificate_is_shown),
        cmocka_unit_test(an_old_tls_hears_nothing),
        cmocka_unit_test(a_handshake_that_goes_nowhere),
    };
    return cmocka_run_group_tests(tests, make_certificates, remove_certificates);
}
