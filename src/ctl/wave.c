#include "ctl/wave.h"

#include <stdlib.h>
#include <string.h>

#define PAUSE_S 2

static bool are_sizes(const char *text)
{
    static const char allowed[] = "0123456789,";
    size_t length = strspn(text, allowed);
    bool whole = length > 0 && text[length - 1] == ',' && strcmp(text + length, "all") == 0;
    return text[0] >= '1' && text[0] <= '9' && whole && strstr(text, ",,") == NULL;
}

bool wave_is_right(const struct call *call, bool several)
{
    const char *waves = call_option(call, "wave");
    if (waves != NULL && (!are_sizes(waves) || !several)) {
        call_wrong(
            "--wave: '%s' read, numbers and then all, such as 1,10,all, to a group or all allowed",
            waves);
        return false;
    }
    if (waves == NULL && call_option(call, "pause") != NULL) {
        call_wrong("--pause is between the waves of --wave");
        return false;
    }
    return number_option(call, "pause", 0);
}

size_t wave_next(const char **text)
{
    char *end;
    unsigned long number = strtoul(*text, &end, 10);
    *text = *end == ',' ? end + 1 : end;
    return number;
}

int wave_pause_ms(const struct call *call)
{
    const char *pause = call_option(call, "pause");
    return (pause != NULL ? atoi(pause) : PAUSE_S) * 1000;
}
