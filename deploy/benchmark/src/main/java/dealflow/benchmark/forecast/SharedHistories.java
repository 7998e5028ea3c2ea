package dealflow.benchmark.forecast;

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
import java.util.Map;

/** Other people's deals, read from the shared folder: the lines to import, and what came, for holding forecasts against. */
final class SharedHistories {

    static final Path DATA = Path.of(System.getProperty("dealflow.root", "."), "../shared/data");

    private static final Map<String, String> LOAN_STATES = Map.of(
            "A_SUBMITTED", "a-submitted",
            "A_PREACCEPTED", "a-preaccepted",
            "A_ACCEPTED", "a-accepted",
            "O_SENT", "o-sent",
            "O_SENT_BACK", "o-sent-back",
            "A_ACTIVATED", "won",
            "A_DECLINED", "lost",
            "A_CANCELLED", "lost");

    private SharedHistories() {}

    /**
     * @param won null if it was not
     * @param paid null if it was not
     * @param amount in the pipeline's currency
     */
    record Outcome(LocalDate begun, LocalDate won, LocalDate paid, double amount) {

        boolean wonWithin(LocalDate from, LocalDate to) {
            return within(won, from, to);
        }

        private static boolean within(LocalDate day, LocalDate from, LocalDate to) {
            return day != null && !day.isBefore(from) && day.isBefore(to);
        }
    }

    record Histories(String pipeline, List<String> lines, List<Outcome> outcomes) {

        /** Won in {@code [from, to)} of the deals that began before a day. */
        double won(LocalDate from, LocalDate to, LocalDate begunBefore) {
            return outcomes.stream()
                    .filter(deal -> deal.wonWithin(from, to) && deal.begun.isBefore(begunBefore))
                    .mapToDouble(Outcome::amount)
                    .sum();
        }

        /** Of the deals that began in {@code [from, to)}, what was won before a day. */
        double wonOfCohort(LocalDate from, LocalDate to, LocalDate until) {
            return outcomes.stream()
                    .filter(deal -> Outcome.within(deal.begun, from, to) && deal.wonWithin(from, until))
                    .mapToDouble(Outcome::amount)
                    .sum();
        }

        /** Received in {@code [from, to)}. */
        double paid(LocalDate from, LocalDate to) {
            return outcomes.stream()
                    .filter(deal -> Outcome.within(deal.paid, from, to))
                    .mapToDouble(Outcome::amount)
                    .sum();
        }
    }

    /** Real loan applications: five stages, amounts known from the start. */
    static Histories loans() {
        var zone = ZoneId.of("Europe/Amsterdam");
        var amounts = new HashMap<String, String>();
        rows("bpi2012_public_part/cases_until_2011-12-31.csv").forEach(row -> amounts.put(row[0], row[2]));
        var moves = new LinkedHashMap<String, List<String[]>>();
        for (var row : rows("bpi2012_public_part/state_events_until_2011-12-31.csv")) {
            var to = LOAN_STATES.get(row[1]);
            if (to == null || !row[2].equals("COMPLETE")) {
                continue;
            }
            var history = moves.computeIfAbsent(row[0], key -> new ArrayList<>());
            if (history.isEmpty() || !history.get(history.size() - 1)[0].equals(to)) {
                history.add(new String[] {to, row[3], row[4]});
            }
        }
        var lines = new ArrayList<String>();
        var outcomes = new ArrayList<Outcome>();
        moves.forEach((id, history) -> {
            var entries = history.stream()
                    .map(move -> "{\"to\":\"%s\",\"at\":\"%s\",\"owner\":\"%s\"}".formatted(move[0], move[1], move[2]))
                    .toList();
            lines.add(
                    "{\"externalId\":\"%s\",\"pipeline\":\"loans\",\"amount\":{\"amount\":\"%s.00\",\"currency\":\"EUR\"},\"history\":[%s]}"
                            .formatted(id, amounts.get(id), String.join(",", entries)));
            var last = history.get(history.size() - 1);
            outcomes.add(new Outcome(
                    day(history.get(0)[1], zone),
                    last[0].equals("won") ? day(last[1], zone) : null,
                    null,
                    Double.parseDouble(amounts.get(id))));
        });
        return new Histories("loans", lines, outcomes);
    }

    /**
     * A fictitious CRM of one stage; a deal has no amount until it is won. Each won deal has one payment, at a lag that was drawn
     * from another company's invoices.
     */
    static Histories sparkle() {
        var teams = new HashMap<String, String>();
        rows("sparklesquad_crm/sales-teams.csv").forEach(row -> teams.put(row[0], row[1]));
        var receipts = new HashMap<String, String[]>();
        rows("composite_receipts/receipts.csv").stream()
                // Nothing was paid for what was sold for nothing.
                .filter(row -> Double.parseDouble(row[3]) > 0)
                .forEach(row -> receipts.put(row[0], row));
        var lines = new ArrayList<String>();
        var outcomes = new ArrayList<Outcome>();
        for (var row : rows("sparklesquad_crm/sales-pipeline.csv")) {
            var won = row[3].equals("Won");
            var paid = won && !row[6].isEmpty();
            var history = "{\"to\":\"in-progress\",\"at\":\"%sT00:00:00Z\"%s}"
                    .formatted(row[7], paid ? ",\"set\":{\"amount\":null}" : "");
            if (!row[5].isEmpty()) {
                var amount =
                        paid ? ",\"set\":{\"amount\":{\"amount\":\"%s0\",\"currency\":\"USD\"}}".formatted(row[6]) : "";
                history += ",{\"to\":\"%s\",\"at\":\"%sT00:00:00Z\"%s}".formatted(won ? "won" : "lost", row[5], amount);
            }
            var receipt = receipts.get(row[1]);
            lines.add(
                    "{\"externalId\":\"%s\",\"pipeline\":\"sparkle\",\"owner\":\"%s\",\"team\":\"%s\",\"product\":\"%s\"%s,\"history\":[%s]%s}"
                            .formatted(
                                    row[1],
                                    row[2],
                                    teams.get(row[2]),
                                    row[4],
                                    paid
                                            ? ",\"amount\":{\"amount\":\"%s0\",\"currency\":\"USD\"}".formatted(row[6])
                                            : "",
                                    history,
                                    receipt == null
                                            ? ""
                                            : ",\"payments\":[{\"amount\":{\"amount\":\"%s0\",\"currency\":\"USD\"},\"receivedOn\":\"%s\"}]"
                                                    .formatted(receipt[3], receipt[2])));
            outcomes.add(new Outcome(
                    LocalDate.parse(row[7]),
                    won ? LocalDate.parse(row[5]) : null,
                    receipt == null ? null : LocalDate.parse(receipt[2]),
                    paid ? Double.parseDouble(row[6]) : 0));
        }
        return new Histories("sparkle", lines, outcomes);
    }

    private static LocalDate day(String time, ZoneId zone) {
        return OffsetDateTime.parse(time).atZoneSameInstant(zone).toLocalDate();
    }

    private static List<String[]> rows(String file) {
        try {
            return Files.readAllLines(DATA.resolve(file)).stream()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("This benchmark needs the data at " + DATA, e);
        }
    }
}
