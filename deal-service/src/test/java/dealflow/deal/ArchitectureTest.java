package dealflow.deal;

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

    /** What the deal itself stands on; all other packages may stand on the deal. */
    private static final String[] BELOW_THE_DEAL = {
        "dealflow.deal.database", "dealflow.deal.outbox", "dealflow.deal.pipeline", "dealflow.deal.refusal"
    };

    private static final String[] FOR_THE_DEAL = {
        "dealflow.deal",
        "dealflow.deal.database",
        "dealflow.deal.outbox",
        "dealflow.deal.pipeline",
        "dealflow.deal.refusal",
        "dealflow.contract..",
        "dealflow.edge..",
        "com.fasterxml..",
        "io.quarkus..",
        "jakarta..",
        "java..",
        "org.hibernate..",
        "org.jdbi.."
    };

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dealflow.deal");

    @Test
    void packagesFormNoCircle() {
        slices().matching("dealflow.deal.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    /** Circles through the root, which is no slice. */
    @Test
    void theDealKnowsNothingOfWhatStandsOnIt() {
        classes()
                .that()
                .resideInAPackage("dealflow.deal")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(FOR_THE_DEAL)
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage(BELOW_THE_DEAL)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dealflow.deal")
                .check(CLASSES);
    }

    @Test
    void theDomainKnowsNothingOfHttp() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dealflow.deal.http", "dealflow.deal.idempotency")
                .and()
                .haveNameNotMatching(".*(Resource|Query|Cursor|EventStreams?|UploadReader)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dealflow.deal.http", "jakarta.ws.rs..")
                .check(CLASSES);
    }

    @Test
    void theRulesNeedNoContainer() {
        classes()
                .that()
                .haveNameMatching(
                        ".*\\.(MoveRules|Transitions|QualificationRules|StageMapping|PipelineCheck|HistoryReplay|CsvMapping)")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dealflow..", "java..", "com.fasterxml.jackson..")
                .check(CLASSES);
    }

    @Test
    void onlyResourcesHavePaths() {
        classes()
                .that()
                .areAnnotatedWith("jakarta.ws.rs.Path")
                .should()
                .haveSimpleNameEndingWith("Resource")
                .check(CLASSES);
    }

    @Test
    void everyPostTakesAnIdempotencyKey() {
        methods()
                .that()
                .areAnnotatedWith("jakarta.ws.rs.POST")
                .should()
                .beAnnotatedWith("dealflow.deal.idempotency.Idempotent")
                .andShould()
                .haveRawReturnType("jakarta.ws.rs.core.Response")
                .andShould()
                // The transaction of a request with a key begins later, and would be within that one.
                .notBeAnnotatedWith("jakarta.transaction.Transactional")
                .check(CLASSES);
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

    /** All other SQL goes through Jdbi, and entities through JPA (deal-service/decisions/0002-database.md). */
    @Test
    void onlyWhatIsMeasuredIsPlainJdbc() {
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.(RowSecurity|LineStore|Outbox)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.sql\\.(Connection|Statement|PreparedStatement)")
                .check(CLASSES);
    }
}
