#include "bench/stage/stage.h"

#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/broker.h"
#include "support/folder.h"

#define PATIENCE_NS INT64_C(20000000000)
#define PATH_BYTES 160

/* One a program: what must be taken down however it ends. */
static struct stage the_stage;

/* ---- Up and down ---------------------------------------------------------------------------- */

static void close_stage(void)
{
    static pthread_mutex_t once = PTHREAD_MUTEX_INITIALIZER;
    if (pthread_mutex_trylock(&once) != 0) {
        return;
    }
    stage_remove_walls(&the_stage);
    process_stop(the_stage.display.pid);
    broker_stop(the_stage.broker);
    folder_remove(the_stage.folder);
}

/* In a thread of its own, where all functions are allowed. */
static void *await_signal(void *set)
{
    int number;
    sigwait(set, &number);
    close_stage();
    _exit(128 + number);
}

static void catch_signals(void)
{
    static sigset_t set;
    pthread_t thread;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    if (pthread_create(&thread, NULL, await_signal, &set) != 0) {
        give_up("no thread");
    }
    pthread_detach(thread);
}

/* Only the bench's own folder and display are seen by what is measured. */
static void clear_environment(void)
{
    unsetenv("WAYLAND_DISPLAY");
    unsetenv("SDL_VIDEODRIVER");
    unsetenv("NOTIFY_SOCKET");
    setenv("HOME", the_stage.folder, 1);
    setenv("XDG_CONFIG_HOME", the_stage.folder, 1);
}

/* A certificate that is its own authority. */
static void make_certificate(const char *certificate, const char *key)
{
    const char *const arguments[] = {"openssl",
                                     "req",
                                     "-x509",
                                     "-newkey",
                                     "ec",
                                     "-pkeyopt",
                                     "ec_paramgen_curve:P-256",
                                     "-nodes",
                                     "-out",
                                     certificate,
                                     "-keyout",
                                     key,
                                     "-days",
                                     "2",
                                     "-subj",
                                     "/CN=127.0.0.1",
                                     "-addext",
                                     "subjectAltName=IP:127.0.0.1",
                                     NULL};
    int status = 0;
    pid_t pid = process_start(the_stage.folder, "openssl", arguments);
    if (waitpid(pid, &status, 0) != pid || status != 0) {
        give_up("openssl made no certificate");
    }
}

/* A burst must not be cut by the broker, and its log tells who has subscribed. */
static void start_broker(bool tls)
{
    static char more[PATH_BYTES + 80]; /* for a restart, too */
    char certificate[PATH_BYTES], key[PATH_BYTES];
    snprintf(more, sizeof more,
             "max_queued_messages 0\nlog_dest file %s/broker.log\nlog_type subscribe\n",
             the_stage.folder);
    struct broker_settings settings = {.more = more};
    if (tls) {
        snprintf(certificate, sizeof certificate, "%s/ca.pem", the_stage.folder);
        snprintf(key, sizeof key, "%s/key.pem", the_stage.folder);
        make_certificate(certificate, key);
        settings.ca = settings.certificate = certificate;
        settings.key = key;
        settings.plain_too = true;
    }
    the_stage.broker = broker_start(&settings);
    the_stage.port = tls ? broker_plain_port(the_stage.broker) : broker_port(the_stage.broker);
    the_stage.tls_port = broker_port(the_stage.broker);
}

struct stage *stage_open(int count, char **arguments, bool tls)
{
    if (count != 3) {
        give_up("usage: %s BUILD-FOLDER BOARD-FILE", arguments[0]);
    }
    catch_signals();
    folder_create(the_stage.folder, sizeof the_stage.folder);
    atexit(close_stage);
    the_stage.build = arguments[1];
    snprintf(the_stage.board, sizeof the_stage.board, "%s/board.json", the_stage.folder);
    the_stage.feed = feed_create(arguments[2], the_stage.board);
    clear_environment();
    start_broker(tls);
    return &the_stage;
}

void stage_add_display(struct stage *stage)
{
    display_start(&stage->display, stage->folder);
}

/* ---- Walls ---------------------------------------------------------------------------------- */

static void write_device_file(const struct wall *wall, const char *path, int port)
{
    FILE *file = fopen(path, "we");
    if (file == NULL) {
        give_up("%s cannot be written", path);
    }
    fprintf(file,
            "{\"broker\": {\"host\": \"127.0.0.1\", \"port\": %d%s}, \"site\": \"" FEED_SITE
            "\", \"screen\": \"%s\", \"clock\": \"trusted\"}\n",
            port, wall->tls ? ", \"ca\": \"ca.pem\"" : "", wall->screen);
    fclose(file);
}

