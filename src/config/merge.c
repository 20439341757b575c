#include "config/merge.h"

json_t *merge_patch(const json_t *target, const json_t *patch)
{
    if (!json_is_object(patch)) {
        return json_incref((json_t *)patch);
    }
    json_t *merged = json_is_object(target) ? json_copy((json_t *)target) : json_object();
    const char *name;
    json_t *value;
    json_object_foreach((json_t *)patch, name, value)
    {
        if (json_is_null(value)) {
            json_object_del(merged, name);
        } else {
            json_object_set_new(merged, name, merge_patch(json_object_get(target, name), value));
        }
    }
    return merged;
}

json_t *merge_in_turn(const json_t *first, const json_t *second)
{
    if (second == NULL) {
        return json_deep_copy(first);
    }
    if (!json_is_object(first) || !json_is_object(second)) {
        return json_deep_copy(second);
    }
    json_t *both = json_copy((json_t *)first);
    const char *name;
    json_t *value;
    json_object_foreach((json_t *)second, name, value)
    {
        json_object_set_new(both, name, merge_in_turn(json_object_get(first, name), value));
    }
    return both;
}
