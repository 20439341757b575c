#include "support/control.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define OUTPUT_BYTES (1 << 20)

struct control {
    pid_t pid;
    FILE *from;
};

static void run(int port, const char *arguments, int to)
{
    char command[1024];
    const char *build = getenv("WALLBOARD_BUILD");
    /* exec: the signals that are sent to the process are the program's. */
    snprintf(command, sizeof command,
             "exec %s/wallboardctl --host 127.0.0.1 --port %d --site test %s 2>&1 </dev/null",
             build != NULL ? build : "build", port, arguments);
    dup2(to, STDOUT_FILENO);
    execl("/bin/sh", "sh", "-c", command, (char *)NULL);
    _exit(127);
}

struct control *control_start(int port, const char *arguments)
{
    int ends[2];
    struct control *control = calloc(1, sizeof *control);
    assert_non_null(control);
    assert_int_equal(pipe(ends), 0);
    control->pid = fork();
    assert_true(control->pid >= 0);
    if (control->pid == 0) {
        close(ends[0]);
        run(port, arguments, ends[1]);
    }
    close(ends[1]);
    control->from = fdopen(ends[0], "r");
    return control;
}

pid_t control_pid(const struct control *control)
{
    return control->pid;
}

int control_end(struct control *control, char **output)
{
    int status;
    *output = calloc(1, OUTPUT_BYTES);
    assert_non_null(*output);
    (void)!fread(*output, 1, OUTPUT_BYTES - 1, control->from);
    fclose(control->from);
    assert_int_equal(waitpid(control->pid, &status, 0), control->pid);
    free(control);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void control_expect_end(struct control *control, int code, const char *says)
{
    char *output;
    int got = control_end(control, &output);
    if (got != code || strstr(output, says) == NULL) {
        fail_msg("gave %d, not %d with '%s':\n%s", got, code, says, output);
    }
    free(output);
}

void control_expect(int port, const char *arguments, int code, const char *says)
{
    print_message("wallboardctl %s\n", arguments);
    control_expect_end(control_start(port, arguments), code, says);
}
