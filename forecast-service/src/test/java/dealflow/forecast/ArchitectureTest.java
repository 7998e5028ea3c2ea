package dealflow.forecast;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The shape of the house. A rule that finds nothing to check fails. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dealflow.forecast");

    @Test
    void onlyResourcesKnowOfHttp() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dealflow.forecast.http")
                .and()
                .haveNameNotMatching(".*(Resource|Answer|[A-Za-z]+Parameters|KnownPipelines)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dealflow.forecast.http", "jakarta.ws.rs..")
                .check(CLASSES);
    }

    @Test
    void theStatisticsNeedNoContainer() {
        classes()
                .that()
                .resideInAnyPackage(
                        "dealflow.forecast.calendar",
                        "dealflow.forecast.amount",
                        "dealflow.forecast.survival",
                        "dealflow.forecast.estimate",
                        "dealflow.forecast.measure",
                        "dealflow.forecast.receipts")
                .or()
                .haveNameMatching(
                        ".*\\.(Model|PastForecast|PastForecaster|TrainingData|Backtest|Actuals|Combination|Calibration|Forecaster"
                                + "|DealHistory|Visit|PredictiveDistribution|Cohort|Plan|Scenario|RollingOrigin|AccuracyReport|Explainer|Explanation)")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dealflow..", "java..", "org.apache.commons.numbers..")
                .check(CLASSES);
    }

    @Test
    void packagesFormNoCircles() {
        slices().matching("dealflow.forecast.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    /** Else it goes on when what it needs is closed. */
    @Test
    void everyScheduledJobEndsWithTheService() {
        methods()
                .that()
                .areAnnotatedWith("io.quarkus.scheduler.Scheduled")
                .should()
                .beAnnotatedWith("dealflow.edge.lifecycle.EndsWithService")
                .check(CLASSES);
    }

    /** All other SQL goes through Jdbi (deal-service/decisions/0002-database.md). */
    @Test
    void onlyWhatIsMeasuredIsPlainJdbc() {
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.(FullLoad|HistoryLoader|Images|ForecastProjection)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.sql\\.(Connection|Statement|PreparedStatement)")
                .check(CLASSES);
    }
}
