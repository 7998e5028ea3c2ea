package dealflow.deal.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dealflow.contract.deal.Customer;
import dealflow.contract.event.DealEvent;
import dealflow.contract.pipeline.Pipeline;
import dealflow.deal.Deal;
import dealflow.deal.ExchangeRates;
import dealflow.deal.csv.CsvLines;
import dealflow.deal.customer.Customers;
import dealflow.deal.field.FieldDefinitions;
import dealflow.deal.imports.DealsOnRecord.Key;
import dealflow.deal.outbox.Outbox;
import dealflow.deal.payment.PaymentRow;
import dealflow.deal.pipeline.Pipelines;
import dealflow.deal.price.PriceRecords;
import dealflow.deal.product.Products;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.Texts;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
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
    Products products;

    @Inject
    ExchangeRates rates;

    @Inject
    Outbox outbox;

    @Inject
    Imports imports;

    @Inject
    DealsOnRecord onRecord;

    @Inject
    DryRuns dryRuns;

    @Inject
    ImportedMoves moves;

    @Inject
    PriceRecords records;

    @Inject
    Customers customers;

    @Inject
    FieldDefinitions fields;

    @Inject
    ObjectMapper json;

    @Inject
    Clock clock;

    private LineReader reader;

    @PostConstruct
    void begin() {
        reader = new LineReader(json, fields::imported);
    }

    private record Line(long number, String content) {}

    /** @param places where in the file a field of the line stands */
    private record Parsed(long number, String content, ImportedDeal deal, UnaryOperator<String> places) {}

    private record LineProblem(long number, String externalId, InvalidFieldException problem) {}

    /**
     * What is to be written together.
     *
     * @param changed deals on record
     */
    private record Unwritten(List<New> deals, Set<Deal> changed, List<DealEvent> events) {

        Unwritten() {
            this(new ArrayList<>(), Collections.newSetFromMap(new IdentityHashMap<>()), new ArrayList<>());
        }
    }

    private record New(HistoryReplay.Lived lived, ImportedDeal line) {}

    /**
     * What the lines of a batch meet.
     *
     * @param hashes by which line each deal came, where lines only make deals
     * @param deals those on record, where lines change them
     * @param customers the customer on record that a text names
     * @param buyers the customers that events tell of
     */
    private record Work(
            ImportJob job,
            Instant now,
            Map<String, Pipeline> definitions,
            Map<Key, byte[]> hashes,
            Map<Key, Deal> deals,
            Unwritten unwritten,
            UnaryOperator<Customer> customers,
            Set<UUID> buyers) {}

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
            dryRuns.forgetSeen(job.id);
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
        var problems = new ArrayList<LineProblem>();
        var parsed = parse(job, lines, problems);
        var named = job.dryRun
                ? null
                : customers.known(NamedCustomers.of(parsed.stream().map(Parsed::deal)), job.requestedBy);
        var work = begun(job, parsed.stream().map(Parsed::deal).toList(), named);
        var sums = new DryRuns.Sums();
        var taken = new ArrayList<DryRuns.Taken>();
        for (var line : parsed) {
            try {
                var outcome = outcome(work, line.deal());
                count(job, outcome.kind());
                if (job.dryRun && outcome.kind() != LineOutcome.Kind.UNCHANGED) {
                    sums.add(outcome);
                    var change = job.imported + job.changed > DryRuns.MOST_CHANGES
                            ? null
                            : DryRuns.change(line.number(), line.deal(), outcome);
                    taken.add(new DryRuns.Taken(line.number(), line.content(), line.deal(), change));
                }
            } catch (InvalidFieldException e) {
                problems.add(new LineProblem(line.number(), line.deal().externalId(), placed(e, line.places())));
            }
        }
        if (job.dryRun) {
            dryRuns.save(job.id, sums);
            dryRuns.save(job.id, taken);
        } else {
            write(work.unwritten());
            customers.takeBack(named.madeWithout(work.buyers()));
        }
        problems.forEach(problem -> report(job.id, problem));
        job.processed += lines.size();
        job.errors += problems.size();
    }

    /** @param named null for a dry run, which makes no customers */
    private Work begun(ImportJob job, List<ImportedDeal> lines, Customers.Known named) {
        var definitions = new HashMap<String, Pipeline>();
        // Pipelines before deals, as everywhere.
        lines.stream()
                .map(line -> String.valueOf(line.pipeline()))
                .distinct()
                .sorted()
                .forEach(key -> pipelines.heldIfThere(key).ifPresent(pipeline -> definitions.put(key, pipeline)));
        var creates = job.mode == ImportMode.CREATE;
        var work = new Work(
                job,
                clock.instant(),
                definitions,
                creates ? onRecord.hashes(lines) : new HashMap<>(),
                creates ? new HashMap<>() : onRecord.deals(lines, job.dryRun),
                new Unwritten(),
                named == null ? UnaryOperator.identity() : named::of,
                new HashSet<>());
        if (job.dryRun) {
            recall(work, lines);
        }
        return work;
    }

    /** What the lines of a dry run's earlier batches would have made of the same deals. */
    private void recall(Work work, List<ImportedDeal> lines) {
        var ids = lines.stream().map(line -> String.valueOf(line.externalId())).toList();
        var before = new ArrayList<Line>();
        dryRuns.seen(work.job().id, ids).forEach(content -> before.add(new Line(0, content)));
        for (var line : parse(work.job(), before, new ArrayList<>())) {
            try {
                outcome(work, line.deal());
            } catch (InvalidFieldException e) {
                // What is on record has changed since.
                continue;
            }
        }
    }

    /**
     * Does what a line says, as far as the deals in memory.
     *
     * @throws InvalidFieldException if it cannot be
     */
    private LineOutcome outcome(Work work, ImportedDeal line) {
        var job = work.job();
        var key = Key.of(line);
        if (!line.moves().isEmpty()) {
            return moved(work, key, line);
        }
        var pipeline = work.definitions().get(key.pipeline());
        if (pipeline == null) {
            throw new InvalidFieldException("pipeline", "there is no pipeline '%s'".formatted(key.pipeline()));
        }
        var deal = work.deals().get(key);
        if (deal != null) {
            return changed(work, deal, line, pipeline);
        }
        var before = work.hashes().get(key);
        if (before != null) {
            same(before, line);
            return LineOutcome.unchanged();
        }
        if (job.mode == ImportMode.UPDATE) {
            throw new InvalidFieldException(
                    "externalId",
                    "'%s' is not on record: an import with mode=update makes no deals".formatted(line.externalId()));
        }
        var lived = HistoryReplay.live(line, pipeline, work.now(), job.requestedBy, rates::convert, work.customers());
        products.check(pipeline, null, lived.deal().details());
        lived.events().forEach(event -> buyer(event, work.buyers()));
        work.unwritten().deals().add(new New(lived, line));
        work.unwritten().events().addAll(lived.events());
        if (job.mode == ImportMode.CREATE) {
            work.hashes().put(key, line.hash());
        } else {
            work.deals().put(key, lived.deal());
        }
        return LineOutcome.created(lived.deal());
    }

    private LineOutcome moved(Work work, Key key, ImportedDeal line) {
        var job = work.job();
        if (!job.dryRun) {
            // What this batch has told so far is part of the history that the moves continue.
            write(work.unwritten());
        }
        var moved =
                moves.move(line, job.dryRun ? work.deals().get(key) : null, job.dryRun, work.now(), job.requestedBy);
        if (moved.events().isEmpty()) {
            return LineOutcome.unchanged();
        }
        work.unwritten().changed().add(moved.deal());
        work.unwritten().events().addAll(moved.events());
        work.deals().computeIfPresent(key, (known, before) -> moved.deal());
        return new LineOutcome(LineOutcome.Kind.MOVED, moved.before(), moved.deal(), List.of());
    }

    private LineOutcome changed(Work work, Deal deal, ImportedDeal line, Pipeline pipeline) {
        var before = LineOutcome.Before.of(deal);
        var leftOut = ImportedUpdate.leftOut(deal, line, pipeline);
        var event = ImportedUpdate.of(
                deal, line, pipeline, work.now(), work.job().requestedBy, rates::convert, work.customers(), products);
        if (event == null) {
            return LineOutcome.unchanged();
        }
        buyer(event, work.buyers());
        work.unwritten().changed().add(deal);
        work.unwritten().events().add(event);
        return new LineOutcome(LineOutcome.Kind.CHANGED, before, deal, leftOut);
    }

    private static void buyer(DealEvent event, Set<UUID> buyers) {
        if (event.deal().customer() != null) {
            buyers.add(event.deal().customer().id());
        }
    }

    private static void count(ImportJob job, LineOutcome.Kind kind) {
        switch (kind) {
            case CREATED -> job.imported++;
            case CHANGED, MOVED -> job.changed++;
            default -> job.unchanged++;
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
                    parsed.add(new Parsed(line.number(), line.content(), deal, places));
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

    private static void same(byte[] before, ImportedDeal deal) {
        if (!Arrays.equals(before, deal.hash())) {
            throw new InvalidFieldException(
                    "externalId",
                    "'%s' is on record already with other content: change it through the API, or with mode=upsert"
                            .formatted(deal.externalId()));
        }
    }

    private void write(Unwritten unwritten) {
        session.insertMultiple(
                unwritten.deals().stream().map(made -> made.lived().deal()).toList());
        session.insertMultiple(
                unwritten.deals().stream().flatMap(ImportBatch::payments).toList());
        var made = Collections.newSetFromMap(new IdentityHashMap<Deal, Boolean>());
        unwritten.deals().forEach(each -> made.add(each.lived().deal()));
        session.updateMultiple(unwritten.changed().stream()
                .filter(deal -> !made.contains(deal))
                .toList());
        unwritten.deals().forEach(this::saveRecords);
        outbox.append(unwritten.events());
        unwritten.deals().clear();
        unwritten.changed().clear();
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
