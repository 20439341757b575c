#include "bench/stage/process.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PATIENCE_NS INT64_C(5000000000)

void give_up(const char *format, ...)
{
    va_list list;
    va_start(list, format);
    fputs("bench: ", stderr);
    vfprintf(stderr, format, list);
    fputc('\n', stderr);
    va_end(list);
    exit(EXIT_FAILURE);
}

int64_t now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

void sleep_ns(int64_t ns)
{
    const struct timespec pause = {ns / 1000000000, ns % 1000000000};
    nanosleep(&pause, NULL);
}

static void send_output_to(const char *folder, const char *name, const char *ending, int fd)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s.%s", folder, name, ending);
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (file < 0) {
        _exit(EXIT_FAILURE);
    }
    dup2(file, fd);
    close(file);
}

pid_t process_start(const char *folder, const char *name, const char *const *arguments)
{
    pid_t parent = getpid();
    pid_t pid = fork();
    if (pid < 0) {
        give_up("no process for %s", name);
    }
    if (pid > 0) {
        return pid;
    }
    /* The bench may have died between fork and prctl; then nobody would tell us. */
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (getppid() != parent) {
        _exit(EXIT_FAILURE);
    }
    send_output_to(folder, name, "out", STDOUT_FILENO);
    send_output_to(folder, name, "err", STDERR_FILENO);
    execvp(arguments[0], (char *const *)arguments);
    dprintf(STDERR_FILENO, "%s cannot be started\n", arguments[0]);
    _exit(EXIT_FAILURE);
}

void process_stop(pid_t pid)
{
    if (pid <= 0 || kill(pid, SIGTERM) != 0) {
        return;
    }
    for (int64_t until = now_ns() + PATIENCE_NS; now_ns() < until; sleep_ns(2000000)) {
        if (process_ended(pid)) {
            return;
        }
    }
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
}

bool process_ended(pid_t pid)
{
    return waitpid(pid, NULL, WNOHANG) == pid;
}

int64_t process_cpu_ns(pid_t pid)
{
    clockid_t clock;
    struct timespec used;
    if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &used) != 0) {
        give_up("process %d is gone", (int)pid);
    }
    return (int64_t)used.tv_sec * 1000000000 + used.tv_nsec;
}

static int64_t switches_of_thread(const char *status_path)
{
    FILE *file = fopen(status_path, "re");
    char line[256];
    int64_t sum = 0;
    long long value;
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        if (sscanf(line, "voluntary_ctxt_switches: %lld", &value) == 1 ||
            sscanf(line, "nonvoluntary_ctxt_switches: %lld", &value) == 1) {
            sum += value;
        }
    }
    if (file != NULL) {
        fclose(file);
    }
    return sum;
}

int64_t process_switches(pid_t pid)
{
    char folder_path[64];
    snprintf(folder_path, sizeof folder_path, "/proc/%d/task", (int)pid);
    DIR *folder = opendir(folder_path);
    if (folder == NULL) {
        give_up("process %d is gone", (int)pid);
    }
    int64_t sum = 0;
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        char path[PATH_MAX];
        snprintf(path, sizeof path, "%s/%s/status", folder_path, entry->d_name);
        if (entry->d_name[0] != '.') {
            sum += switches_of_thread(path);
        }
    }
    closedir(folder);
    return sum;
}

double process_pss_mib(pid_t pid)
{
    char path[64], line[256];
    snprintf(path, sizeof path, "/proc/%d/smaps_rollup", (int)pid);
    FILE *file = fopen(path, "re");
    long kib = -1;
    while (file != NULL && kib < 0 && fgets(line, sizeof line, file) != NULL) {
        if (sscanf(line, "Pss: %ld kB", &kib) != 1) {
            kib = -1;
        }
    }
    if (file != NULL) {
        fclose(file);
    }
    if (kib < 0) {
        give_up("no memory figures of process %d", (int)pid);
    }
    return (double)kib / 1024.0;
}

static bool file_has_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "re");
    char line[512];
    bool found = false;
    while (file != NULL && !found && fgets(line, sizeof line, file) != NULL) {
        found = strstr(line, text) != NULL;
    }
    if (file != NULL) {
        fclose(file);
    }
    return found;
}

void file_await_text(const char *path, const char *text)
{
    for (int64_t until = now_ns() + PATIENCE_NS; !file_has_text(path, text);) {
        if (now_ns() > until) {
            give_up("%s: '%s' never came", path, text);
        }
        sleep_ns(5000000);
    }
}
