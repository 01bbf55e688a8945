package io.wafleet.common;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

@AnalyzeClasses(packages = "io.wafleet.common", importOptions = DoNotIncludeTests.class)
class BordersTest {

    @ArchTest
    static final ArchRule theContractKnowsNoSpringAndNoService = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..", "io.wafleet.gateway..", "io.wafleet.session..", "io.wafleet.relay..");

    @ArchTest
    static final ArchRule itsPackagesFormNoCycle = SlicesRuleDefinition.slices()
            .matching("io.wafleet.common.(*)..")
            .should()
            .beFreeOfCycles();
}
