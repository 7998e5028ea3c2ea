package dealflow.benchmark.funnel;

import dealflow.benchmark.system.Bench;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Three years of a large company's deals, put straight into the funnel service's ledger: about five stays a deal, forward
 * and back, with new prices, transfers and reopening; seven in a hundred are still open.
 */
final class LargeCompany {

    static final int OWNERS = 500;
    static final int TEAMS = 25;
    static final int PRODUCTS = 12;
    static final int SOURCES = 6;
    static final int REGIONS = 8;
    static final int DAYS = 3 * 365;

    private final Random random = new Random(1);
    private final StringBuilder lines = new StringBuilder();
    private final Instant begin;
    private final Instant end;
    private long rows;
    private String deal;
    private long sequence;
    private Instant at;
    private int owner;
    private int product;
    private int source;
    private int region;
    private long amount;

    LargeCompany(Instant end) {
        this.end = end;
        begin = end.minusSeconds(86_400L * DAYS);
    }

    /** Returns how many rows that were. */
    long load(Connection connection, int deals) throws SQLException {
        var copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(
                        "COPY deal_state (deal_id, sequence, pipeline, at, direction, status, stage, owner, team, product,"
                                + " source, region, amount, reason) FROM STDIN");
        for (var i = 0; i < deals; i++) {
            life();
            if (lines.length() > 1 << 20) {
                write(copy);
            }
        }
        write(copy);
        copy.endCopy();
        return rows;
    }

    private void write(CopyIn copy) throws SQLException {
        var bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        lines.setLength(0);
    }

    private void life() {
        deal = new UUID(random.nextLong(), random.nextLong()).toString();
        sequence = 0;
        at = begin.plusSeconds(random.nextInt(86_400 * DAYS));
        owner = random.nextInt(OWNERS);
        product = random.nextInt(PRODUCTS);
        source = random.nextInt(SOURCES);
        region = random.nextInt(REGIONS);
        amount = 100L + random.nextInt(90_000);
        var stage = 0;
        state("IN", "OPEN", Bench.STAGES[0]);
        while (later()) {
            var dice = random.nextInt(100);
            if (dice < 5) {
                amount += random.nextInt(1000);
                state(null, "OPEN", Bench.STAGES[stage]);
            } else if (dice < 7) {
                owner = random.nextInt(OWNERS);
                state(null, "OPEN", Bench.STAGES[stage]);
            } else if (dice < 11 && stage > 0) {
                state("BACKWARD", "OPEN", Bench.STAGES[--stage]);
            } else if (dice < 16) {
                state("LOST", "LOST", "lost");
                if (random.nextInt(50) > 0 || !later()) {
                    return;
                }
                state("REOPENED", "OPEN", Bench.STAGES[stage]);
            } else if (stage < Bench.STAGES.length - 1) {
                stage += random.nextInt(10) == 0 && stage < Bench.STAGES.length - 2 ? 2 : 1;
                state("FORWARD", "OPEN", Bench.STAGES[stage]);
            } else {
                var won = random.nextInt(2) == 0;
                state(won ? "WON" : "LOST", won ? "WON" : "LOST", won ? "won" : "lost");
                return;
            }
        }
    }

    /** Whether there is a later moment before the end. */
    private boolean later() {
        at = at.plusSeconds(60 + (long) (-Math.log(1 - random.nextDouble()) * 86_400 * 12));
        return at.isBefore(end);
    }

    private void state(String direction, String status, String stage) {
        rows++;
        lines.append(deal)
                .append('\t')
                .append(++sequence)
                .append('\t')
                .append(Bench.PIPELINE)
                .append('\t')
                .append(at);
        lines.append('\t')
                .append(direction == null ? "\\N" : direction)
                .append('\t')
                .append(status);
        lines.append('\t')
                .append(stage)
                .append("\trep")
                .append(owner)
                .append("\tteam")
                .append(owner % TEAMS);
        lines.append("\tproduct")
                .append(product)
                .append("\tsource")
                .append(source)
                .append("\tregion")
                .append(region);
        lines.append('\t').append(amount).append(".00\t\\N\n");
    }
}
