#pragma once

/*
 * The stage of one bench: a folder, a broker, an X server and the wallboards that run before it.
 * All of it is taken down at exit(), also from give_up(), and on SIGINT and SIGTERM.
 */

#include <stdbool.h>
#include <sys/types.h>

#include "bench/stage/display.h"
#include "bench/stage/feed.h"
#include "bench/stage/process.h"
#include "bench/stage/wire.h"

#define STAGE_WALLS 200

struct broker;

struct wall {
    const char *screen; /* its name, as in its topics */
    const char *form,
        *size; /* "--window" or "--headless" and "1920x1080"; both NULL: full screen */
    bool tls;
    pid_t pid;
};

struct stage {
    const char *build; /* the folder of the release programs */
    char folder[64], board[128];
    struct feed *feed;
    struct broker *broker;
    int port, tls_port;
    struct display display;
    pid_t walls[STAGE_WALLS]; /* 0: none; main's own structs are gone when exit() clears up */
};

/*
 * `arguments` are main's: the folder of the programs and the board file. The broker comes with the
 * stage; `tls` adds a listener with TLS.
 */
struct stage *stage_open(int count, char **arguments, bool tls);

/* Starts the X server; without it nothing but headless walls can run. */
void stage_add_display(struct stage *stage);

/* Runs a wallboard until stage_remove_wall() or the end. `port`: of its broker. */
void stage_add_wall(struct stage *stage, struct wall *wall, int port);
void stage_remove_wall(struct stage *stage, struct wall *wall);
void stage_remove_walls(struct stage *stage); /* all at once */

/* Publishes one value of every KPI and waits until the wall says that all of them are live. */
void stage_fill_wall(struct stage *stage, const struct wall *wall, size_t value);

/* Frames of the wall so far, as its last status told; waits for a first one. */
long stage_frames(struct wire *listener, const struct wall *wall);

/* A wire that listens to the status of a wall. */
struct wire *stage_listen(const struct stage *stage, const struct wall *wall);

/* One line for run.sh: the name of a figure (see figures.txt) and its value. */
void figure_tell(const char *name, double value);

/* The value below which `share` (0 to 1) of them lie; sorts them. */
double figure_quantile(double *values, size_t count, double share);
