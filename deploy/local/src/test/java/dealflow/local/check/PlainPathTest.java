package dealflow.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plain path leads to is what REST Assured's own way leads to. */
class PlainPathTest {

    private static final String JSON =
            """
            {"id":"7","count":3,"share":0.25,"none":null,"first":"x","class":"y","items":[
               {"id":"a","deep":{"amount":"1.50","parts":[{"n":1},{"n":2}]},"tags":["x","y"]},
               null,
               {"id":null,"deep":null,"tags":[]},
               {"id":"c","needs-confirmed":{"count":4},"deep":{"amount":null,"parts":[null,{"n":3}]}}],
             "matrix":[[1,2],[3]],"long":12345678901,"empty":{},"stages":{"needs-confirmed":{"count":5},"a":1}}""";

    private static final List<String> STEPS = List.of(
            ".id",
            ".items",
            ".deep",
            ".amount",
            ".parts",
            ".n",
            ".tags",
            ".none",
            ".stages",
            ".'needs-confirmed'",
            ".count",
            ".first",
            ".class",
            ".empty",
            "[0]",
            "[1]",
            "[-1]",
            "[9]",
            "[-9]");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id",
                "count",
                "share",
                "long",
                "none.of.it",
                "missing",
                "items.id",
                "items.deep.amount",
                "items.deep.parts.n",
                "items[0].deep.parts[-1].n",
                "items[-1].deep.parts",
                "items[7].id",
                "items.tags",
                "matrix[0][1]",
                "matrix",
                "empty",
                "first",
                "class",
                "items.first",
                "stages.'needs-confirmed'.count",
                "items.size()",
                "items.findAll { it?.id == 'a' }.id",
                "$",
                ""
            })
    void itLeadsToTheSame(String path) {
        assertThat(new PlainPath(JSON).<Object>get(path)).isEqualTo(new JsonPath(JSON).get(path));
    }

    /** Also to the same refusal. */
    @Test
    void itLeadsToTheSameWhereverItGoes() {
        var random = new Random(3);
        var found = 0;
        for (var i = 0; i < 150; i++) {
            var path = new StringBuilder();
            for (var n = 1 + random.nextInt(4); n > 0; n--) {
                path.append(STEPS.get(random.nextInt(STEPS.size())));
            }
            var asked = path.toString().replaceFirst("^\\.", "");
            var expected = what(new JsonPath(JSON), asked);
            assertThat(what(new PlainPath(JSON), asked)).as(asked).isEqualTo(expected);
            found += expected == null ? 0 : 1;
        }
        assertThat(found).isGreaterThan(15);
    }

    private static Object what(JsonPath json, String path) {
        try {
            return json.get(path);
        } catch (RuntimeException e) {
            return e.getClass();
        }
    }

    @Test
    void belowARootItIsTheSame() {
        assertThat(new PlainPath(JSON).setRootPath("items[0]").getString("deep.amount"))
                .isEqualTo("1.50");
    }

    @Test
    void whatIsDoneWithWhatWasFoundChangesNothing() {
        var json = new PlainPath(JSON);
        json.getMap("items[0].deep").clear();
        new ArrayList<>(json.getList("items")).clear();
        json.getList("items[0].tags").clear();
        assertThat(json.getString("items[0].deep.amount")).isEqualTo("1.50");
        assertThat(json.getList("items[0].tags")).hasSize(2);
    }
}
