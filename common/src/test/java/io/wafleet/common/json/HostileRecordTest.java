package io.wafleet.common.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wafleet.common.command.Command;
import io.wafleet.common.command.SendMessage;
import io.wafleet.common.json.ContractViolation.Kind;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostileRecordTest {

    static Stream<Arguments> brokenRecords() {
        String envelope = "{\"id\":\"1\",\"type\":\"send\",\"account_id\":\"a\"";
        return Stream.of(
                Arguments.of("", Kind.BAD_ENVELOPE),
                Arguments.of("not json", Kind.NOT_JSON),
                Arguments.of("[]", Kind.BAD_ENVELOPE),
                Arguments.of(envelope + "} trailing", Kind.NOT_JSON),
                Arguments.of("{\"id\":\"1\",\"id\":\"2\"}", Kind.NOT_JSON),
                Arguments.of("[".repeat(100_000), Kind.NOT_JSON),
                Arguments.of("{\"n\":" + "1".repeat(1_000_000) + "}", Kind.NOT_JSON),
                Arguments.of("{\"" + "k".repeat(100_000) + "\":1}", Kind.NOT_JSON),
                Arguments.of("{\"type\":\"send\",\"account_id\":\"a\"}", Kind.BAD_ENVELOPE),
                Arguments.of("{\"id\":7,\"type\":\"send\",\"account_id\":\"a\"}", Kind.BAD_ENVELOPE),
                Arguments.of(
                        "{\"id\":\"" + "x".repeat(129) + "\",\"type\":\"send\",\"account_id\":\"a\"}",
                        Kind.BAD_ENVELOPE),
                Arguments.of("{\"id\":\"a\\nb\",\"type\":\"send\",\"account_id\":\"a\"}", Kind.BAD_ENVELOPE),
                Arguments.of("{\"id\":\"a\\u0000\",\"type\":\"send\",\"account_id\":\"a\"}", Kind.BAD_ENVELOPE),
                Arguments.of("{\"id\":\"a\\ud83d\",\"type\":\"send\",\"account_id\":\"a\"}", Kind.BAD_ENVELOPE),
                Arguments.of("{\"id\":\"1\",\"type\":\"send\"}", Kind.BAD_ENVELOPE),
                Arguments.of("{\"id\":\"1\",\"type\":\"send\",\"account_id\":\"../a\"}", Kind.BAD_ENVELOPE),
                Arguments.of(envelope + ",\"time\":\"yesterday\"}", Kind.BAD_ENVELOPE),
                Arguments.of("{\"id\":\"1\",\"type\":\"explode\",\"account_id\":\"a\"}", Kind.UNKNOWN_TYPE),
                Arguments.of(envelope + ",\"version\":2}", Kind.UNSUPPORTED_VERSION),
                Arguments.of(envelope + ",\"data\":[]}", Kind.BAD_DATA),
                Arguments.of(envelope + ",\"data\":{\"to\":{\"a\":1}}}", Kind.BAD_DATA),
                Arguments.of(envelope + ",\"data\":{\"type\":\"hologram\"}}", Kind.BAD_DATA));
    }

    @ParameterizedTest
    @MethodSource("brokenRecords")
    void aBrokenRecordIsRefusedWithItsKind(String record, Kind kind) {
        ContractViolation violation = catchThrowableOfType(
                ContractViolation.class, () -> ContractJson.readCommand(record.getBytes(StandardCharsets.UTF_8)));
        assertThat(violation).isNotNull();
        assertThat(violation.kind()).isEqualTo(kind);
    }

    @Test
    void aRecordOfAPlainProducerNeedsOnlyIdTypeAndAccount() throws ContractViolation {
        Command command = ContractJson.readCommand(
                "{\"id\":\"1\",\"type\":\"send\",\"account_id\":\"a\",\"later\":true,\"data\":{\"to\":\"15551234567\",\"message\":\"Hi\",\"later\":[1]}}"
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(command.data()).isEqualTo(SendMessage.text("15551234567", "Hi", null));
        assertThat(command.data().problems()).isEmpty();
    }
}
