package dealflow.forecast;

import dealflow.forecast.history.DealHistory;
import dealflow.forecast.history.PaymentRecord;
import dealflow.forecast.history.Scope;
import dealflow.forecast.history.TrainingData;
import dealflow.forecast.history.Visit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;

/** Other people's histories as lives, read straight from their files, without any service. */
public final class SharedLives {

    public static final Path DATA = Path.of(System.getProperty("dealflow.root", ".."), "../shared/data");

    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");
    private static final List<String> LOAN_STAGES =
            List.of("A_SUBMITTED", "A_PREACCEPTED", "A_ACCEPTED", "O_SENT", "O_SENT_BACK");

    private SharedLives() {}

    public static boolean present() {
        return Files.isDirectory(DATA);
    }

    /** Real loan applications of three months, in five stages; their amounts are known from the start. */
    public static TrainingData loans() {
        var amounts = new HashMap<String, Double>();
        rows("bpi2012_public_part/cases_until_2011-12-31.csv")
                .forEach(row -> amounts.put(row[0], Double.valueOf(row[2])));
        var visits = new LinkedHashMap<String, List<Visit>>();
        var wins = new HashMap<String, Integer>();
        var visitors = new HashMap<String, List<Scope.Labels>>();
        for (var row : rows("bpi2012_public_part/state_events_until_2011-12-31.csv")) {
            if (!row[2].equals("COMPLETE")) {
                continue;
            }
            var day = (int) OffsetDateTime.parse(row[3])
                    .atZoneSameInstant(AMSTERDAM)
                    .toLocalDate()
                    .toEpochDay();
            var to =
                    switch (row[1]) {
                        case "A_ACTIVATED" -> 5;
                        case "A_DECLINED", "A_CANCELLED" -> 6;
                        default -> LOAN_STAGES.indexOf(row[1]);
                    };
            var stays = visits.computeIfAbsent(row[0], key -> new ArrayList<>());
            var last = stays.isEmpty() ? null : stays.get(stays.size() - 1);
            if (to < 0 || last != null && (!last.open() || last.stage() == to)) {
                continue;
            }
            if (last != null) {
                stays.set(stays.size() - 1, new Visit(last.stage(), last.entered(), day, to));
            }
            if (to < 5) {
                stays.add(new Visit(to, day, Visit.OPEN, to));
                visitors.computeIfAbsent(row[0], key -> new ArrayList<>())
                        .add(new Scope.Labels(row[4], null, null, null, null));
            } else if (to == 5) {
                wins.put(row[0], day);
            }
        }
        var lives = new ArrayList<DealHistory>();
        visits.forEach((deal, stays) -> {
            if (!stays.isEmpty()) {
                var amount = amounts.get(deal);
                var owners = visitors.get(deal);
                lives.add(new DealHistory(
                        owners.get(owners.size() - 1),
                        amount,
                        amount,
                        stays.get(0).entered(),
                        wins.getOrDefault(deal, -1),
                        List.of(),
                        List.copyOf(stays),
                        List.copyOf(owners),
                        PaymentRecord.UNKNOWN));
            }
        });
        return new TrainingData(lives, 5, day("2012-01-01"));
    }

    /** A fictitious CRM of one stage; amounts are known of what was won only. */
    public static TrainingData sparkle() {
        var teams = new HashMap<String, String>();
        rows("sparklesquad_crm/sales-teams.csv").forEach(row -> teams.put(row[0], row[1]));
        var lives = new ArrayList<DealHistory>();
        for (var row : rows("sparklesquad_crm/sales-pipeline.csv")) {
            var begun = day(row[7]);
            var won = row[3].equals("Won");
            var closed = row[5].isEmpty() ? Visit.OPEN : day(row[5]);
            var amount = won && !row[6].isEmpty() ? Double.parseDouble(row[6]) : Double.NaN;
            lives.add(new DealHistory(
                    new Scope.Labels(row[2], teams.get(row[2]), row[4], null, null),
                    Double.NaN,
                    amount,
                    begun,
                    won ? closed : -1,
                    List.of(),
                    List.of(new Visit(0, begun, closed, won ? 1 : 2))));
        }
        return new TrainingData(lives, 1, day("2018-01-01"));
    }

    /** The same deals, the won ones with one payment each at a lag that was drawn from another company's invoices. */
    public static TrainingData receipts() {
        var paid = new HashMap<String, PaymentRecord.Received>();
        rows("composite_receipts/receipts.csv")
                .forEach(row -> paid.put(row[0], new PaymentRecord.Received(day(row[2]), Double.parseDouble(row[3]))));
        var ids = rows("sparklesquad_crm/sales-pipeline.csv").stream()
                .map(row -> row[1])
                .toList();
        var plain = sparkle();
        var lives = new ArrayList<DealHistory>();
        for (var i = 0; i < ids.size(); i++) {
            var life = plain.lives().get(i);
            var payment = paid.get(ids.get(i));
            lives.add(new DealHistory(
                    life.labels(),
                    life.quoted(),
                    life.amount(),
                    life.enteredDay(),
                    life.wonDay(),
                    List.of(),
                    life.visits(),
                    new PaymentRecord(null, List.of(), List.of(), payment == null ? List.of() : List.of(payment))));
        }
        return new TrainingData(lives, 1, plain.today());
    }

    static int day(String date) {
        return (int) LocalDate.parse(date).toEpochDay();
    }

    private static List<String[]> rows(String file) {
        try {
            return Files.readAllLines(DATA.resolve(file)).stream()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