void stage_add_wall(struct stage *stage, struct wall *wall, int port)
{
    char program[PATH_MAX], device[PATH_BYTES], state[PATH_BYTES];
    snprintf(program, sizeof program, "%s/wallboard", stage->build);
    snprintf(device, sizeof device, "%s/%s.json", stage->folder, wall->screen);
    write_device_file(wall, device, port);
    snprintf(state, sizeof state, "%s/%s", stage->folder, wall->screen);
    if (mkdir(state, 0700) != 0 && errno != EEXIST) {
        give_up("%s cannot be made", state);
    }
    setenv("STATE_DIRECTORY", state, 1);
    const char *const arguments[] = {program,      "--device", device,     "--config",
                                     stage->board, wall->form, wall->size, NULL};
    wall->pid = process_start(stage->folder, wall->screen, arguments);
    for (int i = 0; i < STAGE_WALLS; i++) {
        if (stage->walls[i] == 0) {
            stage->walls[i] = wall->pid;
            return;
        }
    }
    give_up("more than %d walls", STAGE_WALLS);
}

void stage_remove_wall(struct stage *stage, struct wall *wall)
{
    process_stop(wall->pid);
    for (int i = 0; i < STAGE_WALLS; i++) {
        if (stage->walls[i] == wall->pid) {
            stage->walls[i] = 0;
        }
    }
}

void stage_remove_walls(struct stage *stage)
{
    for (int i = 0; i < STAGE_WALLS; i++) {
        if (stage->walls[i] != 0) {
            kill(stage->walls[i], SIGTERM);
        }
    }
    for (int i = 0; i < STAGE_WALLS; i++) {
        process_stop(stage->walls[i]);
        stage->walls[i] = 0;
    }
}

static void print_last_words(const struct wall *wall)
{
    char path[PATH_BYTES], line[512];
    snprintf(path, sizeof path, "%s/%s.err", the_stage.folder, wall->screen);
    FILE *file = fopen(path, "re");
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        fprintf(stderr, "%s: %s", wall->screen, line);
    }
    if (file != NULL) {
        fclose(file);
    }
}

struct wire *stage_listen(const struct stage *stage, const struct wall *wall)
{
    char topic[PATH_BYTES];
    struct wire *wire = wire_open(stage->port);
    snprintf(topic, sizeof topic, "wallboard/1/" FEED_SITE "/screen/%s/status", wall->screen);
    wire_listen(wire, topic);
    return wire;
}

/* The number behind "key": in a status; -1 when it is not there. */
static long number_of(const char *status, const char *key)
{
    char quoted[64];
    snprintf(quoted, sizeof quoted, "\"%s\":", key);
    const char *at = strstr(status, quoted);
    return at != NULL ? strtol(at + strlen(quoted), NULL, 10) : -1;
}

static long await_number(struct wire *listener, const struct wall *wall, const char *key,
                         long least)
{
    long number;
    int64_t until = now_ns() + PATIENCE_NS;
    while ((number = number_of(wire_heard(listener, 20), key)) < least) {
        if (now_ns() > until) {
            print_last_words(wall);
            give_up("%s never had %ld %s, but: %s", wall->screen, least, key,
                    wire_heard(listener, 0));
        }
    }
    return number;
}

void stage_fill_wall(struct stage *stage, const struct wall *wall, size_t value)
{
    struct wire *wire = stage_listen(stage, wall);
    await_number(wire, wall, "frames", 1);
    for (size_t i = 0; i < feed_count(stage->feed); i++) {
        wire_publish(wire, feed_topic(stage->feed, i), feed_value(stage->feed, i, value));
    }
    wire_flush(wire);
    await_number(wire, wall, "live", (long)feed_count(stage->feed));
    wire_close(wire);
}

long stage_frames(struct wire *listener, const struct wall *wall)
{
    return await_number(listener, wall, "frames", 0);
}

/* ---- Figures -------------------------------------------------------------------------------- */

void figure_tell(const char *name, double value)
{
    printf("%s %.4f\n", name, value);
    fflush(stdout);
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double figure_quantile(double *values, size_t count, double share)
{
    qsort(values, count, sizeof *values, by_size);
    size_t index = (size_t)((double)count * share);
    return values[index < count ? index : count - 1];
}
