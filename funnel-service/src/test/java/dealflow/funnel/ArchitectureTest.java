package dealflow.funnel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
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
            .importPackages("dealflow.funnel");

    @Test
    void onlyResourcesKnowOfHttp() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dealflow.funnel.http")
                .and()
                .haveSimpleNameNotEndingWith("Resource")
                .and()
                .doNotHaveSimpleName("QuestionParameters")
                .and()
                .doNotHaveSimpleName("Filters")
                .and()
                .doNotHaveSimpleName("DealFilters")
                .and()
                .doNotHaveSimpleName("CompanyParameters")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dealflow.funnel.http", "jakarta.ws.rs..")
                .check(CLASSES);
    }

    @Test
    void theStatisticsNeedNoContainer() {
        classes()
                .that()
                .resideInAnyPackage(
                        "dealflow.funnel.unit",
                        "dealflow.funnel.statistics",
                        "dealflow.funnel.history",
                        "dealflow.funnel.rollup")
                .or()
                .haveNameMatching("dealflow\\.funnel\\..*(Report|Answer|Cohort|Capacity)")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dealflow..",
                        "java..",
                        "com.fasterxml.jackson.annotation..",
                        "com.github.benmanes.caffeine..",
                        // What the API document says of the fields of answers.
                        "org.eclipse.microprofile.openapi.annotations..",
                        "jakarta.annotation",
                        "org.apache.commons..")
                .check(CLASSES);
    }

    @Test
    void packagesFormNoCircles() {
        slices().matching("dealflow.funnel.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    /** All other SQL goes through Jdbi (deal-service/decisions/0002-database.md). */
    @Test
    void onlyWhatIsMeasuredIsPlainJdbc() {
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.(Ledger|LedgerRows|Images)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.sql\\.(Connection|Statement|PreparedStatement)")
                .check(CLASSES);
    }
}
