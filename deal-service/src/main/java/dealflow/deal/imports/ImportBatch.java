package dealflow.deal.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dealflow.contract.event.DealEvent;
import dealflow.contract.pipeline.Pipeline;
import dealflow.deal.ExchangeRates;
import dealflow.deal.csv.CsvLines;
import dealflow.deal.customer.Customers;
import dealflow.deal.outbox.Outbox;
import dealflow.deal.payment.PaymentRow;
import dealflow.deal.pipeline.Pipelines;
import dealflow.deal.price.PriceRecords;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.Texts;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.jdbi.v3.core.Jdbi;

/** The next lines of the oldest running import: their deals, events, errors and the job's progress in one transaction. */
@ApplicationScoped
class ImportBatch {

    static final int LINES = 500;
    private static final int LONGEST_ID = 200;

    @Inject
    StatelessSession session;

    @Inject
    Jdbi database;

    @Inject
    Pipelines pipelines;

    @Inject
    ExchangeRates rates;

    @Inject
    Outbox outbox;

    @Inject
    Imports imports;

    @Inject
    ImportedMoves moves;

    @Inject
    PriceRecords records;

    @Inject
    Customers customers;

    @Inject
    ObjectMapper json;

    @Inject
    Clock clock;

    private LineReader reader;

    @PostConstruct
    void begin() {
        reader = new LineReader(json);
    }

    private record Line(long number, String content) {}

    /** @param places where in the file a field of the line stands */
    private record Parsed(long number, ImportedDeal deal, UnaryOperator<String> places) {}

    private record DealKey(String pipeline, String externalId) {}

    private record LineProblem(long number, String externalId, InvalidFieldException problem) {}

    /** What is to be written together. */
    private record Unwritten(List<New> deals, List<DealEvent> events) {

        Unwritten() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    private record New(HistoryReplay.Lived lived, ImportedDeal line) {}

    /**
     * Does up to {@code most} lines; false if there is nothing to do. Replicas take turns: the job's row is locked until
     * the batch is in.
     */
    @Transactional
    boolean next(int most) {
        return withOldestJob(most, this::work);
    }

    /** Reports the next line as one that the service cannot import, so that the others go on. */
    @Transactional
    void giveUpOnNextLine() {
        withOldestJob(1, (job, lines) -> {
            var line = lines.get(0);
            report(
                    job.id,
                    new LineProblem(
                            line.number(),
                            null,
                            new InvalidFieldException("", "the service failed on this line; tell its operators")));
            job.processed++;
            job.errors++;
        });
    }

    private boolean withOldestJob(int most, BiConsumer<ImportJob, List<Line>> work) {
        var jobs = session.createNativeQuery(
                        """
                        SELECT * FROM import_job WHERE status = 'RUNNING'
                        ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED
                        """,
                        ImportJob.class)
                .getResultList();
        if (jobs.isEmpty()) {
            return false;
        }
        var job = jobs.get(0);
        var lines = take(job.id, most);
        if (lines.isEmpty()) {
            job.status = ImportJob.State.DONE;
            job.finishedAt = clock.instant();
        } else {
            work.accept(job, lines);
        }
        session.update(job);
        return true;
    }

    private List<Line> take(UUID job, int most) {
        return database.withHandle(transaction -> transaction
                .createQuery(
                        """
                        WITH taken AS (
                            DELETE FROM import_line WHERE job_id = :job AND line IN (
                                SELECT line FROM import_line WHERE job_id = :job ORDER BY line LIMIT :lines)
                            RETURNING line, content)
                        SELECT line, content FROM taken ORDER BY line
                        """)
                .bind("job", job)
                .bind("lines", most)
                .map(row -> new Line(row.getColumn("line", Long.class), row.getColumn("content", String.class)))
                .list());
    }

    private void work(ImportJob job, List<Line> lines) {
        var now = clock.instant();
        var problems = new ArrayList<LineProblem>();
        var parsed = parse(job, lines, problems);
        var known = known(parsed);
        var named = customers.known(NamedCustomers.of(parsed.stream().map(Parsed::deal)), job.requestedBy);
        var buyers = new HashSet<UUID>();
        var unwritten = new Unwritten();
        var definitions = new HashMap<String, Pipeline>();
        for (var line : parsed) {
            var deal = line.deal();
            try {
                if (!deal.moves().isEmpty()) {
                    // What this batch has told so far is part of the history that the moves continue.
                    write(unwritten);
                    var moved = moves.move(deal, now, job.requestedBy);
                    unwritten.events().addAll(moved);
                    count(job, moved.isEmpty());
                    continue;
                }
                var key = new DealKey(deal.pipeline(), deal.externalId());
                var before = known.get(key);
                if (before != null) {
                    same(before, deal);
                    count(job, true);
                    continue;
                }
                var pipeline = definitions.computeIfAbsent(String.valueOf(deal.pipeline()), this::pipeline);
                var lived = HistoryReplay.live(deal, pipeline, now, job.requestedBy, rates::convert, named::of);
                lived.events().forEach(event -> buyer(event, buyers));
                unwritten.deals().add(new New(lived, deal));
                unwritten.events().addAll(lived.events());
                known.put(key, deal.hash());
                count(job, false);
            } catch (InvalidFieldException e) {
                problems.add(new LineProblem(line.number(), deal.externalId(), placed(e, line.places())));
            }
        }
        write(unwritten);
        customers.takeBack(named.madeWithout(buyers));
        problems.forEach(problem -> report(job.id, problem));
        job.processed += lines.size();
        job.errors += problems.size();
    }

