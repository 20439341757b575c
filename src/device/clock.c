#include "device/clock.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

#include "device/files.h"

static int64_t read_ns(clockid_t id)
{
    struct timespec now;
    clock_gettime(id, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int64_t clock_mono_ns(void)
{
    return read_ns(CLOCK_MONOTONIC);
}

bool clock_is_synchronised(const char *mark)
{
    struct timex asked = {0};
    int state = adjtimex(&asked);
    if (state < 0) {
        return access(mark, F_OK) == 0;
    }
    return state != TIME_ERROR && !(asked.status & STA_UNSYNC);
}

/* No clock is right that says it is before this was written: 2026-01-01. */
#define EARLIEST_S INT64_C(1767225600)

bool clock_chip_knows(const char *folder)
{
    DIR *chips = opendir(folder);
    if (chips == NULL) {
        return false;
    }
    bool knows = false;
    for (const struct dirent *chip; !knows && (chip = readdir(chips)) != NULL;) {
        char path[PATH_MAX];
        size_t length;
        snprintf(path, sizeof path, "%s/%s/since_epoch", folder, chip->d_name);
        char *text = chip->d_name[0] != '.' ? file_read(path, 32, &length) : NULL;
        knows = text != NULL && strtoll(text, NULL, 10) >= EARLIEST_S;
        free(text);
    }
    closedir(chips);
    return knows;
}

static bool is_virtual_machine(void)
{
    FILE *file = fopen("/proc/cpuinfo", "re");
    if (file == NULL) {
        return false;
    }
    char line[4096];
    bool found = false;
    while (!found && fgets(line, sizeof line, file) != NULL) {
        found = strncmp(line, "flags", 5) == 0 && strstr(line, " hypervisor") != NULL;
    }
    fclose(file);
    return found;
}

/*
 * The clock that must be doubted is that of a board which boots without one: it starts at some date
 * of the past until time service answers. A machine with a clock chip whose battery lives, or a
 * virtual one that gets its time from its host, is right enough from the start. That does not
 * change while we run.
 */
static bool keeps_time_while_off(void)
{
    static int answer = -1;
    if (answer < 0) {
        answer = clock_chip_knows("/sys/class/rtc") || is_virtual_machine();
    }
    return answer == 1;
}

static bool clock_is_good(enum clock_trust trust)
{
    switch (trust) {
    case CLOCK_TRUSTED:
        return true;
    case CLOCK_DOUBTED:
        return false;
    case CLOCK_AUTO:
        break;
    }
    return keeps_time_while_off() || clock_is_synchronised(CLOCK_MARK);
}

struct moment clock_now(enum clock_trust trust)
{
    return (struct moment){
        .mono_ms = clock_mono_ns() / 1000000,
        .wall_ms = read_ns(CLOCK_REALTIME) / 1000000,
        .clock_good = clock_is_good(trust),
    };
}

bool clock_zone_known(const char *name)
{
    if (name[0] == '\0' || name[0] == '/' || strstr(name, "..") != NULL || strlen(name) > 64) {
        return false;
    }
    char path[128];
    snprintf(path, sizeof path, "/usr/share/zoneinfo/%s", name);
    FILE *file = fopen(path, "re");
    if (file == NULL) {
        return false;
    }
    /* Folders open too, and the folder of zones holds other files: only the magic tells. */
    char magic[4] = "";
    bool known =
        fread(magic, 1, sizeof magic, file) == sizeof magic && memcmp(magic, "TZif", 4) == 0;
    fclose(file);
    return known;
}

bool clock_set_zone(const char *name)
{
    if (!clock_zone_known(name)) {
        return false;
    }
    char value[72];
    snprintf(value, sizeof value, ":%s", name);
    setenv("TZ", value, 1);
    tzset();
    return true;
}

static int32_t local_offset_s(const struct zone *zone, int64_t utc_s)
{
    (void)zone;
    time_t instant = (time_t)utc_s;
    struct tm local;
    return localtime_r(&instant, &local) == NULL ? 0 : (int32_t)local.tm_gmtoff;
}

const struct zone clock_zone = {local_offset_s};
