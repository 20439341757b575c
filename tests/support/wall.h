#pragma once

/*
 * The real program, headless, with an observer that reads what it publishes about itself. What the
 * wall shows is asked of its status; a picture is asked of the program by SIGUSR1.
 */

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct wall;

struct wall_settings {
    const char *site, *screen; /* NULL: "test", "wall" */
    const char *broker; /* members of the device file's "broker" behind host and port, or "" */
    const char *host;   /* NULL: 127.0.0.1 */
    int port;
    const char *board;  /* JSON text of the board */
    const char *option; /* one more of the program, such as "--test-card"; NULL */
    const char *device; /* further members of the device file, or NULL */
    int observer_port;  /* of a listener without TLS; 0: the same port */
    bool no_observer;   /* nobody to ask: the broker is a liar */
};

/* Starts it; aborts the test when that is not possible. */
struct wall *wall_start(const struct wall_settings *settings);

/* Ends it (SIGTERM, after 10 s SIGKILL) and removes its folder. Returns its exit code, or -1. */
int wall_stop(struct wall *wall);

pid_t wall_pid(const struct wall *wall);

/* Publishes below wallboard/1/<site>/ through the observer. */
void wall_publish(struct wall *wall, const char *topic, const char *payload, bool retain);
void wall_publish_bytes(struct wall *wall, const char *topic, const void *payload, size_t length,
                        bool retain);

/*
 * A number of the last status, by its path: "verdicts.met", "refused.range", "frames"; true and
 * false, as in "panel.on", are 1 and 0. -1 when there is no status or no such number.
 */
int64_t wall_number(struct wall *wall, const char *path);

/* Waits until the number is as given; false after `seconds`, with what it is instead printed. */
bool wall_await(struct wall *wall, const char *path, int64_t expected, int seconds);

/* The last scene hash and availability that were heard; "" before. */
const char *wall_scene(struct wall *wall);
const char *wall_availability(struct wall *wall);

/* Takes in what was published for so long. */
void wall_listen(struct wall *wall, int milliseconds);

/* Asks for a picture and returns its bytes, to be freed; aborts the test when none comes. */
char *wall_picture(struct wall *wall, size_t *length);

/* Replaces board.json and sends SIGHUP. */
void wall_reload(struct wall *wall, const char *board);

/* kill -9, as by a power cut; then it starts again with the same files and state folder. */
void wall_restart(struct wall *wall);

/* The same with an orderly end. */
void wall_renew(struct wall *wall);

/* Its files and its state. */
const char *wall_folder(const struct wall *wall);

/* True while the process that was started runs. */
bool wall_runs(const struct wall *wall);
