#include "mqtt/wake.h"

#include <stdint.h>
#include <sys/eventfd.h>
#include <unistd.h>

int wake_create(void)
{
    return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
}

void wake_ring(int fd)
{
    /* It fails only when 2^64 - 2 rings are waiting: then the bell rings anyway. */
    ssize_t written = write(fd, &(uint64_t){1}, sizeof(uint64_t));
    (void)written;
}

void wake_clear(int fd)
{
    uint64_t rings;
    ssize_t taken = read(fd, &rings, sizeof rings);
    (void)taken;
}
