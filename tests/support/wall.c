#include "support/wall.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "device/files.h"
#include "mqtt/client.h"

struct wall {
    char folder[64];
    char site[64];
    const char *option;
    pid_t pid;
    struct client *observer;
    json_t *status;
    char availability[16];
    char session[17]; /* of the wall's process, as it logs it */
    size_t logged;    /* where the log of that process begins */
};

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void write_text(const struct wall *wall, const char *name, const char *text)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", wall->folder, name);
    if (!file_write(path, text, strlen(text))) {
        abort();
    }
}

static void write_device(const struct wall *wall, const struct wall_settings *settings)
{
    char text[1024];
    snprintf(text, sizeof text,
             "{\"broker\":{\"host\":\"%s\",\"port\":%d%s%s},\"site\":\"%s\",\"screen\":\"%s\","
             "\"groups\":[\"floor-2\"],\"clock\":\"trusted\"%s%s}",
             settings->host != NULL ? settings->host : "127.0.0.1", settings->port,
             settings->broker != NULL && settings->broker[0] != '\0' ? "," : "",
             settings->broker != NULL ? settings->broker : "", wall->site,
             settings->screen != NULL ? settings->screen : "wall",
             settings->device != NULL ? "," : "", settings->device != NULL ? settings->device : "");
    write_text(wall, "device.json", text);
}

static void run_program(const struct wall *wall, const char *option)
{
    char program[512], device[128], board[128], log[128];
    const char *build = getenv("WALLBOARD_BUILD");
    snprintf(program, sizeof program, "%s/wallboard", build != NULL ? build : "build");
    snprintf(device, sizeof device, "%s/device.json", wall->folder);
    snprintf(board, sizeof board, "%s/board.json", wall->folder);
    snprintf(log, sizeof log, "%s/log", wall->folder);
    int fd = open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);
    dup2(fd, STDERR_FILENO);
    setenv("STATE_DIRECTORY", wall->folder, 1);
    execl(program, program, "--device", device, "--config", board, "--headless", "1280x720", option,
          NULL);
    perror(program);
    _exit(127);
}

static void start_observer(struct wall *wall, const struct wall_settings *settings)
{
    char topic[160], id[96];
    snprintf(topic, sizeof topic, "wallboard/1/%s/screen/+/+", wall->site);
    snprintf(id, sizeof id, "observer-%ld-%p", (long)getpid(), (void *)wall);
    const struct client_subscription subscription = {.topic = topic, .qos = 1};
    struct client_settings client = {
        .broker = {.host = "127.0.0.1",
                   .port = settings->observer_port != 0 ? settings->observer_port : settings->port,
                   .version = 5,
                   .keepalive_s = 15},
        .client_id = id,
        .subscriptions = &subscription,
        .subscription_count = 1,
    };
    wall->observer = client_create(&client);
    assert(wall->observer != NULL);
}

static void run(struct wall *wall)
{
    wall->pid = fork();
    assert(wall->pid >= 0);
    if (wall->pid == 0) {
        run_program(wall, wall->option);
    }
}

struct wall *wall_start(const struct wall_settings *settings)
{
    struct wall *wall = calloc(1, sizeof *wall);
    assert(wall != NULL);
    strcpy(wall->folder, "/tmp/wallboard-wall-XXXXXX");
    if (mkdtemp(wall->folder) == NULL) {
        abort();
    }
    snprintf(wall->site, sizeof wall->site, "%s", settings->site ? settings->site : "test");
    write_device(wall, settings);
    write_text(wall, "board.json", settings->board);
    if (!settings->no_observer) {
        start_observer(wall, settings);
    }
    wall->option = settings->option;
    run(wall);
    return wall;
}

static int await_exit(pid_t pid, int seconds)
{
    int status = 0;
    for (int64_t until = now_ms() + seconds * 1000; now_ms() < until;) {
        pid_t gone = waitpid(pid, &status, WNOHANG);
        if (gone == pid) {
            return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        }
        poll(NULL, 0, 10);
    }
    kill(pid, SIGKILL);
    waitpid(pid, &status, 0);
    return -1;
}

/* Another process, whose status is another's, too. */
static void run_again(struct wall *wall)
{
    char path[128];
    struct stat log;
    snprintf(path, sizeof path, "%s/log", wall->folder);
    wall->logged = stat(path, &log) == 0 ? (size_t)log.st_size : 0;
    wall->session[0] = '\0';
    json_decref(wall->status);
    wall->status = NULL;
    run(wall);
}

void wall_restart(struct wall *wall)
{
    kill(wall->pid, SIGKILL);
    waitpid(wall->pid, NULL, 0);
    run_again(wall);
}

void wall_renew(struct wall *wall)
{
    kill(wall->pid, SIGTERM);
    await_exit(wall->pid, 10);
    run_again(wall);
}

const char *wall_folder(const struct wall *wall)
{
    return wall->folder;
}

static void print_log(const struct wall *wall)
{
    char path[128];
    size_t length;
    snprintf(path, sizeof path, "%s/log", wall->folder);
    char *text = file_read(path, 1 << 20, &length);
    fprintf(stderr, "the wall's log:\n%s\n", text != NULL ? text : "");
    free(text);
}

