#include <stdio.h>

#include "ctl/commands.h"
#include "ctl/parse.h"

const struct exit_meaning exit_meanings[] = {
    {EXIT_DONE, "done, and every screen that was asked answered ok"},
    {EXIT_REFUSED, "a screen refused, or the broker did"},
    {EXIT_SILENT, "a screen did not answer, or there is none"},
    {EXIT_USAGE, "the command line is wrong"},
    {EXIT_INVALID, "what was to be sent or checked has faults; nothing was sent"},
    {EXIT_UNREADABLE, "a file cannot be read"},
    {EXIT_NO_BROKER, "the broker cannot be reached or does not want us"},
    {EXIT_CANNOT_WRITE, "a file cannot be written"},
    {0, NULL},
};

static void print_options(const struct option_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char left[64];
        snprintf(left, sizeof left, "--%s %s", rows[i].name, rows[i].value ? rows[i].value : "");
        printf("  %-27s  %s\n", left, rows[i].text);
    }
}

static void print_one(const struct command *command)
{
    printf("usage: " PROGRAM " [OPTION]... %s %s\n%s\n", command->name, command->operands,
           command->help);
    if (command->verb != NULL) {
        puts("\nSCREENS is a screen, 'group NAME' or 'all'.");
    }
    if (command->option_count > 0) {
        puts("\nOptions, besides those of all commands:");
        print_options(command->options, command->option_count);
    }
}

static void print_all(void)
{
    puts("usage: " PROGRAM " [OPTION]... COMMAND ...\n"
         "Runs the wallboards of a site over MQTT.\n\nCommands:");
    for (size_t i = 0; command_at(i) != NULL; i++) {
        char left[64];
        const struct command *command = command_at(i);
        snprintf(left, sizeof left, "%s %s", command->name, command->operands);
        printf("  %-27s  %s\n", left, command->help);
    }
    puts("\nSCREENS is a screen, 'group NAME' or 'all'. COMMAND --help shows what it takes.\n\n"
         "Options:");
    print_options(common_options, common_option_count);
    puts(
        "\nWhat is not given is read from $WALLBOARDCTL_HOST, _PORT ... _SITE, then from the file\n"
        "control.json in $XDG_CONFIG_HOME/wallboard or /etc/wallboard.\n\nExit status:");
    for (const struct exit_meaning *meaning = exit_meanings; meaning->text != NULL; meaning++) {
        printf("  %2d  %s\n", meaning->code, meaning->text);
    }
}

void help_print(const struct command *command)
{
    if (command != NULL) {
        print_one(command);
    } else {
        print_all();
    }
}
