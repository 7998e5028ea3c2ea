package dealflow.local;

import dealflow.local.demo.Demo;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Whom one can be: somebody of each role, and where the demo company is loaded, its people. */
final class People {

    private People() {}

    static List<Person> in(Path folder) {
        return Demo.isIn(folder)
                ? Stream.concat(
                                Stream.of(new Person(Role.OPS)),
                                Stream.concat(Demo.people().stream(), Stream.of(new Person(Role.VIEWER))))
                        .toList()
                : Stream.of(Role.OPS, Role.MANAGER, Role.REP, Role.VIEWER)
                        .map(Person::new)
                        .toList();
    }

    /** The first of that role. */
    static Person first(Path folder, Role role) {
        return in(folder).stream()
                .filter(person -> person.role() == role)
                .findFirst()
                .orElseGet(() -> new Person(role));
    }
}
