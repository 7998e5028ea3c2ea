package dealflow.deal.exports;

import static dealflow.edge.answer.TableText.safe;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dealflow.contract.deal.DealSnapshot;
import dealflow.contract.payment.Money;
import dealflow.edge.answer.TableText;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Deals as a table, one a row. */
final class DealCsv implements Closeable {

    static final String TYPE = "text/csv";
    static final String UTF_8 = TYPE + ";charset=UTF-8";
    static final String EXAMPLE =
            """
            id,externalId,pipeline,title,customer,country,stage,status,owner,team,product,source,region,amount,currency,reportingAmount,reportingCurrency,expectedCloseOn,openedAt,stageEnteredAt
            0197c2f0-0000-7000-8000-000000000001,,export,Solar lamps,Nordlys AS,NO,opportunity,OPEN,li.wei@example.com,north,lamps,fair,EU,48000.00,USD,48000.00,USD,2026-12-15,2026-03-02T09:30:00Z,2026-03-02T09:30:00Z
            """;
    private static final List<String> COLUMNS =
            List.of(EXAMPLE.lines().findFirst().orElseThrow().split(","));
    private static final CsvMapper CSV = CsvMapper.builder()
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .build();

    private final SequenceWriter rows;

    DealCsv(OutputStream out, boolean bom) throws IOException {
        if (bom) {
            out.write(TableText.BYTE_ORDER_MARK.getBytes(StandardCharsets.UTF_8));
        }
        var schema = CsvSchema.builder();
        COLUMNS.forEach(schema::addColumn);
        rows = CSV.writer(schema.build().withHeader()).writeValues(out);
        rows.init(true);
    }

    void write(DealSnapshot deal) throws IOException {
        rows.write(row(deal));
    }

    private static Map<String, Object> row(DealSnapshot deal) {
        var row = new LinkedHashMap<String, Object>();
        row.put("id", deal.id().toString());
        row.put("externalId", safe(deal.externalId()));
        row.put("pipeline", safe(deal.pipeline()));
        row.put("title", safe(deal.title()));
        row.put(
                "customer",
                deal.customer() == null ? null : safe(deal.customer().name()));
        row.put("country", deal.customer() == null ? null : safe(deal.customer().country()));
        row.put("stage", safe(deal.stage()));
        row.put("status", deal.status().name());
        row.put("owner", safe(deal.owner()));
        row.put("team", safe(deal.team()));
        row.put("product", safe(deal.product()));
        row.put("source", safe(deal.source()));
        row.put("region", safe(deal.region()));
        money(row, "amount", "currency", deal.amount());
        money(row, "reportingAmount", "reportingCurrency", deal.reportingAmount());
        row.put("expectedCloseOn", string(deal.expectedCloseOn()));
        row.put("openedAt", string(deal.openedAt()));
        row.put("stageEnteredAt", string(deal.stageEnteredAt()));
        return row;
    }

    private static void money(Map<String, Object> row, String amount, String currency, Money money) {
        row.put(amount, money == null ? null : money.amount().toPlainString());
        row.put(currency, money == null ? null : money.currency());
    }

    private static String string(Object value) {
        return value == null ? null : value.toString();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
