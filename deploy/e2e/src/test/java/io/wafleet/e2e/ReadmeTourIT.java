package io.wafleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Runs the tour of the README word for word and finds in each step's output what the README promises. */
class ReadmeTourIT {

    private static final Pattern TOUR = Pattern.compile("<!-- tour.*?-->(.*?)<!-- end of tour -->", Pattern.DOTALL);
    private static final Pattern STEP = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final String PROMISE = "# → ";
    private static final String END_OF_STEP = "--- end of step ---";

    @Test
    void theTourDoesWhatTheReadmeSays() throws IOException {
        Path work = Files.createDirectories(Path.of("target", "tour"));
        try (Fleet fleet = new Fleet("tour", Map.of())) {
            fleet.up();
            List<String> steps = steps();
            StringBuilder script = new StringBuilder("set -eu\ncd " + work.toAbsolutePath() + "\n");
            steps.forEach(step -> script.append(here(step, fleet)).append("\necho; echo '" + END_OF_STEP + "'\n"));
            Path file = Files.writeString(work.resolve("tour.sh"), script);

            String[] outputs = fleet.run(List.of("bash", file.toAbsolutePath().toString()), 300)
                    .split(END_OF_STEP);
            for (int i = 0; i < steps.size(); i++) {
                for (String promise : promises(steps.get(i))) {
                    assertThat(outputs[i]).contains(promise);
                }
            }
            assertThat(Files.size(work.resolve("qr.png"))).isPositive();
            assertThat(Files.readAllBytes(work.resolve("snapshot.png"))).startsWith(0x89, 'P', 'N', 'G');
        }
    }

    private static List<String> steps() throws IOException {
        var tour = TOUR.matcher(Files.readString(Path.of("../../README.md")));
        assertThat(tour.find()).as("the README has a tour").isTrue();
        List<String> steps = STEP.matcher(tour.group(1))
                .results()
                .map((MatchResult step) -> step.group(1))
                .toList();
        assertThat(steps).hasSizeGreaterThanOrEqualTo(5);
        return steps;
    }

    /** Only the addresses and the place of the key differ from what a reader pastes. */
    private static String here(String step, Fleet fleet) {
        return step.replace(".wafleet/api-key", fleet.home() + "/api-key")
                .replace("http://127.0.0.1:8080", fleet.gateway().toString())
                .replace("http://127.0.0.1:8090", fleet.sandbox().toString());
    }

    private static List<String> promises(String step) {
        List<String> promises = new ArrayList<>();
        step.lines()
                .filter(line -> line.startsWith(PROMISE))
                .forEach(line -> promises.add(line.substring(PROMISE.length())));
        assertThat(promises).as("promises of:%n%s", step).isNotEmpty();
        return promises;
    }
}
