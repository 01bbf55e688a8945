package io.wafleet.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The borders between the packages of the sandbox. */
@AnalyzeClasses(packages = "io.wafleet.sandbox", importOptions = ImportOption.DoNotIncludeTests.class)
class BordersTest {

    @ArchTest
    static final ArchRule packagesDoNotDependOnEachOtherInCircles =
            slices().matching("io.wafleet.sandbox.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theStandInKnowsNothingOfTheProduct = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.wafleet.common..", "io.wafleet.session..", "io.wafleet.gateway..", "io.wafleet.relay..");

    @ArchTest
    static final ArchRule whatIsKeptKnowsNothingOfHowItIsReached = noClasses()
            .that()
            .resideInAnyPackage(
                    "..identity..",
                    "..wire..",
                    "..page..",
                    "..link..",
                    "..media..",
                    "..message..",
                    "..outbox..",
                    "..passkey..",
                    "..presence..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..socket..", "..phone..", "..site..");
}
