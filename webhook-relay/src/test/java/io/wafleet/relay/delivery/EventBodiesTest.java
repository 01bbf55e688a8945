package io.wafleet.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.chat.Group;
import io.wafleet.common.chat.Group.Participant;
import io.wafleet.common.event.CallReceived;
import io.wafleet.common.event.Event;
import io.wafleet.common.event.EventData;
import io.wafleet.common.event.GroupUpdated;
import io.wafleet.common.event.MessageEdited;
import io.wafleet.common.event.MessageReaction;
import io.wafleet.common.event.MessageRevoked;
import io.wafleet.common.event.PasskeyAsked;
import io.wafleet.common.event.PollVote;
import io.wafleet.common.json.ContractJson;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What receivers get of everything that is no message, as the documentation shows it. */
class EventBodiesTest {

    private static final WebhookBody BODIES = new WebhookBody(
            new RelaySettings(URI.create("https://wa.example"), 1, 1, Duration.ofSeconds(1), Duration.ofDays(1)),
            new LinkSettings(List.of(), Duration.ZERO));
    private static final String ANN = "15551234567@c.us";
    private static final MessageReaction HEART =
            new MessageReaction("3EB0", ANN, "15551234567", "99887766", "❤️", 1_700_000_000L, null);

    static List<Arguments> bodies() {
        Group team = new Group(
                "1203@g.us", "Team", null, null, 1_690_000_000L, List.of(new Participant("15551234567", null, true)));
        return List.of(
                Arguments.of(
                        "message.edited",
                        new MessageEdited("3EB0", ANN, "15551234567", null, "new", 1_700_000_000L, "cmd_1"),
                        """
                        {"id":"3EB0","chat_id":"15551234567@c.us","from":"15551234567","from_lid":null,"message":"new",
                         "edited_at":1700000000,"command_id":"cmd_1"}"""),
                Arguments.of(
                        "message.revoked",
                        new MessageRevoked("3EB0", ANN, "15551234567", null, 1_700_000_000L, null),
                        """
                        {"id":"3EB0","chat_id":"15551234567@c.us","from":"15551234567","from_lid":null,
                         "revoked_at":1700000000,"command_id":null}"""),
                Arguments.of("message.reaction", HEART, """
                        {"message_id":"3EB0","chat_id":"15551234567@c.us","from":"15551234567","from_lid":"99887766",
                         "emoji":"❤️","timestamp":1700000000,"command_id":null}"""),
                Arguments.of(
                        "poll.vote",
                        new PollVote("3EB0", ANN, "15551234567", null, List.of("yes"), 1_700_000_000L),
                        """
                        {"message_id":"3EB0","chat_id":"15551234567@c.us","from":"15551234567","from_lid":null,
                         "options":["yes"],"timestamp":1700000000}"""),
                Arguments.of(
                        "group.updated",
                        new GroupUpdated(
                                team, GroupUpdated.Change.ADDED, List.of("15551234567"), "15550000001", 1_700_000_000L),
                        """
                        {"group":{"id":"1203@g.us","subject":"Team","description":null,"owner":null,
                          "created_at":1690000000,"participants":[{"phone":"15551234567","lid":null,"admin":true}]},
                         "change":"added","members":["15551234567"],"by":"15550000001","timestamp":1700000000}"""),
                Arguments.of(
                        "call.received",
                        new CallReceived("CALL", "15551234567", null, false, true, 1_700_000_000L),
                        """
                        {"id":"CALL","from":"15551234567","from_lid":null,"is_group":false,"is_video":true,
                         "timestamp":1700000000}"""),
                Arguments.of(
                        "account.passkey",
                        new PasskeyAsked(Map.of("challenge", "AQID"), Instant.parse("2026-11-20T10:01:00Z")),
                        """
                        {"request":{"challenge":"AQID"},"expires_at":"2026-11-20T10:01:00Z"}"""));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void theDataIsAsTheContractHasItWithEveryField(String name, EventData data, String expected) {
        var body = ContractJson.mapper().readTree(BODIES.of(event(data)));

        assertThat(body.path("event").asString()).isEqualTo(name);
        assertThat(body.path("data")).isEqualTo(ContractJson.mapper().readTree(expected));
    }

    @Test
    void theFlatFormOfAReactionHasTheEmojiForText() {
        assertThat(ContractJson.mapper().readTree(BODIES.flat(event(HEART))))
                .isEqualTo(ContractJson.mapper().readTree("""
                {"from":"15551234567","to":"15551234567@c.us","message":"❤️","timestamp":"1700000000","type":"reaction",
                 "provider_message_id":"3EB0","connection_id":"support"}
                """));
    }

    private static Event event(EventData data) {
        return new Event(
                "E1", new AccountId("support"), Instant.parse("2026-11-20T10:00:00Z"), "worker-1", 1, 1, false, data);
    }
}
