package dealflow.acceptance.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the services say as codes, the console says in both its languages, with no other values than a code has. */
class ConsoleNoticesIT {

    private static final Path ROOT = Path.of(System.getProperty("dealflow.root"));
    private static final Pattern ENTRY =
            Pattern.compile("^  '([a-z0-9-]+)': \\[\\s*'([^']+)',\\s*'([^']+)'\\],$", Pattern.MULTILINE);
    private static final Pattern MEANING = Pattern.compile("^- `([a-z0-9-]+)`: (.+)$", Pattern.MULTILINE);

    @ParameterizedTest
    @ValueSource(strings = {"funnel", "forecast"})
    void eachCodeIsTranslated(String service) throws IOException {
        var codes = codes(service);
        var values = new HashMap<String, List<String>>();
        MEANING.matcher(codes.path("description").asText())
                .results()
                .forEach(meaning -> values.put(meaning.group(1), names("`(\\w+)`", meaning.group(2))));
        var expected = new ArrayList<String>();
        codes.path("enum").forEach(code -> expected.add(code.asText()));
        assertThat(expected).hasSizeGreaterThan(10);

        var table = Files.readString(
                ROOT.resolve("deploy/console/src/main/resources/console/app/%s/notices.js".formatted(service)));
        var translated = ENTRY.matcher(table).results().toList();
        assertThat(translated).extracting(entry -> entry.group(1)).containsExactlyInAnyOrderElementsOf(expected);
        for (MatchResult entry : translated) {
            var code = entry.group(1);
            assertThat(entry.group(2)).as(code).doesNotContainPattern("\\p{IsHan}");
            assertThat(entry.group(3)).as(code).containsPattern("\\p{IsHan}");
            for (var language : List.of(2, 3)) {
                assertThat(values.get(code)).as(code).containsAll(names("\\{(\\w+)\\}", entry.group(language)));
            }
        }
    }

    private static JsonNode codes(String service) throws IOException {
        var document = ROOT.resolve(service + "-service/target/openapi/openapi.json");
        return new ObjectMapper().readTree(document.toFile()).at("/components/schemas/NoticeCode");
    }

    private static List<String> names(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(named -> named.group(1))
                .toList();
    }
}
