package dealflow.deal.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dealflow.deal.refusal.InvalidFieldException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An amount is the number that its writer meant, or an error. */
class CsvAmountsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "none | 1250       | 1250",
                "none | 1250.50    | 1250.50",
                "none | -3.5       | -3.5",
                "none | 1.25E3     | 1.25E3",
                ".    | 1250.50    | 1250.50",
                ".    | 1,250.50   | 1250.50",
                ".    | 12,345,678 | 12345678",
                ".    | 1'250.50   | 1250.50",
                ".    | 1,250      | 1250",
                "','  | '1250,5'   | 1250.5",
                "','  | '1.250,50' | 1250.50",
                "','  | 1.250      | 1250",
                "','  | '12 345 678,9' | 12345678.9",
                "','  | '1\u00a0250,50' | 1250.50",
                "','  | '-1.250,50' | -1250.50",
            })
    void isRead(String decimal, String text, String number) {
        assertThat(new CsvAmounts(decimal).amount("Value", text)).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "none | 1,250.50",
                "none | 1,250",
                "none | USD 5",
                ".    | '1.250,50'",
                ".    | 12,50",
                ".    | 1,250'500",
                ".    | 1,2345",
                "','  | 1250.50",
                "','  | '1,250,500'",
                "','  | '1250,'",
                "','  | ',50'",
                ".    | -",
                ".    | 1 2"
            })
    void isAnError(String decimal, String text) {
        assertThatThrownBy(() -> new CsvAmounts(decimal).amount("Value", text))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo("Value"))
                .hasMessageContaining(text);
    }

    @Test
    void theSignIsOneOfTwo() {
        assertThatThrownBy(() -> new CsvAmounts(";"))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo("mapping.decimal"));
    }
}
