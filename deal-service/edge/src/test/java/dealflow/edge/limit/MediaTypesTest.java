package dealflow.edge.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a body's form is read or refused, and never a failure of the service. */
class MediaTypesTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            delimiter = '|',
            value = {
                "application/json | none | 0",
                "application/json;charset=UTF-8 | identity | 0",
                "text/csv ; charset=\"x\" | Identity | 0",
                "none | none | 0",
                ", | none | 400",
                "/ | none | 400",
                "x/y/z | none | 400",
                "application/json, text/plain | none | 400",
                "application/json | gzip | 415",
                "application/x-ndjson | br, gzip | 415"
            })
    void aTypeThatCannotBeReadAndACodedBodyAreRefused(String type, String encoding, int status) {
        var refusal = MediaTypes.refusal(type, encoding);
        assertThat(refusal == null ? 0 : refusal.status()).isEqualTo(status);
    }
}
