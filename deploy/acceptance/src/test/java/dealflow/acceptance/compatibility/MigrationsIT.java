package dealflow.acceptance.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The last release goes on running on the new schema: what it has migrated stays as it is, and what is new only adds. What no
 * running release needs any more may go, in a file that says so in a line of its own: {@code -- contract: unused since 1.2}.
 */
class MigrationsIT {

    private static final Path ROOT = Path.of(System.getProperty("dealflow.root"));
    private static final List<String> FOLDERS = List.of(
            "deal-service/src/main/resources/db",
            "deal-service/contract/src/main/resources/db",
            "deal-service/edge/src/main/resources/db",
            "funnel-service/src/main/resources/db",
            "forecast-service/src/main/resources/db");

    /** What an old release may trip over: something is gone, named otherwise, of another type, or demanded. */
    private static final Pattern TAKES_AWAY = Pattern.compile(
            "\\bDROP\\s+(TABLE|COLUMN|VIEW|FUNCTION|SCHEMA)\\b|\\bRENAME\\b|\\bALTER\\s+COLUMN\\s+\\S+\\s+(SET\\s+DATA\\s+)?TYPE\\b"
                    + "|\\bSET\\s+NOT\\s+NULL\\b|\\bADD\\s+COLUMN\\b(?=[^,;]*\\bNOT\\s+NULL\\b)(?![^,;]*\\b(DEFAULT|GENERATED)\\b)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern CONTRACT = Pattern.compile("^-- contract: \\S", Pattern.MULTILINE);

    @Test
    void releasedMigrationsStayAsTheyAreAndNewOnesOnlyAdd() throws IOException {
        var released = Files.readAllLines(ROOT.resolve("deploy/acceptance/released/migrations")).stream()
                .map(line -> line.split("  "))
                .collect(Collectors.toMap(words -> words[1], words -> words[0]));
        var today = today();
        assertThat(released).isNotEmpty();

        released.forEach((file, hash) -> assertThat(today.containsKey(file) ? hash(today.get(file)) : null)
                .as(file + " has run on databases that exist")
                .isEqualTo(hash));
        today.forEach((file, sql) -> assertThat(released.containsKey(file) || onlyAdds(sql))
                .as(file + " takes something away from the release that still runs")
                .isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE deal;",
                "alter table deal drop column title;",
                "ALTER TABLE deal RENAME COLUMN title TO name;",
                "ALTER TABLE deal ALTER COLUMN title TYPE int;",
                "ALTER TABLE deal ALTER COLUMN team SET NOT NULL;",
                "ALTER TABLE deal ADD COLUMN colour text NOT NULL;"
            })
    void whatTakesAwayIsNoticed(String sql) {
        assertThat(onlyAdds(sql)).isFalse();
        assertThat(onlyAdds("-- contract: unused since 1.2\n" + sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE colour (name text NOT NULL);",
                "ALTER TABLE deal ADD COLUMN colour text;",
                "ALTER TABLE deal ADD COLUMN colour text NOT NULL DEFAULT 'red';",
                "ALTER TABLE deal ALTER COLUMN team DROP NOT NULL; -- DROP TABLE in a comment"
            })
    void whatAddsIsLetThrough(String sql) {
        assertThat(onlyAdds(sql)).isTrue();
    }

    private static boolean onlyAdds(String sql) {
        return CONTRACT.matcher(sql).find()
                || !TAKES_AWAY.matcher(sql.replaceAll("--[^\\n]*", "")).find();
    }

    private static Map<String, String> today() throws IOException {
        var today = new TreeMap<String, String>();
        for (var folder : FOLDERS) {
            try (var files = Files.walk(ROOT.resolve(folder))) {
                for (var file :
                        files.filter(file -> file.toString().endsWith(".sql")).toList()) {
                    today.put(ROOT.relativize(file).toString(), Files.readString(file));
                }
            }
        }
        return today;
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
