#include "device/files.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#define PASSWORD_MAX_BYTES ((size_t)4096)

/* Reads until the end or until `limit` is passed; the size a file claims may be wrong (/proc). */
static char *read_all(int fd, size_t limit, size_t *length)
{
    size_t room = 4096, used = 0;
    char *bytes = malloc(room + 1);
    while (bytes != NULL) {
        ssize_t got = read(fd, bytes + used, room - used);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            break;
        }
        used += (size_t)got;
        if (used > limit) {
            errno = EFBIG;
            free(bytes);
            return NULL;
        }
        if (used == room) {
            room *= 2;
            char *more = realloc(bytes, room + 1);
            if (more == NULL) {
                free(bytes);
                return NULL;
            }
            bytes = more;
        }
    }
    if (bytes != NULL) {
        bytes[used] = '\0';
        *length = used;
    }
    return bytes;
}

char *file_read(const char *path, size_t limit, size_t *length)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return NULL;
    }
    struct stat status;
    char *bytes = NULL;
    if (fstat(fd, &status) == 0 && S_ISDIR(status.st_mode)) {
        errno = EISDIR;
    } else {
        bytes = read_all(fd, limit, length);
    }
    int kept = errno;
    close(fd);
    errno = kept;
    return bytes;
}

char *file_read_password(const char *path)
{
    static const char mark[] = "\xef\xbb\xbf";
    size_t length;
    char *text = file_read(path, PASSWORD_MAX_BYTES, &length);
    if (text == NULL) {
        return NULL;
    }
    char *line = strncmp(text, mark, strlen(mark)) == 0 ? text + strlen(mark) : text;
    size_t line_length = strcspn(line, "\r\n");
    memmove(text, line, line_length);
    explicit_bzero(text + line_length, length - line_length);
    return text;
}

static bool write_all(int fd, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t put = write(fd, bytes, length);
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put < 0) {
            return false;
        }
        bytes += put;
        length -= (size_t)put;
    }
    return true;
}

static bool sync_folder_of(const char *path)
{
    char copy[PATH_MAX];
    snprintf(copy, sizeof copy, "%s", path);
    int fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) {
        return false;
    }
    bool synced = fsync(fd) == 0;
    close(fd);
    return synced;
}

bool file_write(const char *path, const void *bytes, size_t length)
{
    char temporary[PATH_MAX];
    if (snprintf(temporary, sizeof temporary, "%s.new", path) >= (int)sizeof temporary) {
        errno = ENAMETOOLONG;
        return false;
    }
    int fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0) {
        return false;
    }
    bool written = write_all(fd, bytes, length) && fsync(fd) == 0;
    int kept = errno;
    close(fd);
    if (written && rename(temporary, path) == 0) {
        return sync_folder_of(path);
    }
    if (written) {
        kept = errno;
    }
    unlink(temporary);
    errno = kept;
    return false;
}

bool file_find_config(char *to, size_t size, const char *name)
{
    const char *xdg = getenv("XDG_CONFIG_HOME");
    const char *home = getenv("HOME");
    if (xdg != NULL && xdg[0] == '/') {
        snprintf(to, size, "%s/wallboard/%s", xdg, name);
        if (access(to, F_OK) == 0) {
            return true;
        }
    } else if (home != NULL && home[0] == '/') {
        snprintf(to, size, "%s/.config/wallboard/%s", home, name);
        if (access(to, F_OK) == 0) {
            return true;
        }
    }
    snprintf(to, size, "/etc/wallboard/%s", name);
    return access(to, F_OK) == 0;
}

static bool make_folders(const char *path)
{
    char part[PATH_MAX];
    snprintf(part, sizeof part, "%s", path);
    for (char *slash = part + 1; (slash = strchr(slash, '/')) != NULL; slash++) {
        *slash = '\0';
        if (mkdir(part, 0700) != 0 && errno != EEXIST) {
            return false;
        }
        *slash = '/';
    }
    return mkdir(part, 0700) == 0 || errno == EEXIST;
}

bool file_state_folder(char *to, size_t size)
{
    const char *given = getenv("STATE_DIRECTORY");
    const char *xdg = getenv("XDG_STATE_HOME");
    const char *home = getenv("HOME");
    if (given != NULL && given[0] == '/') {
        /* systemd joins several folders by colons; the first is ours. */
        snprintf(to, size, "%.*s", (int)strcspn(given, ":"), given);
    } else if (xdg != NULL && xdg[0] == '/') {
        snprintf(to, size, "%s/wallboard", xdg);
    } else {
        snprintf(to, size, "%s/.local/state/wallboard", home != NULL ? home : "");
    }
    return make_folders(to);
}

void file_machine_id(char to[33])
{
    memset(to, '0', 32);
    to[32] = '\0';
    size_t length = 0;
    char *text = file_read("/etc/machine-id", 64, &length);
    if (text != NULL && length >= 32 && strspn(text, "0123456789abcdef") >= 32) {
        memcpy(to, text, 32);
    }
    free(text);
}

void file_random_hex(char *to, size_t size)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i + 1 < size; i++) {
        unsigned char byte = 0;
        if (getrandom(&byte, 1, 0) != 1) {
            byte = (unsigned char)i;
        }
        to[i] = digits[byte & 15];
    }
    to[size - 1] = '\0';
}
