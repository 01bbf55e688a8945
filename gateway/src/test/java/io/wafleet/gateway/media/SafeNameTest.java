package io.wafleet.gateway.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeNameTest {

    @ParameterizedTest
    @CsvSource({
        "invoice.pdf,invoice.pdf",
        "../../etc/passwd,_.._etc_passwd",
        "שלום.pdf,שלום.pdf",
        "...,med_1",
        "' .hidden. ',hidden",
        "C:\\CON,C__CON"
    })
    void aNameIsCleanedOfWhatDisksAndShellsTrip(String claimed, String safe) {
        assertThat(SafeName.of(claimed, "med_1")).isEqualTo(safe);
    }

    @Test
    void controlAndDirectionMarksAreDroppedAndLengthIsBounded() {
        assertThat(SafeName.of("a\r\nb\0\u202ec\ud800", "x")).isEqualTo("abc");
        assertThat(SafeName.of("x".repeat(500), "y")).hasSize(120);
        assertThat(SafeName.of(null, "y")).isEqualTo("y");
    }

    @ParameterizedTest
    @CsvSource({
        "image/PNG; q=1,image/png",
        "text/html,application/octet-stream",
        "image/svg+xml,application/octet-stream"
    })
    void onlyHarmlessTypesAreServed(String claimed, String served) {
        assertThat(SafeType.of(claimed)).hasToString(served);
    }
}
