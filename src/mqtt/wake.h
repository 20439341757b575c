#pragma once

/* An eventfd as a bell between two threads. */

/* -1 when the kernel has none left. */
int wake_create(void);

void wake_ring(int fd);
void wake_clear(int fd);