int wall_stop(struct wall *wall)
{
    kill(wall->pid, SIGCONT);
    kill(wall->pid, SIGTERM);
    int code = await_exit(wall->pid, 10);
    if (code != 0) {
        print_log(wall);
    }
    if (wall->observer != NULL) {
        client_destroy(wall->observer, 1000);
    }
    json_decref(wall->status);
    char command[96];
    snprintf(command, sizeof command, "rm -rf '%s'", wall->folder);
    if (system(command) != 0) {
        code = -1;
    }
    free(wall);
    return code;
}

pid_t wall_pid(const struct wall *wall)
{
    return wall->pid;
}

bool wall_runs(const struct wall *wall)
{
    int status;
    return waitpid(wall->pid, &status, WNOHANG) == 0;
}

void wall_publish_bytes(struct wall *wall, const char *topic, const void *payload, size_t length,
                        bool retain)
{
    char full[256];
    snprintf(full, sizeof full, "wallboard/1/%s/%s", wall->site, topic);
    while (!client_publish(wall->observer, full, payload, length, 1, retain)) {
        wall_listen(wall, 10);
    }
}

void wall_publish(struct wall *wall, const char *topic, const char *payload, bool retain)
{
    wall_publish_bytes(wall, topic, payload, strlen(payload), retain);
}

/* The session of the process, from its log; false while it has not said it. */
static bool learn_session(struct wall *wall)
{
    static const char mark[] = ", session ";
    char path[128];
    size_t length;
    snprintf(path, sizeof path, "%s/log", wall->folder);
    char *log = file_read(path, 1 << 20, &length);
    const char *at = log != NULL && length > wall->logged ? strstr(log + wall->logged, mark) : NULL;
    if (at != NULL) {
        snprintf(wall->session, sizeof wall->session, "%.16s", at + strlen(mark));
    }
    free(log);
    return wall->session[0] != '\0';
}

/* An earlier wall of the name may have left a retained status: only our session's counts. */
static void take_status(struct wall *wall, const struct client_message *message)
{
    json_t *status = json_loadb(message->payload, message->length, 0, NULL);
    const char *session = json_string_value(json_object_get(status, "session"));
    bool known = wall->session[0] != '\0' || learn_session(wall);
    if (session == NULL || !known || strcmp(session, wall->session) != 0) {
        json_decref(status);
        return;
    }
    json_decref(wall->status);
    wall->status = status;
}

static void take_all(struct wall *wall)
{
    struct client_message message;
    client_acknowledge(wall->observer);
    while (client_take(wall->observer, &message)) {
        const char *leaf = strrchr(message.topic, '/') + 1;
        if (strcmp(leaf, "status") == 0) {
            take_status(wall, &message);
        } else if (strcmp(leaf, "availability") == 0 && !message.retained) {
            snprintf(wall->availability, sizeof wall->availability, "%.*s", (int)message.length,
                     (const char *)message.payload);
        }
    }
}

void wall_listen(struct wall *wall, int milliseconds)
{
    int64_t until = now_ms() + milliseconds;
    do {
        struct pollfd source = {.fd = client_fd(wall->observer), .events = POLLIN};
        int64_t left = until - now_ms();
        poll(&source, 1, left > 0 ? (int)left : 0);
        take_all(wall);
    } while (now_ms() < until);
}

int64_t wall_number(struct wall *wall, const char *path)
{
    char copy[96];
    snprintf(copy, sizeof copy, "%s", path);
    const json_t *at = wall->status;
    for (char *key = strtok(copy, "."); key != NULL; key = strtok(NULL, ".")) {
        at = json_object_get(at, key);
    }
    return json_is_boolean(at)   ? json_is_true(at)
           : json_is_integer(at) ? json_integer_value(at)
                                 : -1;
}

bool wall_await(struct wall *wall, const char *path, int64_t expected, int seconds)
{
    int64_t until = now_ms() + seconds * 1000;
    take_all(wall);
    while (wall_number(wall, path) != expected && now_ms() < until) {
        wall_listen(wall, 20);
    }
    bool good = wall_number(wall, path) == expected;
    if (!good) {
        fprintf(stderr, "%s is %lld and not %lld\n", path, (long long)wall_number(wall, path),
                (long long)expected);
        print_log(wall);
    }
    return good;
}

static const char *word(struct wall *wall, const char *key)
{
    take_all(wall);
    const char *text = json_string_value(json_object_get(wall->status, key));
    return text != NULL ? text : "";
}

const char *wall_scene(struct wall *wall)
{
    return word(wall, "scene_sha256");
}

const char *wall_availability(struct wall *wall)
{
    take_all(wall);
    return wall->availability;
}

char *wall_picture(struct wall *wall, size_t *length)
{
    char path[128];
    snprintf(path, sizeof path, "%s/screenshot.png", wall->folder);
    unlink(path);
    kill(wall->pid, SIGUSR1);
    char *bytes = NULL;
    for (int i = 0; i < 1000 && bytes == NULL; i++) {
        poll(NULL, 0, 10);
        bytes = file_read(path, 16 << 20, length);
    }
    if (bytes == NULL) {
        print_log(wall);
        abort();
    }
    return bytes;
}

void wall_reload(struct wall *wall, const char *board)
{
    write_text(wall, "board.json", board);
    kill(wall->pid, SIGHUP);
}
