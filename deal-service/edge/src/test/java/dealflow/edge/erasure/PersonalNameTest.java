package dealflow.edge.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Åse O'Neil",
                "åse o'neil",
                "ÅSE O'NEIL",
                "A\u030Ase O'Neil",
                "Åse   O'Neil",
                "Åse\u00A0O'Neil",
                "Åse\u3000O'Neil",
                "Åse\u200B O'Neil",
                "Åｓｅ Ｏ＇Ｎｅｉｌ"
            })
    void everySpellingIsFound(String spelling) {
        var person = PersonalName.of(" Åse  O'Neil ", "erased-1");
        assertThat(person.erasedFrom("told by " + spelling + ", again")).isEqualTo("told by erased-1, again");
        assertThat(person.erasedFrom(spelling)).isEqualTo("erased-1");
        assertThat(Pattern.compile(person.search(), Pattern.DOTALL)
                        .matcher("{\"by\":\"" + spelling + "\"}")
                        .find())
                .as("found by the database, too")
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"王小明说价格太高,王小明", "王 小明说价格太高,王小明", "王小明说价格太高,王 小明", "王　小 明说价格太高,王小明"})
    void chineseIsFoundAnywhere(String text, String name) {
        assertThat(PersonalName.of(name, "erased-1").erasedFrom(text)).isEqualTo("erased-1说价格太高");
    }

    @Test
    void aNameIsNotFoundWithinOtherWords() {
        var person = PersonalName.of("Berg", "erased-1");
        for (var other : new String[] {"Bergen", "Heidelberg", "Berg_1", "berg2", "Bergé"}) {
            assertThat(person.erasedFrom(other)).isEqualTo(other);
        }
        assertThat(person.erasedFrom("Berg-1, (berg)")).isEqualTo("erased-1-1, (erased-1)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "P30D",
                "PT1H",
                "2026-01-01",
                "2026-01-01T00:00:00Z",
                "1000.00",
                "00000000-0000-0000-0000-000000000001"
            })
    void aNumberDateDurationOrIdIsNoName(String text) {
        assertThatThrownBy(() -> PersonalName.of(text)).hasMessageContaining("must be a name");
    }

    @Test
    void ofAMapOnlyTheNamesThatPeopleWriteAreErased() {
        var json = "{\"columns\":{\"title\":\"Title\"},\"values\":{\"owner\":{\"Title\":\"ann\"}}}";
        assertThat(PersonalName.of("Title", "erased-1").erasedFromMap(json))
                .isEqualTo("{\"columns\":{\"title\":\"erased-1\"},\"values\":{\"owner\":{\"erased-1\":\"ann\"}}}");
    }

    @Test
    void jsonKeepsItsNumbersAndWhatTheServiceItselfWrites() {
        var person = PersonalName.of("Won", "erased-1");
        assertThat(person.erasedFromJson(
                        "{\"status\":\"WON\",\"note\":\"Won said 1\",\"amount\":12345678901234567.8900}"))
                .isEqualTo("{\"status\":\"WON\",\"note\":\"erased-1 said 1\",\"amount\":12345678901234567.8900}");
        assertThat(PersonalName.of("us", "erased-1").erasedFromJson("{\"confirmedBy\":\"US\",\"note\":\"us\"}"))
                .isEqualTo("{\"confirmedBy\":\"US\",\"note\":\"erased-1\"}");
        assertThat(PersonalName.of("Paris", "erased-1")
                        .erasedFromJson("{\"timeZone\":\"Europe/Paris\",\"confirmedBy\":\"Paris\"}"))
                .isEqualTo("{\"timeZone\":\"Europe/Paris\",\"confirmedBy\":\"erased-1\"}");
        assertThat(person.erasedFromJson("{ \"note\": \"nobody\" }")).isEqualTo("{ \"note\": \"nobody\" }");
        assertThat(person.erasedFromJson("no JSON, said Won")).isEqualTo("no JSON, said erased-1");
        assertThat(person.erasedFromMap("{\"values\":{\"Won\":\"x\"}}")).isEqualTo("{\"values\":{\"erased-1\":\"x\"}}");
    }

    @Test
    void aNameHasALength() {
        for (var none : new String[] {null, "", " x ", "x".repeat(201)}) {
            assertThatThrownBy(() -> PersonalName.of(none)).hasMessageContaining("must have 2 to 200");
        }
    }
}
