package dealflow.local;

import picocli.CommandLine;

/** How a command says what went wrong: one sentence for a person, no stack trace and no page of usage. */
final class Messages {

    private Messages() {}

    static CommandLine brief(CommandLine command) {
        return command.setParameterExceptionHandler((e, arguments) -> {
                    e.getCommandLine().getErr().printf("%s%nSee %s --help%n", e.getMessage(), command.getCommandName());
                    return CommandLine.ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((e, failed, parsed) -> {
                    failed.getErr().println(e.getMessage() == null ? e.toString() : e.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }
}
