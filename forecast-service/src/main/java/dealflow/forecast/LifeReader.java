package dealflow.forecast;

import dealflow.contract.Pipeline;
import dealflow.contract.Stage;
import dealflow.contract.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Builds lives from the states of deals, each deal's states together and in order. */
final class LifeReader {

    private final Pipeline pipeline;
    private final List<String> stages;
    private final Consumer<Life> lives;
    private UUID deal;
    private List<Visit> visits;
    private Scope.Labels labels;
    private double amount;
    private double quoted;
    private int wonDay;
    private LocalDate expectedOn;

    LifeReader(Pipeline pipeline, Consumer<Life> lives) {
        this.pipeline = pipeline;
        this.stages = pipeline.funnelStages().stream().map(Stage::key).toList();
        this.lives = lives;
    }

    void state(UUID id, Instant at, ResultSet row) throws SQLException {
        if (!id.equals(deal)) {
            end();
            deal = id;
            visits = new ArrayList<>();
            wonDay = -1;
            quoted = Double.NaN;
        }
        var known = row.getBigDecimal("amount");
        amount = known == null ? Double.NaN : known.doubleValue();
        expectedOn = row.getObject("expected_on", LocalDate.class);
        labels = new Scope.Labels(
                row.getString("owner"),
                row.getString("team"),
                row.getString("product"),
                row.getString("source"),
                row.getString("region"));
        var status = Status.valueOf(row.getString("status"));
        if (status == Status.OPEN) {
            quoted = amount;
        }
        move((int) LocalDate.ofInstant(at, pipeline.timeZone()).toEpochDay(), row.getString("stage"), status);
    }

    private void move(int day, String key, Status status) {
        var won = stages.size();
        var to =
                switch (status) {
                    case OPEN -> stages.indexOf(key);
                    case WON -> won;
                    case LOST, LEAD -> won + 1;
                };
        if (!visits.isEmpty() && visits.get(visits.size() - 1).open()) {
            var last = visits.get(visits.size() - 1);
            if (last.stage() == to || to < 0) {
                return;
            }
            visits.set(visits.size() - 1, new Visit(last.stage(), last.entered(), day, to));
        }
        if (status != Status.WON) {
            wonDay = -1;
        } else if (wonDay < 0) {
            wonDay = day;
        }
        if (status == Status.OPEN && to >= 0) {
            visits.add(new Visit(to, day, Visit.OPEN, to));
        }
    }

    void end() {
        if (deal != null && (!visits.isEmpty() || wonDay >= 0)) {
            var entered = visits.isEmpty() ? -1 : visits.get(0).entered();
            lives.accept(new Life(labels, quoted, amount, entered, wonDay, expectedOn, List.copyOf(visits)));
        }
        deal = null;
    }
}
