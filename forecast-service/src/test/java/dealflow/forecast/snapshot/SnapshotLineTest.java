package dealflow.forecast.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dealflow.contract.json.ContractJson;
import dealflow.forecast.calendar.Interval;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.measure.Quantiles;
import dealflow.forecast.notice.Notice;
import dealflow.forecast.notice.NoticeCode;
import dealflow.forecast.notice.NoticeValues;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A snapshot is read as it was kept, also with why nothing was said to be expected. */
class SnapshotLineTest {

    @Test
    void whyNothingWasToldIsKept() throws IOException {
        var from = LocalDate.of(2026, 3, 1);
        var line = new Snapshot.Line(
                Measure.BOOKINGS,
                Interval.MONTH,
                "2026-03",
                from,
                from.plusMonths(1),
                100,
                Quantiles.NONE,
                Quantiles.NONE,
                Quantiles.NONE,
                null,
                new Notice(NoticeCode.FEW_OPEN, "fewer than 10 open deals", NoticeValues.ofMinimum(10)));
        var kept = ContractJson.write(List.of(line));
        assertThat(ContractJson.reader(new TypeReference<List<Snapshot.Line>>() {})
                        .<List<Snapshot.Line>>readValue(kept))
                .containsExactly(line);
    }
}
