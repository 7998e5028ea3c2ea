package dealflow.edge.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1 555",
                "-2+3",
                "@SUM(A1)",
                "\t=1",
                "\rx",
                "\nx",
                "＝1+1",
                "＋1",
                "－1",
                "＠SUM(A1)",
                "﹦1",
                "\u22121+1",
                " =1+1",
                "\u00a0=1+1",
                "\u3000=1+1",
                "\u200b=1+1",
                "\ufeff=1+1",
                "\u202e=1+1",
                "\u0001=1+1"
            })
    void aFormulaIsMadeText(String text) {
        assertThat(TableText.safe(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Lamps", "-5", "-5.00", "5", "a=b", "灯具＝", "'=1", "№1", "😀"})
    void everythingElseStaysAsItIs(String text) {
        assertThat(TableText.safe(text)).isEqualTo(text);
    }
}
