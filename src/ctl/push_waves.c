/* Waves of a push: some screens have it first, and the rest only when these do well. */

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/moment.h"
#include "config/merge.h"
#include "ctl/layer_envelope.h"
#include "ctl/push.h"
#include "ctl/wave.h"
#include "mqtt/topics.h"

#define STEP_MS 200

/* Ctrl-C must not leave a layer behind that is no screen's own. */
static volatile sig_atomic_t ended;

static void note_end(int signal)
{
    ended = signal;
}

static void catch_signals(void)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    /* A second one ends it at once. */
    struct sigaction action = {.sa_handler = note_end, .sa_flags = (int)SA_RESETHAND};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        sigaction(signals[i], &action, NULL);
    }
}

/* ---- One screen ----------------------------------------------------------------------------- */

static void own_topic(char to[TOPIC_BYTES], const char *screen)
{
    snprintf(to, TOPIC_BYTES, "screen/%s/config", screen);
}

/* Publishes a screen's own layer, takes `envelope`; NULL takes the layer away. */
static int send_own(struct pushing *pushing, const char *screen, json_t *envelope)
{
    char topic[TOPIC_BYTES];
    own_topic(topic, screen);
    json_t *alone = json_pack("[s]", screen);
    int revision = push_next_revision(pushing, alone, "screen", topic);
    int code = push_layer(pushing, "screen", topic, envelope, revision, alone);
    json_decref(alone);
    return code;
}

static int try_on(struct pushing *pushing, const char *screen, json_t *before)
{
    char topic[TOPIC_BYTES];
    own_topic(topic, screen);
    const json_t *own = json_object_get(pushing->rollout.retained, topic);
    json_object_set_new(before, screen, own != NULL ? json_deep_copy(own) : json_null());
    const json_t *config = json_object_get(own, "config");
    json_t *both = merge_in_turn(pushing->config, json_is_object(config) ? config : NULL);
    json_t *envelope = layer_envelope(pushing->call, both, NULL);
    json_decref(both);
    return send_own(pushing, screen, envelope);
}

void waves_give_back(struct pushing *pushing, const json_t *before)
{
    int signal = ended;
    const char *screen;
    json_t *own;
    ended = 0;
    json_object_foreach((json_t *)before, screen, own)
    {
        if (send_own(pushing, screen, json_is_object(own) ? json_deep_copy(own) : NULL) !=
            EXIT_DONE) {
            fprintf(stderr,
                    PROGRAM ": %s does not say that it has its own layer back; it waits there\n",
                    screen);
        }
    }
    if (signal != 0) {
        raise(signal);
    }
}

/* ---- All of them ---------------------------------------------------------------------------- */

/* Those that can prove something: one that is offline or dark cannot. */
static json_t *fit_screens(const struct pushing *pushing)
{
    size_t i;
    json_t *name, *list = json_array();
    json_array_foreach(pushing->screens, i, name)
    {
        if (rollout_trouble(&pushing->rollout, json_string_value(name)) == NULL) {
            json_array_append(list, name);
        }
    }
    return list;
}

/* The first of those that have it that does not do well any more; NULL: none. */
static const char *first_trouble(const struct pushing *pushing, const json_t *before)
{
    const char *screen;
    json_t *own;
    json_object_foreach((json_t *)before, screen, own)
    {
        if (rollout_trouble(&pushing->rollout, screen) != NULL) {
            return screen;
        }
    }
    return NULL;
}

/* For --pause; ends at once with the screen that is in trouble. */
static const char *watch(struct pushing *pushing, const json_t *before)
{
    struct client_message message;
    const char *below, *screen;
    int64_t until_ms = connection_now_ms() + wave_pause_ms(pushing->call);
    while ((screen = first_trouble(pushing, before)) == NULL && ended == 0 &&
           connection_now_ms() < until_ms && connection_is_up(pushing->connection)) {
        if (connection_take(pushing->connection, &message, &below,
                            earlier(until_ms, connection_now_ms() + STEP_MS))) {
            rollout_take(&pushing->rollout, below, &message);
        }
    }
    return screen;
}

static int stop(const struct pushing *pushing, const char *screen, size_t done, size_t all,
                int code)
{
    json_t *alone = json_pack("[s]", screen);
    push_tell(pushing, alone, screen);
    json_decref(alone);
    fprintf(stderr, PROGRAM ": stopped at %s, %zu of %zu screens\n", screen, done, all);
    return code;
}

/* After a wave: whether it stands the test of some time. */
static int settle(struct pushing *pushing, const json_t *before, size_t done, size_t all)
{
    const char *screen = watch(pushing, before);
    if (!connection_is_up(pushing->connection)) {
        return EXIT_NO_BROKER;
    }
    return screen != NULL ? stop(pushing, screen, done, all, EXIT_SILENT)
           : ended != 0   ? EXIT_SILENT
                          : EXIT_DONE;
}

/* One screen after another. */
static int run_wave(struct pushing *pushing, const json_t *fit, size_t wave, json_t *before)
{
    int code = EXIT_DONE;
    size_t all = json_array_size(fit);
    for (size_t done = json_object_size(before);
         code == EXIT_DONE && ended == 0 && done < wave && done < all; done++) {
        const char *screen = json_string_value(json_array_get(fit, done));
        code = try_on(pushing, screen, before);
        if (code != EXIT_DONE && ended == 0) {
            stop(pushing, screen, done + 1, all, code);
        }
    }
    return code;
}

/* Those who have it first must be there, or all have it at once when they are back. */
static int judge_fit(const struct pushing *pushing, const json_t *fit)
{
    if (json_array_size(fit) > 0 || json_array_size(pushing->screens) == 0) {
        return EXIT_DONE;
    }
    fprintf(stderr, PROGRAM ": nothing was sent: no screen is there that could have it first%s\n",
            fleet_is_cut_off(pushing->rollout.fleet) ? "; the bridge of this site is down" : "");
    return EXIT_SILENT;
}

int waves_run(struct pushing *pushing, const char *waves, json_t *before)
{
    json_t *fit = fit_screens(pushing);
    int code = judge_fit(pushing, fit);
    catch_signals();
    for (size_t wave; code == EXIT_DONE && (wave = wave_next(&waves)) > 0;) {
        code = run_wave(pushing, fit, wave, before);
        if (code == EXIT_DONE) {
            code = settle(pushing, before, json_object_size(before), json_array_size(fit));
        }
    }
    json_decref(fit);
    return code;
}
