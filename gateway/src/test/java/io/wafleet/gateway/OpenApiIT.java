package io.wafleet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.problem.ErrorCode;
import io.wafleet.gateway.testing.RunningGateway;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenApiIT {

    private final JsonNode document =
            RunningGateway.shared().client("").get("/openapi.json").json();

    @Test
    void everyRouteIsInTheDocumentAndTheReverse() {
        Set<String> served = new TreeSet<>();
        RunningGateway.shared()
                .routes()
                .forEach(route -> route.getPatternsCondition()
                        .getPatterns()
                        .forEach(path -> route.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> served.add(method + " " + path.getPatternString()))));
        // The page of the dashboard is not part of the API.
        served.remove("GET /");
        // Not the controllers' but the framework's.
        for (String probe : new String[] {"/livez", "/readyz"}) {
            assertThat(RunningGateway.shared().client("").get(probe).status()).isEqualTo(200);
            served.add("GET " + probe);
        }
        Set<String> described = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().propertyNames().stream()
                        .filter(name -> !name.equals("parameters"))
                        .forEach(method -> described.add(method.toUpperCase() + " " + path.getKey())));
        assertThat(described).isEqualTo(served);
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryErrorCodeIsNamed() {
        document.findValues("$ref")
                .forEach(ref -> assertThat(
                                document.at(ref.asString().substring(1)).isMissingNode())
                        .as(ref.asString())
                        .isFalse());
        assertThat(document.at("/components/schemas/ErrorCode/enum"))
                .extracting(JsonNode::asString)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(ErrorCode.values()).map(Enum::name).toList());
    }

    @Test
    void everyOperationNamesTheProblemsThatAnybodyCanMeetThere() {
        document.path("paths").properties().stream()
                .filter(path -> path.getKey().startsWith("/api/"))
                .flatMap(path -> path.getValue().properties().stream())
                .filter(operation -> !operation.getKey().equals("parameters"))
                .map(Map.Entry::getValue)
                .forEach(operation -> {
                    Set<String> needed = new TreeSet<>();
                    if (!operation.has("security")) {
                        needed.addAll(Set.of("401", "429", "503"));
                    }
                    if (operation.has("requestBody")) {
                        needed.addAll(Set.of("400", "413", "415"));
                    }
                    assertThat(operation.path("responses").propertyNames())
                            .as(operation.path("operationId").asString())
                            .containsAll(needed);
                });
    }

    @Test
    void everyOperationHasANameOfItsOwn() {
        assertThat(document.path("paths").findValues("operationId"))
                .extracting(JsonNode::asString)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(30);
    }
}
