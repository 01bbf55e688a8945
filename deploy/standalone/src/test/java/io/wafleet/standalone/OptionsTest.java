package io.wafleet.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @Test
    void noOptionsStartEveryPartWithOneWorker() {
        var options = Options.parse();
        assertThat(options.action()).isEqualTo(Options.Action.UP);
        assertThat(options.parts()).containsExactlyInAnyOrder(PartName.values());
        assertThat(options.workers()).containsExactly(1);
    }

    @Test
    void withoutLeavesOutWhatItNames() {
        assertThat(Options.parse("--without", "sandbox,relay").parts())
                .containsExactlyInAnyOrder(PartName.KAFKA, PartName.POSTGRES, PartName.WORKER, PartName.GATEWAY);
    }

    @Test
    void onlyRunsWhatItNames() {
        assertThat(Options.parse("--only", "Sandbox").parts()).containsExactly(PartName.SANDBOX);
    }

    @Test
    void severalWorkersCanBeAskedFor() {
        assertThat(Options.parse("--workers", "3").workers()).containsExactly(1, 2, 3);
    }

    @Test
    void oneMoreWorkerCanBeAskedForBesideWhatRuns() {
        var options = Options.parse("--worker", "2");
        assertThat(options.workers()).containsExactly(2);
        assertThat(options.parts()).containsExactly(PartName.WORKER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--wihtout sandbox",
                "--only",
                "--only browser",
                "--only sandbox, ",
                "--workers",
                "--worker",
                "--worker 0",
                "--worker 2 --without worker",
                "--workers 0",
                "--workers 17",
                "--workers -1",
                "--workers 99999999999",
                "--only sandbox --without sandbox",
                "sandbox"
            })
    void whatCannotBeUnderstoodIsRefused(String line) {
        assertThatExceptionOfType(Options.Misunderstood.class).isThrownBy(() -> Options.parse(line.split(" ")));
    }

    @Test
    void aMisspeltPartIsAnsweredWithTheNamesOfAll() {
        assertThatExceptionOfType(Options.Misunderstood.class)
                .isThrownBy(() -> Options.parse("--only", "gatway"))
                .withMessageContaining("gatway")
                .withMessageContaining("kafka, postgres, sandbox, worker, relay, gateway");
    }
}
