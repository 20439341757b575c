#include "support/broker.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "support/folder.h"

#define STARTS 5         /* another program may take the free port first */
#define START_STEPS 1000 /* of 10 ms */

struct broker {
    struct broker_settings settings;
    int port, plain_port;
    pid_t pid; /* 0: does not run */
    char folder[64];
};

static _Noreturn void give_up(const char *what)
{
    fprintf(stderr, "broker: %s: %s\n", what, strerror(errno));
    abort();
}

static void nap(void)
{
    nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
}

static struct sockaddr_in loopback(int port)
{
    return (struct sockaddr_in){.sin_family = AF_INET,
                                .sin_port = htons((uint16_t)port),
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
}

static int free_port(void)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    if (fd < 0 || bind(fd, (struct sockaddr *)&address, size) < 0 ||
        getsockname(fd, (struct sockaddr *)&address, &size) < 0) {
        give_up("no free port");
    }
    close(fd);
    return ntohs(address.sin_port);
}

static bool accepts(int port)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = loopback(port);
    bool open = fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) == 0;
    if (fd >= 0) {
        close(fd);
    }
    return open;
}

static FILE *open_file(const struct broker *broker, const char *name)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", broker->folder, name);
    FILE *file = fopen(path, "we");
    if (file == NULL || fchmod(fileno(file), 0600) < 0) {
        give_up(path);
    }
    return file;
}

static void silence(void)
{
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    dup2(null, STDOUT_FILENO);
    dup2(null, STDERR_FILENO);
}

/* Runs a program to its end. */
static void run(const char *const *arguments)
{
    pid_t pid = fork();
    if (pid == 0) {
        silence();
        execvp(arguments[0], (char *const *)(uintptr_t)arguments);
        _exit(127);
    }
    int status = 0;
    if (pid < 0 || waitpid(pid, &status, 0) < 0 || status != 0) {
        give_up(arguments[0]);
    }
}

static void write_password(const struct broker *broker)
{
    char path[128];
    snprintf(path, sizeof path, "%s/passwords", broker->folder);
    run((const char *const[]){"mosquitto_passwd", "-b", "-c", path, broker->settings.username,
                              broker->settings.password, NULL});
}

static void write_configuration(const struct broker *broker)
{
    const struct broker_settings *settings = &broker->settings;
    FILE *file = open_file(broker, "mosquitto.conf");
    /* Started by root it would become the user mosquitto, who may not read the folder. */
    fprintf(file, "user root\npersistence false\nset_tcp_nodelay true\nlog_dest none\n");
    fprintf(file, "allow_anonymous %s\n", settings->username == NULL ? "true" : "false");
    if (settings->username != NULL) {
        write_password(broker);
        fprintf(file, "password_file %s/passwords\n", broker->folder);
    }
    if (settings->acl != NULL) {
        FILE *acl = open_file(broker, "acl");
        fputs(settings->acl, acl);
        fclose(acl);
        fprintf(file, "acl_file %s/acl\n", broker->folder);
    }
    fprintf(file, "%s\n", settings->more != NULL ? settings->more : "");
    fprintf(file, "listener %d 127.0.0.1\n", broker->port);
    if (settings->ca != NULL) {
        fprintf(file, "cafile %s\ncertfile %s\nkeyfile %s\n", settings->ca, settings->certificate,
                settings->key);
    }
    if (settings->plain_too) {
        fprintf(file, "listener %d 127.0.0.1\n", broker->plain_port);
    }
    fclose(file);
}

static void launch(struct broker *broker)
{
    char conf[128];
    snprintf(conf, sizeof conf, "%s/mosquitto.conf", broker->folder);
    broker->pid = fork();
    if (broker->pid < 0) {
        give_up("fork");
    }
    if (broker->pid == 0) {
        /* Whatever becomes of the test, its broker does not stay behind. */
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        silence();
        /* It is a daemon: Debian keeps it where a user's PATH does not look. */
        const char *path = getenv("PATH");
        char longer[4096];
        snprintf(longer, sizeof longer, "%s:/usr/local/sbin:/usr/sbin", path != NULL ? path : "");
        setenv("PATH", longer, 1);
        execlp("mosquitto", "mosquitto", "-c", conf, (char *)NULL);
        _exit(127);
    }
}

/* False when it ended at once, as it does when somebody else has the port. */
static bool came_up(struct broker *broker)
{
    for (int i = 0; i < START_STEPS; i++) {
        if (waitpid(broker->pid, NULL, WNOHANG) != 0) {
            broker->pid = 0;
            return false;
        }
        if (accepts(broker->port)) {
            return true;
        }
        nap();
    }
    broker_kill(broker);
    return false;
}

struct broker *broker_start(const struct broker_settings *settings)
{
    struct broker *broker = calloc(1, sizeof *broker);
    if (broker == NULL) {
        give_up("memory");
    }
    broker->settings = *settings;
    folder_create(broker->folder, sizeof broker->folder);
    for (int i = 0; i < STARTS; i++) {
        broker->port = free_port();
        broker->plain_port = settings->plain_too ? free_port() : 0;
        if (settings->absent) {
            return broker;
        }
        write_configuration(broker);
        launch(broker);
        if (came_up(broker)) {
            return broker;
        }
    }
    give_up("mosquitto does not start");
}

void broker_stop(struct broker *broker)
{
    if (broker == NULL) {
        return;
    }
    broker_kill(broker);
    folder_remove(broker->folder);
    free(broker);
}

int broker_port(const struct broker *broker)
{
    return broker->port;
}

int broker_plain_port(const struct broker *broker)
{
    return broker->plain_port;
}

pid_t broker_pid(const struct broker *broker)
{
    return broker->pid;
}

const char *broker_folder(const struct broker *broker)
{
    return broker->folder;
}

void broker_kill(struct broker *broker)
{
    if (broker->pid != 0) {
        kill(broker->pid, SIGKILL);
        waitpid(broker->pid, NULL, 0);
        broker->pid = 0;
    }
}

void broker_restart(struct broker *broker, const struct broker_settings *settings)
{
    broker_kill(broker);
    if (settings != NULL) {
        broker->settings = *settings;
    }
    write_configuration(broker);
    for (int i = 0; i < STARTS; i++) {
        launch(broker);
        if (came_up(broker)) {
            return;
        }
        nap();
    }
    give_up("mosquitto does not start again");
}

void broker_freeze(struct broker *broker)
{
    kill(broker->pid, SIGSTOP);
    /* Until it really stands still a packet may slip through. */
    waitpid(broker->pid, NULL, WUNTRACED);
}

void broker_thaw(struct broker *broker)
{
    kill(broker->pid, SIGCONT);
}
