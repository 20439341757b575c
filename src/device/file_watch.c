#include "device/file_watch.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#define ENTRY_BYTES (sizeof(struct inotify_event) + NAME_MAX + 1)

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

int file_watch(const char *path)
{
    char folder[PATH_MAX];
    const char *name = name_of(path);
    int length = (int)(name - path);
    snprintf(folder, sizeof folder, "%.*s", length > 0 ? length : 1, length > 0 ? path : ".");
    int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (fd >= 0 && inotify_add_watch(fd, folder, IN_MOVED_TO) < 0) {
        close(fd);
        fd = -1;
    }
    return fd;
}

bool file_watch_read(int fd, const char *path)
{
    bool ours = false;
    _Alignas(struct inotify_event) char entries[8 * ENTRY_BYTES];
    for (ssize_t length; (length = read(fd, entries, sizeof entries)) > 0;) {
        for (const char *at = entries; at < entries + length;) {
            const struct inotify_event *event = (const void *)at;
            ours = ours || (event->len > 0 && strcmp(event->name, name_of(path)) == 0) ||
                   event->mask & IN_Q_OVERFLOW;
            at += sizeof *event + event->len;
        }
    }
    return ours;
}
