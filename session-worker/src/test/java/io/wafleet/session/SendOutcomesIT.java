package io.wafleet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.wafleet.common.event.CommandCompleted;
import io.wafleet.common.event.CommandFailed;
import io.wafleet.common.event.EventData;
import io.wafleet.common.event.MessageAcknowledged;
import io.wafleet.common.event.MessageFailed;
import io.wafleet.common.event.MessageReceived;
import io.wafleet.common.event.MessageSent;
import io.wafleet.common.message.Ack;
import io.wafleet.common.message.ChatMessage;
import io.wafleet.common.problem.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a send about which WhatsApp's server is slow, silent or of another mind. */
class SendOutcomesIT {

    private static final String ACCOUNT = "outcomes";
    private static final String NUMBER = "15557004001";
    private static final String ANN = "15557004002";
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path home;

    private static OneWorker one;

    @BeforeAll
    static void start() {
        one = new OneWorker(
                home,
                Map.of(
                        "wafleet.session.send.ack-overdue", "1500ms",
                        "wafleet.session.send.deadline", "3s",
                        "wafleet.session.send.attempts", "2"));
        one.link(ACCOUNT, NUMBER);
        receive(ANN); // so that it is not a first message
        send("warm-up", ANN); // the first of a new page takes up to a second
    }

    @AfterEach
    void calmDown() {
        Map<String, Object> calm = new HashMap<>();
        calm.put("server_ack_delay_ms", 0);
        calm.put("delivery_delay_ms", 100);
        calm.put("send_error", null);
        one.phone.turns(NUMBER, calm);
    }

    @AfterAll
    static void stop() {
        one.close();
    }

    @Test
    void silenceOfTheServerIsToldOnceAndThenWhatItSays() {
        one.phone.turns(NUMBER, Map.of("server_ack_delay_ms", 2500));

        EventData ended = send("slow", ANN);

        assertThat(ended).isInstanceOf(CommandCompleted.class);
        String id =
                ((CommandCompleted) ended).result().path("provider_message_id").asString();
        await().atMost(SOON).untilAsserted(() -> assertThat(acks(id)).contains(Ack.DELIVERED));
        assertThat(acks(id)).startsWith(Ack.PENDING).containsOnlyOnce(Ack.PENDING);
        assertThat(one.worker
                        .part(MeterRegistry.class)
                        .counter("wafleet.message.ack.overdue")
                        .count())
                .isPositive();
    }

    @Test
    void aVoiceMessageThatWasPlayedIsToldSo() {
        String voice = Base64.getEncoder()
                .encodeToString(("OggS" + ".".repeat(24) + "OpusHead").getBytes(StandardCharsets.US_ASCII));
        String id = one.run(
                        "send",
                        ACCOUNT,
                        "{\"to\":\"" + ANN + "\",\"type\":\"voice\",\"media_base64\":\"" + voice + "\"}")
                .path("provider_message_id")
                .asString();
        await().atMost(SOON).untilAsserted(() -> assertThat(acks(id)).contains(Ack.DELIVERED));

        one.phone.does("played", Map.of("account", NUMBER, "chat", ANN, "id", id));

        await().atMost(SOON).untilAsserted(() -> assertThat(acks(id)).contains(Ack.PLAYED));
    }

