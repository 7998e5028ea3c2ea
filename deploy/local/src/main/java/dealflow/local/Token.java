package dealflow.local;

import dealflow.local.company.People;
import dealflow.local.folder.Root;
import dealflow.local.login.KeycloakFolder;
import dealflow.local.login.KeycloakLogin;
import dealflow.local.login.Person;
import dealflow.local.login.Role;
import dealflow.local.login.Tokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints an access token that the locally running services believe. */
@Command(
        name = "deploy/local/token",
        description = "Prints an access token for the services that deploy/local/up runs.",
        mixinStandardHelpOptions = true)
public final class Token implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "NAME", description = "ops, manager, rep, integrator or viewer")
    private String name;

    @Option(
            names = "--as",
            paramLabel = "USER",
            description = "the user's name in the token (default: NAME, or the demo company's first of them)")
    private String user;

    @Option(names = "--team", paramLabel = "TEAM", description = "a team of the user; may be repeated")
    private List<String> teams = List.of();

    @Option(names = "--lifetime", description = "an ISO 8601 duration (default: PT12H)")
    private Duration lifetime;

    @Option(names = "--data", paramLabel = "DIR", description = "the data folder given to up (default: .dealflow)")
    private Path data = Root.data();

    public static void main(String[] arguments) {
        System.exit(Messages.brief(new CommandLine(new Token())).execute(arguments));
    }

    @Override
    public Integer call() {
        var role = Role.of(name)
                .orElseThrow(() -> new ParameterException(
                        command.commandLine(),
                        "There is no user \"%s\"; the names are %s.".formatted(name, Role.labels())));
        command.commandLine()
                .getOut()
                .println(KeycloakFolder.in(data)
                        .login()
                        .map(found -> of(found, role))
                        .orElseGet(() -> signed(role)));
        return CommandLine.ExitCode.OK;
    }

    private String of(KeycloakLogin keycloak, Role role) {
        if (user != null || !teams.isEmpty() || lifetime != null) {
            throw new ParameterException(
                    command.commandLine(), "With up --keycloak, names, teams and lifetimes are what Keycloak says.");
        }
        return keycloak.token(role);
    }

    private String signed(Role role) {
        if (!Files.exists(Tokens.keyFile(data))) {
            throw new ParameterException(
                    command.commandLine(),
                    "There is no key in %s yet: run deploy/local/up first, or say --data DIR.".formatted(data));
        }
        var person = user == null && teams.isEmpty()
                ? People.first(data, role)
                : new Person(user == null ? role.label() : user, role, teams);
        return Tokens.in(data)
                .token(
                        person.name(),
                        List.of(role.claim()),
                        person.teams(),
                        lifetime == null ? Duration.ofHours(12) : lifetime);
    }
}
