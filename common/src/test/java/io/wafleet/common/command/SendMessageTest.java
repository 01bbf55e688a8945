package io.wafleet.common.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.message.MessageType;
import io.wafleet.common.problem.FieldProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendMessageTest {

    static Stream<String> textsThatComeOutAsTheyWentIn() {
        return Stream.of(
                "Hello", "‏שלום عليكم", "👩‍👩‍👧‍👦 🏳️‍🌈", "e\u0301 combining", "  kept  ", "👍".repeat(65_536));
    }

    @ParameterizedTest
    @MethodSource("textsThatComeOutAsTheyWentIn")
    void everyTextThatCanBeSentUnalteredIsAccepted(String text) {
        assertThat(SendMessage.text("15551234567", text, null).problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "nul \0 inside", "half a pair \ud83d"})
    void aTextThatCannotBeSentIsRefused(String text) {
        assertThat(SendMessage.text("15551234567", text, null).problems())
                .extracting(FieldProblem::pointer)
                .containsOnly("/message");
    }

    @Test
    void aTextIsCountedInCharactersAsPeopleCount() {
        assertThat(SendMessage.text("15551234567", "👍".repeat(65_537), null).problems())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"15551234567", "+15551234567", "15551234567@c.us", "120363000000000001@g.us", "99@lid"})
    void numbersAndChatIdsAreRecipients(String to) {
        boolean accepted = SendMessage.text(to, "Hi", null).problems().isEmpty();
        assertThat(accepted).isEqualTo(!to.equals("99@lid"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Ann", "1 555", "15551234567@evil.example", "1555';--", "1555\n"})
    void anythingElseIsNot(String to) {
        assertThat(SendMessage.text(to, "Hi", null).problems())
                .extracting(FieldProblem::pointer)
                .containsExactly("/to");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nul \0 inside", "half a pair \ud83d"})
    void nothingThatCannotBeKeptUnalteredIsTakenInAnyField(String text) {
        SendMessage all = new SendMessage(
                "15551234567",
                text,
                null,
                null,
                text,
                text,
                text,
                text,
                MessageType.DOCUMENT,
                text,
                text,
                Map.of("list", List.of(Map.of(text, 1))));
        assertThat(all.problems())
                .extracting(FieldProblem::pointer)
                .containsExactlyInAnyOrder(
                        "/message",
                        "/caption",
                        "/upload_id",
                        "/filename",
                        "/mimetype",
                        "/reply_to",
                        "/client_message_id",
                        "/metadata");
        SendMessage byUrl = new SendMessage(
                "15551234567",
                null,
                "https://example.com/" + text,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of("key", text));
        assertThat(byUrl.problems())
                .extracting(FieldProblem::pointer)
                .containsExactlyInAnyOrder("/media_url", "/metadata");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void aBlankClientMessageIdIsNone(String id) {
        assertThat(SendMessage.text("15551234567", "Hi", id).problems())
                .extracting(FieldProblem::pointer)
                .containsExactly("/client_message_id");
    }

    @Test
    void oneFileAtATime() {
        SendMessage two = new SendMessage(
                "15551234567",
                null,
                "https://example.com/a.png",
                "AAAA",
                null,
                null,
                null,
                null,
                MessageType.IMAGE,
                null,
                null,
                Map.of());
        assertThat(two.problems()).extracting(FieldProblem::pointer).containsExactly("/media_url");
    }

    @Test
    void metadataIsKeptInItsOrderWithItsNullsAndNoLargerThanEveryEventCanCarry() {
        Map<String, Object> odd = new LinkedHashMap<>();
        odd.put("b", null);
        odd.put("a", 1);
        assertThat(withMetadata(odd).metadata().toString()).isEqualTo("{b=null, a=1}");
        assertThat(withMetadata(odd).problems()).isEmpty();
        assertThat(withMetadata(Map.of("k", "x".repeat(20_000))).problems())
                .extracting(FieldProblem::pointer)
                .containsExactly("/metadata");
    }

    private static SendMessage withMetadata(Map<String, Object> metadata) {
        return new SendMessage("15551234567", "Hello", null, null, null, null, null, null, null, null, null, metadata);
    }
}
