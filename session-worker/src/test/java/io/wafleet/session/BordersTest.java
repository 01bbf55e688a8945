package io.wafleet.session;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.jdbc.core.simple.JdbcClient;

@AnalyzeClasses(packages = "io.wafleet.session", importOptions = ImportOption.DoNotIncludeTests.class)
class BordersTest {

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.wafleet.session.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theBrowserKnowsNothingOfTheRest = noClasses()
            .that()
            .resideInAPackage("..browser..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.wafleet.session.account..",
                    "io.wafleet.session.action..",
                    "io.wafleet.session.command..",
                    "io.wafleet.session.contact..",
                    "io.wafleet.session.event..",
                    "io.wafleet.session.history..",
                    "io.wafleet.session.lifecycle..",
                    "io.wafleet.session.media..",
                    "io.wafleet.session.ownership..",
                    "io.wafleet.session.pacing..",
                    "io.wafleet.session.profile..",
                    "io.wafleet.session.receive..",
                    "io.wafleet.session.send..",
                    "io.wafleet.session.snapshot..");

    @ArchTest
    static final ArchRule onlyTheStoreWritesAccounts = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "..account..",
                    "..ownership..",
                    "..command..",
                    "..contact..",
                    "..media..",
                    "..pacing..",
                    "..snapshot..",
                    "..receive..",
                    "..history..",
                    "..profile..")
            .and()
            .resideInAPackage("io.wafleet.session..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.springframework.jdbc.core.simple.JdbcClient");

    @ArchTest
    static final ArchRule aHandlerIsNobodysBusiness = classes()
            .that()
            .implement("io.wafleet.session.command.CommandHandler")
            .should()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule thereAreNoDrawersForEverything =
            noClasses().should().resideInAnyPackage("..util..", "..impl..", "..service..", "..helper..", "..manager..");

    @ArchTest
    static final ArchRule noQueryKeepsItsConnection = noClasses()
            .should()
            .callMethod(JdbcClient.MappedQuerySpec.class, "stream")
            .because("a stream holds its connection until somebody closes it; list() gives it back");
}
