package io.wafleet.e2e.fault;

import io.wafleet.e2e.Http;
import java.util.Arrays;
import java.util.List;

/** Reads what a part counts. */
final class Metrics {

    private Metrics() {}

    /**
     * The sum of a counter or gauge over several parts.
     *
     * @param labels which lines of it, written as {@code name="value"}; all of them must be there
     */
    static double sum(List<Http> parts, String name, String... labels) {
        return parts.stream()
                .map(part -> part.get("/actuator/prometheus", "text/plain"))
                .flatMap(answer -> new String(answer.bytes()).lines())
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .filter(line -> Arrays.stream(labels).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
