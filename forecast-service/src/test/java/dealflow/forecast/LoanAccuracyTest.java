package dealflow.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Rolling origin on real loan applications, weekly, one to four weeks ahead; skipped where the data is not there. */
class LoanAccuracyTest {

    private static final Path DATA =
            Path.of(System.getProperty("dealflow.root", ".."), "../shared/data/bpi2012_public_part");
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    private static final List<String> STAGES =
            List.of("A_SUBMITTED", "A_PREACCEPTED", "A_ACCEPTED", "O_SENT", "O_SENT_BACK");

    @Test
    void isBetterThanTheMeanOfThree() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(DATA), "skipped: no data at " + DATA);
        var lives = lives();
        double openError = 0, totalError = 0, bias = 0, naiveError = 0, openActual = 0, actual = 0;
        int covered = 0, forecasts = 0;
        for (var origin = LocalDate.of(2011, 11, 7);
                !origin.isAfter(LocalDate.of(2011, 12, 19));
                origin = origin.plusWeeks(1)) {
            var today = (int) origin.toEpochDay();
            var model = Model.fit(new History(lives, 5, Integer.MAX_VALUE).asOf(today));
            var forecast =
                    new Forecaster(model, new Scope(null, null, null, null, null)).forecast(Interval.WEEK, origin, 4);
            for (var period : forecast.periods()) {
                if (period.to().isAfter(LocalDate.of(2012, 1, 1).plusDays(1))) {
                    continue;
                }
                var total = won(lives, period, Integer.MAX_VALUE);
                var open = won(lives, period, today);
                openError += Math.abs(period.open().expected() - open);
                totalError += Math.abs(period.total().expected() - total);
                bias += period.total().expected() - total;
                naiveError += Math.abs(period.naive().meanOfThree() - total);
                openActual += open;
                actual += total;
                forecasts++;
                covered +=
                        period.total().p10() <= total && total <= period.total().p90() ? 1 : 0;
            }
        }
        System.out.printf(
                "loans weekly 1-4: %d forecasts, WAPE open %.1f total %.1f, bias %.1f, mean of three %.1f, coverage %.0f %%%n",
                forecasts,
                100 * openError / openActual,
                100 * totalError / actual,
                100 * bias / actual,
                100 * naiveError / actual,
                100.0 * covered / forecasts);
        assertThat(totalError).isLessThan(naiveError);
    }

    private static double won(List<Life> lives, Forecast.Period period, int enteredBefore) {
        return lives.stream()
                .filter(life -> life.enteredDay() < enteredBefore)
                .filter(life -> life.wonDay() >= period.from().toEpochDay()
                        && life.wonDay() < period.to().toEpochDay())
                .mapToDouble(Life::amount)
                .sum();
    }

    private static List<Life> lives() throws IOException {
        var amounts = new HashMap<String, Double>();
        Files.readAllLines(DATA.resolve("cases_until_2011-12-31.csv")).stream()
                .skip(1)
                .map(line -> line.split(","))
                .forEach(row -> amounts.put(row[0], Double.valueOf(row[2])));
        var visits = new LinkedHashMap<String, List<Visit>>();
        var wins = new HashMap<String, Integer>();
        Files.readAllLines(DATA.resolve("state_events_until_2011-12-31.csv")).stream()
                .skip(1)
                .map(line -> line.split(","))
                .filter(row -> row[2].equals("COMPLETE"))
                .forEach(row -> {
                    var day = (int) OffsetDateTime.parse(row[3])
                            .atZoneSameInstant(ZONE)
                            .toLocalDate()
                            .toEpochDay();
                    var to =
                            switch (row[1]) {
                                case "A_ACTIVATED" -> 5;
                                case "A_DECLINED", "A_CANCELLED" -> 6;
                                default -> STAGES.indexOf(row[1]);
                            };
                    var stays = visits.computeIfAbsent(row[0], key -> new ArrayList<>());
                    if (to < 0
                            || !stays.isEmpty()
                                    && (!stays.get(stays.size() - 1).open()
                                            || stays.get(stays.size() - 1).stage() == to)) {
                        return;
                    }
                    if (!stays.isEmpty()) {
                        var last = stays.remove(stays.size() - 1);
                        stays.add(new Visit(last.stage(), last.entered(), day, to));
                    }
                    if (to < 5) {
                        stays.add(new Visit(to, day, Visit.OPEN, to));
                    } else if (to == 5) {
                        wins.put(row[0], day);
                    }
                });
        var labels = new Scope.Labels(null, null, null, null, null);
        return visits.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> new Life(
                        labels,
                        amounts.get(entry.getKey()),
                        amounts.get(entry.getKey()),
                        entry.getValue().get(0).entered(),
                        wins.getOrDefault(entry.getKey(), -1),
                        null,
                        entry.getValue()))
                .toList();
    }
}
