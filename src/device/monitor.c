#include "device/monitor.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <linux/netlink.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "device/files.h"

#define FILE_MAX_BYTES 65536

/* The textures of a Raspberry Pi 3 end there, and a Pi 4 paints 4K slowly. */
#define SIDE_MAX 2048

/* 64-bit FNV-1a. */
#define PRINT_BASIS UINT64_C(0xcbf29ce484222325)
#define PRINT_PRIME UINT64_C(0x100000001b3)

static uint64_t print_on(uint64_t print, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        print = (print ^ (unsigned char)bytes[i]) * PRINT_PRIME;
    }
    return print;
}

/* To be freed; NULL when there is none. */
static char *read_of(const char *folder, const char *socket, const char *name, size_t *length)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s/%s", folder, socket, name);
    return file_read(path, FILE_MAX_BYTES, length);
}

static bool is_plugged(const char *folder, const char *socket)
{
    size_t length;
    char *status = read_of(folder, socket, "status", &length);
    bool plugged = status != NULL && strcmp(status, "connected\n") == 0;
    free(status);
    return plugged;
}

/* The kernel lists the mode that a monitor prefers first, then the others, the larger before. */
static void choose_mode(struct monitors *found, const char *modes)
{
    int first_w = 0, first_h = 0, w, h;
    found->width = found->height = 0;
    for (const char *line = modes; line != NULL && sscanf(line, "%dx%d", &w, &h) == 2;) {
        if (first_w == 0) {
            first_w = w;
            first_h = h;
        }
        if (w <= SIDE_MAX && h <= SIDE_MAX && w * first_h == h * first_w) {
            found->width = w;
            found->height = h;
            return;
        }
        line = strchr(line, '\n');
        line = line != NULL ? line + 1 : NULL;
    }
}

/* `first`: no monitor whose socket comes before by name has been looked at. */
static void look_at_monitor(struct monitors *found, const char *folder, const char *socket,
                            bool first)
{
    size_t length;
    uint64_t print = print_on(PRINT_BASIS, socket, strlen(socket));
    char *modes = read_of(folder, socket, "modes", &length);
    if (modes != NULL) {
        print = print_on(print, modes, length);
    }
    if (first) {
        choose_mode(found, modes);
    }
    free(modes);
    char *edid = read_of(folder, socket, "edid", &length);
    if (edid != NULL) {
        print = print_on(print, edid, length);
    }
    free(edid);
    found->print += print; /* in whatever order the folder is read */
}

/* What the card writes back to memory is no monitor. */
static bool is_socket(const char *name)
{
    return strncmp(name, "card", 4) == 0 && strchr(name, '-') != NULL &&
           strstr(name, "-Writeback-") == NULL;
}

struct monitors monitor_look(const char *folder)
{
    struct monitors found = {0};
    char first[NAME_MAX + 1] = "";
    DIR *sockets = opendir(folder);
    if (sockets == NULL) {
        return found;
    }
    for (const struct dirent *socket; (socket = readdir(sockets)) != NULL;) {
        if (!is_socket(socket->d_name)) {
            continue;
        }
        found.sockets++;
        if (!is_plugged(folder, socket->d_name)) {
            continue;
        }
        found.plugged++;
        bool before = first[0] == '\0' || strcmp(socket->d_name, first) < 0;
        if (before) {
            snprintf(first, sizeof first, "%s", socket->d_name);
        }
        look_at_monitor(&found, folder, socket->d_name, before);
    }
    closedir(sockets);
    return found;
}

/* ---- News ---------------------------------------------------------------------------------- */

int monitor_watch(void)
{
    int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, NETLINK_KOBJECT_UEVENT);
    const struct sockaddr_nl kernel = {.nl_family = AF_NETLINK, .nl_groups = 1};
    if (fd >= 0 && bind(fd, (const struct sockaddr *)&kernel, sizeof kernel) != 0) {
        close(fd);
        fd = -1;
    }
    return fd;
}

static bool has_field(const char *message, size_t length, const char *field)
{
    size_t wanted = strlen(field);
    for (size_t at = 0, next; at < length; at = next + 1) {
        next = at + strnlen(message + at, length - at);
        if (next - at == wanted && memcmp(message + at, field, wanted) == 0) {
            return true;
        }
    }
    return false;
}

/* A card that comes is news as well as a change at its sockets. */
bool monitor_is_news(const char *message, size_t length)
{
    return has_field(message, length, "SUBSYSTEM=drm") &&
           (has_field(message, length, "HOTPLUG=1") || has_field(message, length, "ACTION=add"));
}

/* More than fitted in was lost: then there may have been news. */
bool monitor_heard(int fd)
{
    bool news = false;
    char message[8192];
    for (;;) {
        struct sockaddr_nl from = {0};
        socklen_t size = sizeof from;
        ssize_t got = recvfrom(fd, message, sizeof message, 0, (struct sockaddr *)&from, &size);
        if (got < 0 && errno == ENOBUFS) {
            news = true;
        } else if (got <= 0) {
            return news;
        } else if (from.nl_pid == 0) {
            news = news || monitor_is_news(message, (size_t)got);
        }
    }
}
