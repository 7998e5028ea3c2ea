package dealflow.contract.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An instant is read, or refused, exactly as Jackson's own module does. */
class InstantReaderTest {

    private static final ObjectReader JACKSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build().readerFor(Instant.class);
    private static final ObjectReader OURS = ContractJson.reader(new TypeReference<Instant>() {});

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-02T09:30:00Z",
                "2026-03-02T09:30:00.5Z",
                "2026-03-02T09:30:00.123456789Z",
                "2026-03-02T09:30:00+08:00",
                "0001-01-01T00:00:00Z",
                "9999-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z",
                "2024-02-29T00:00:00Z"
            })
    void anInstantIsTheSame(String text) throws Exception {
        var json = '"' + text + '"';
        assertThat(OURS.<Instant>readValue(json)).isEqualTo(JACKSON.<Instant>readValue(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-02",
                "2026-03-02T09:30:00",
                "2026-02-30T09:30:00Z",
                "2025-02-29T00:00:00Z",
                "2026-03-02T25:30:00Z",
                "2026-03-02T09:30:00Zx",
                "2026-03-02 09:30:00Z",
                "yesterday"
            })
    void whatIsNoneIsRefused(String text) {
        var json = '"' + text + '"';
        assertThatThrownBy(() -> JACKSON.readValue(json)).isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> OURS.readValue(json)).isInstanceOf(JsonProcessingException.class);
    }
}
