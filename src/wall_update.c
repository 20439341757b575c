/* Updates of the card: what is asked for, what became of it, and the proof that a new one is well.
 */

#include "wall.h"

#include "base/log.h"

void wall_begin_updates(struct wallboard *wall)
{
    updates_open(&wall->updates);
    loop_watch(wall->loop, WAKE_UPDATE, wall->updates.fd);
}

void wall_take_update_news(struct wallboard *wall)
{
    if (updates_take_news(&wall->updates)) {
        log_line(LOG_INFO, "update", "%s", update_state_word(wall->updates.state));
        wall->news = true;
    }
}

void wall_prove_update(struct wallboard *wall)
{
    if (wall->updates.path == NULL || wall->updates.proof.proven || wall->client == NULL) {
        return;
    }
    /* In this order: what is acknowledged after the look wakes us. */
    client_await_acknowledgement(wall->client);
    struct client_status status = client_status(wall->client);
    bool lit = wall->frames > 0 && wall->shown && !wall->rest.resting && !wall->light.failed;
    bool publish =
        updates_prove(&wall->updates, lit, status.link == CLIENT_UP, status.acknowledged);
    /* Proven, it may go to rest again. */
    wall->news = wall->news || publish || wall->updates.proof.proven;
}

bool wall_update(struct wallboard *wall, const struct request *request, json_t *facts,
                 struct faults *faults)
{
    if (!updates_ask(&wall->updates, request->bundle, request->transaction, faults)) {
        return false;
    }
    wall->news = true;
    json_object_update(facts, wall->updates.told);
    return true;
}