    private static void buyer(DealEvent event, Set<UUID> buyers) {
        if (event.deal().customer() != null) {
            buyers.add(event.deal().customer().id());
        }
    }

    private static void count(ImportJob job, boolean unchanged) {
        if (unchanged) {
            job.unchanged++;
        } else {
            job.imported++;
        }
    }

    private List<Parsed> parse(ImportJob job, List<Line> lines, List<LineProblem> problems) {
        var csv = job.mapping == null ? null : new CsvLines(imports.mapping(job.mapping));
        var parsed = new ArrayList<Parsed>(lines.size());
        for (var line : lines) {
            var row = csv == null ? null : row(line.content());
            UnaryOperator<String> places = csv == null ? UnaryOperator.identity() : field -> csv.place(field, row);
            var id = csv == null ? null : csv.externalId(row);
            try {
                var content = csv == null ? null : csv.line(row);
                try {
                    var deal = content == null ? reader.read(line.content()) : reader.read(content);
                    parsed.add(new Parsed(line.number(), deal, places));
                } catch (InvalidFieldException e) {
                    problems.add(new LineProblem(line.number(), id, placed(e, places)));
                }
            } catch (InvalidFieldException e) {
                problems.add(new LineProblem(line.number(), id, e));
            }
        }
        return parsed;
    }

    private Map<String, String> row(String content) {
        try {
            return json.readValue(content, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A row was stored that is not JSON", e);
        }
    }

    private static InvalidFieldException placed(InvalidFieldException e, UnaryOperator<String> places) {
        return new InvalidFieldException(places.apply(e.field()), e.getMessage());
    }

    /** What was imported before of these lines. */
    private Map<DealKey, byte[]> known(List<Parsed> parsed) {
        var known = new HashMap<DealKey, byte[]>();
        database.useHandle(transaction -> transaction
                .createQuery(
                        """
                        SELECT pipeline, external_id, import_hash FROM deal
                        WHERE pipeline = ANY (:pipelines) AND external_id = ANY (:ids)
                        """)
                .bind(
                        "pipelines",
                        parsed.stream()
                                .map(line -> String.valueOf(line.deal().pipeline()))
                                .distinct()
                                .toArray(String[]::new))
                .bind(
                        "ids",
                        parsed.stream()
                                .map(line -> String.valueOf(line.deal().externalId()))
                                .toArray(String[]::new))
                .map(row -> Map.entry(
                        new DealKey(
                                row.getColumn("pipeline", String.class), row.getColumn("external_id", String.class)),
                        Objects.requireNonNullElse(row.getColumn("import_hash", byte[].class), new byte[0])))
                .forEach(found -> known.put(found.getKey(), found.getValue())));
        return known;
    }

    private static void same(byte[] before, ImportedDeal deal) {
        if (!Arrays.equals(before, deal.hash())) {
            throw new InvalidFieldException(
                    "externalId",
                    "'%s' is on record already with other content: change it through the API"
                            .formatted(deal.externalId()));
        }
    }

    private Pipeline pipeline(String key) {
        return pipelines
                .heldIfThere(key)
                .orElseThrow(() -> new InvalidFieldException("pipeline", "there is no pipeline '%s'".formatted(key)));
    }

    private void write(Unwritten unwritten) {
        session.insertMultiple(
                unwritten.deals().stream().map(made -> made.lived().deal()).toList());
        session.insertMultiple(
                unwritten.deals().stream().flatMap(ImportBatch::payments).toList());
        unwritten.deals().forEach(this::saveRecords);
        outbox.append(unwritten.events());
        unwritten.deals().clear();
        unwritten.events().clear();
    }

    private static Stream<PaymentRow> payments(New made) {
        var lived = made.lived();
        return lived.payments().stream()
                .map(payment -> PaymentRow.of(lived.deal().id(), payment));
    }

    private void saveRecords(New made) {
        var deal = made.lived().deal().id();
        if (made.line().riskReview() != null) {
            records.save(deal, made.line().riskReview());
        }
        made.line().priceRequests().forEach(request -> records.save(deal, request));
    }

    private void report(UUID job, LineProblem problem) {
        database.useHandle(transaction -> transaction
                .createUpdate(
                        """
                        INSERT INTO import_error (job_id, line, external_id, field, message)
                        VALUES (:job, :line, :id, :field, :message) ON CONFLICT DO NOTHING
                        """)
                .bind("job", job)
                .bind("line", problem.number())
                .bind("id", shortened(problem.externalId()))
                .bind("field", problem.problem().field())
                .bind("message", shortened(problem.problem().getMessage()))
                .execute());
    }

    private static String shortened(String text) {
        return text == null || Texts.length(text) <= LONGEST_ID * 5
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_ID * 5));
    }
}