    @Test
    void aMessageThatIsAnsweredInTimeIsNeverPending() {
        EventData ended = send("quick", ANN);

        String id =
                ((CommandCompleted) ended).result().path("provider_message_id").asString();
        await().atMost(SOON).untilAsserted(() -> assertThat(acks(id)).contains(Ack.DELIVERED));
        await().during(Duration.ofSeconds(2)).atMost(SOON).until(() -> !acks(id).contains(Ack.PENDING));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"message\":\"text\"",
                "\"location\":{\"latitude\":1.5,\"longitude\":2.5}",
                "\"contact\":{\"name\":\"Cy\",\"phone\":\"15557004009\"}",
                "\"poll\":{\"question\":\"?\",\"options\":[\"a\",\"b\"]}",
                "\"type\":\"document\",\"media_base64\":\"JVBERi0xLjQKJSVFT0YK\""
            })
    void aSendThatIsNotAnsweredInTimeIsLookedUpAndNotSentAgain(String content) {
        one.phone.turns(NUMBER, Map.of("server_ack_delay_ms", 4000));
        String id = "unanswered-" + content.hashCode();

        EventData ended = one.wire.run(id, "send", ACCOUNT, "{\"to\":\"" + ANN + "\"," + content + "}");

        assertThat(ended).isInstanceOf(CommandCompleted.class);
        String messageId =
                ((CommandCompleted) ended).result().path("provider_message_id").asString();
        assertThat(one.phone
                        .received(ANN, NUMBER)
                        .valueStream()
                        .filter(message -> message.path("id").asString("").equals(messageId)))
                .singleElement()
                .satisfies(shown -> assertThat(shown.path("sends").asInt())
                        .as(shown.toString())
                        .isEqualTo(1));
    }

    @Test
    void aSendThatWasGivenUpAndArrivesAllTheSameIsToldWithItsCommand() {
        one.phone.turns(NUMBER, Map.of("server_ack_delay_ms", 12_000, "delivery_delay_ms", 12_000));

        EventData ended = one.wire.run(
                "late",
                "send",
                ACCOUNT,
                "{\"to\":\"" + ANN
                        + "\",\"message\":\"late\",\"client_message_id\":\"l-1\",\"metadata\":{\"order\":7}}");

        assertThat(code(ended)).isEqualTo(ErrorCode.MESSAGE_FAILED);
        ChatMessage told = one.wire
                .awaitTold(
                        ACCOUNT,
                        MessageSent.class,
                        sent -> "late".equals(sent.message().commandId()))
                .message();
        assertThat(told.message()).isEqualTo("late");
        assertThat(told.clientMessageId()).isEqualTo("l-1");
        assertThat(told.metadata()).isEqualTo(Map.of("order", 7));
        await().atMost(SOON).untilAsserted(() -> assertThat(acks(told.id())).contains(Ack.DELIVERED));
        assertThat(one.wire.told(ACCOUNT, MessageSent.class).stream()
                        .filter(sent -> sent.message().id().equals(told.id())))
                .hasSize(1);
    }

    @Test
    void aRefusalIsTypedAndNotTriedAgain() {
        one.phone.turns(NUMBER, Map.of("send_error", "ERROR_UNKNOWN"));
        String stranger = "15557004003";

        EventData warm = send("refused", ANN);
        EventData cold = send("refused-cold", stranger);
        EventData missing = send("nobody", "15550000000");

        assertThat(code(warm)).isEqualTo(ErrorCode.MESSAGE_FAILED);
        assertThat(code(cold)).isEqualTo(ErrorCode.RECIPIENT_UNREACHABLE_COLD);
        assertThat(code(missing)).isEqualTo(ErrorCode.RECIPIENT_NOT_FOUND);
        for (String id : List.of("refused", "refused-cold", "nobody")) {
            one.wire.awaitTold(
                    ACCOUNT, MessageFailed.class, failed -> failed.commandId().equals(id));
        }
        assertThat(one.phone.received(stranger, NUMBER)).isEmpty();
    }

    private static EventData send(String id, String to) {
        return one.wire.run(id, "send", ACCOUNT, "{\"to\":\"" + to + "\",\"message\":\"" + id + "\"}");
    }

    private static void receive(String from) {
        String id = one.does("send", NUMBER, from, Map.of("type", "chat", "body", "hello"));
        one.wire.awaitTold(
                ACCOUNT,
                MessageReceived.class,
                received -> received.message().id().equals(id));
    }

    private static List<Ack> acks(String messageId) {
        return one.wire.told(ACCOUNT, MessageAcknowledged.class).stream()
                .filter(ack -> ack.id().equals(messageId))
                .map(MessageAcknowledged::ack)
                .toList();
    }

    private static ErrorCode code(EventData ended) {
        assertThat(ended).isInstanceOf(CommandFailed.class);
        return ((CommandFailed) ended).error().code();
    }
}
