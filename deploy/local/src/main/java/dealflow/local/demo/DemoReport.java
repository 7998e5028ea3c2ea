package dealflow.local.demo;

import dealflow.local.LocalStack;
import java.time.LocalDate;
import java.util.function.Consumer;

/** The demo company's funnel and forecast, as the services answer, in tables. */
final class DemoReport {
    DemoReport(LocalStack stack, LocalDate until, Consumer<String> report) {}

    void print() {}
}
