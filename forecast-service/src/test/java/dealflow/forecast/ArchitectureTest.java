package dealflow.forecast;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

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
    void theDomainKnowsNothingOfHttp() {
        noClasses()
                .that()
                .resideInAPackage("dealflow.forecast")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dealflow.forecast.http", "jakarta.ws.rs..")
                .check(CLASSES);
    }

    @Test
    void theStatisticsNeedNoContainer() {
        classes()
                .that()
                .haveNameMatching(
                        ".*\\.(Model|Estimates|Fits|History|Hazards|Exposure|WinCurves|SemiMarkov|EntryCurve|Mixture|People"
                                + "|Shrinkage|Activity|Inflow|Arrivals|Population|Bookings|Moments|Backtest|Came|Combination"
                                + "|Calibration|Draws|Forecaster|Spread|Amounts|Life|Visit|Interval|NaiveMethods"
                                + "|Portion|Booked|Paid|Cash|PaymentLag|PaymentHabits|Instalment|Receivables|Outlook"
                                + "|RollingOrigin|TrackRecord|Explainer|Explanation)")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dealflow..", "java..")
                .check(CLASSES);
    }
}
