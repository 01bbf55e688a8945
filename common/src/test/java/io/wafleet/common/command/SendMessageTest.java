package io.wafleet.common.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.message.ContactCard;
import io.wafleet.common.message.Location;
import io.wafleet.common.message.MessageType;
import io.wafleet.common.message.Poll;
import io.wafleet.common.problem.FieldProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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
                Map.of("list", List.of(Map.of(text, 1))),
                null,
                null,
                null,
                List.of());
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
                Map.of("key", text),
                null,
                null,
                null,
                List.of());
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
                Map.of(),
                null,
                null,
                null,
                List.of());
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

    static Stream<SendMessage> onePlaceCardOrPoll() {
        return Stream.of(
                special(new Location(52.5, 13.4, "Office", null), null, null, null),
                special(null, new ContactCard("Ann", "15551234567"), null, MessageType.CONTACT),
                special(null, null, new Poll("Lunch?", List.of("Yes", "No"), false), MessageType.POLL));
    }

    @ParameterizedTest
    @MethodSource("onePlaceCardOrPoll")
    void aPlaceACardOrAPollIsSentInsteadOfAText(SendMessage send) {
        assertThat(send.problems()).isEmpty();
    }

    static Stream<Arguments> wrongPlacesCardsAndPolls() {
        return Stream.of(
                Arguments.of(special(new Location(91, 0, null, null), null, null, null), "/location/latitude"),
                Arguments.of(special(new Location(0, Double.NaN, null, null), null, null, null), "/location/longitude"),
                Arguments.of(special(null, new ContactCard("Ann", "none"), null, null), "/contact/phone"),
                Arguments.of(special(null, new ContactCard(" ", "15551234567"), null, null), "/contact/name"),
                Arguments.of(special(null, null, new Poll("Lunch?", List.of("Yes"), false), null), "/poll/options"),
                Arguments.of(
                        special(null, null, new Poll("Lunch?", List.of("Yes", "Yes"), false), null), "/poll/options"),
                Arguments.of(
                        special(null, null, new Poll("Lunch?", List.of("Yes", " "), false), null), "/poll/options/1"),
                Arguments.of(special(new Location(0, 0, null, null), null, null, MessageType.POLL), "/type"),
                Arguments.of(
                        special(new Location(0, 0, null, null), new ContactCard("Ann", "15551234567"), null, null),
                        "/type"));
    }

    @ParameterizedTest
    @MethodSource("wrongPlacesCardsAndPolls")
    void whatIsWrongWithThemIsSaidWhereItIs(SendMessage send, String pointer) {
        assertThat(send.problems()).extracting(FieldProblem::pointer).containsExactly(pointer);
    }

    private static SendMessage special(
            @Nullable Location location,
            @Nullable ContactCard contact,
            @Nullable Poll poll,
            @Nullable MessageType type) {
        return new SendMessage(
                "15551234567",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                type,
                null,
                null,
                Map.of(),
                location,
                contact,
                poll,
                List.of());
    }

    private static SendMessage withMetadata(Map<String, Object> metadata) {
        return new SendMessage(
                "15551234567",
                "Hello",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                metadata,
                null,
                null,
                null,
                List.of());
    }
}
