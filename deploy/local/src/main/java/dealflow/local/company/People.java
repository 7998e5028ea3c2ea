package dealflow.local.company;

import dealflow.local.login.Person;
import dealflow.local.login.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Whom one can be: somebody of each role, and where the demo company is loaded, its people. */
public final class People {

    private People() {}

    public static List<Person> in(Path folder) {
        return Files.exists(Company.loadedUntil(folder))
                ? Stream.of(
                                Stream.of(new Person(Role.OPS)),
                                managers(),
                                Stream.of(new Person(Company.DIRECTOR, Role.MANAGER, List.of())),
                                sellers().stream(),
                                Stream.of(new Person(Role.VIEWER)))
                        .flatMap(people -> people)
                        .toList()
                : Stream.of(Role.OPS, Role.MANAGER, Role.REP, Role.VIEWER)
                        .map(Person::new)
                        .toList();
    }

    /** The first of that role. */
    public static Person first(Path folder, Role role) {
        return in(folder).stream()
                .filter(person -> person.role() == role)
                .findFirst()
                .orElseGet(() -> new Person(role));
    }

    private static Stream<Person> managers() {
        return Company.TEAMS.stream().map(team -> new Person(team.manager(), Role.MANAGER, List.of(team.name())));
    }

    /** The demo company's salespeople. */
    public static List<Person> sellers() {
        return Company.SALESPEOPLE.stream()
                .map(one -> new Person(one.name(), Role.REP, List.of(one.team().name())))
                .toList();
    }

    /** Whether somebody sells in one of the teams below the division. */
    public static boolean isOfDivision(Person seller) {
        return Company.OF_DIVISION.stream().anyMatch(team -> seller.teams().contains(team.name()));
    }
}
