package io.wafleet.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.event.CommandCompleted;
import io.wafleet.common.event.CommandFailed;
import io.wafleet.common.event.EventData;
import io.wafleet.common.event.MediaStored;
import io.wafleet.common.event.MessageFailed;
import io.wafleet.common.event.MessageReceived;
import io.wafleet.common.event.MessageSent;
import io.wafleet.common.message.ChatMessage;
import io.wafleet.common.message.MessageType;
import io.wafleet.common.problem.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What one person wrote goes to another as a message of its own. */
class ForwardIT {

    private static final String ACCOUNT = "forwards";
    private static final String NUMBER = "15557003001";
    private static final String ANN = "15557003002";
    private static final String BEN = "15557003003";
    private static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    @TempDir
    static Path home;

    private static OneWorker one;

    @BeforeAll
    static void start() {
        one = new OneWorker(home, Map.of());
        one.link(ACCOUNT, NUMBER);
    }

    @AfterAll
    static void stop() {
        one.close();
    }

    @Test
    void aTextIsForwardedOnceWithWhatItsCallerSaidAboutIt() {
        String original = receive(Map.of("type", "chat", "body", "  pass it on 👩‍💻 "));
        String data = """
                {"chat_id":"%s@c.us","message_id":"%s","to":"%s","client_message_id":"fwd-1","metadata":{"a":1}}""".formatted(ANN, original, BEN);

        String forwarded = messageOf(one.wire.run("forward-text", "forward", ACCOUNT, data));
        String again = messageOf(one.wire.run("forward-text-again", "forward", ACCOUNT, data));

        assertThat(again).isEqualTo(forwarded);
        assertThat(one.phone.received(BEN, NUMBER)).singleElement().satisfies(shown -> {
            assertThat(shown.path("id").asString()).isEqualTo(forwarded);
            assertThat(shown.path("body").asString()).isEqualTo("  pass it on 👩‍💻 ");
            assertThat(shown.path("forwarded").asBoolean()).isTrue();
            assertThat(shown.path("sends").asInt()).isEqualTo(1);
        });
        ChatMessage told = told(forwarded);
        assertThat(told.message()).isEqualTo("  pass it on 👩‍💻 ");
        assertThat(told.commandId()).isEqualTo("forward-text");
        assertThat(told.clientMessageId()).isEqualTo("fwd-1");
        assertThat(told.metadata()).isEqualTo(Map.of("a", 1));
    }

    @Test
    void aPictureIsForwardedByteForByteAndCanBeFetched() {
        String to = "15557003004";
        String original = receive(Map.of("type", "image", "data", PNG, "mimetype", "image/png", "caption", "look"));
        String sha256 = one.phone
                .conversation(NUMBER, ANN)
                .valueStream()
                .filter(message -> message.path("id").asString("").equals(original))
                .map(message -> message.path("sha256").asString())
                .findFirst()
                .orElseThrow();

        String forwarded = messageOf(one.wire.run("forward-picture", "forward", ACCOUNT, forward(original, to)));

        assertThat(one.phone.received(to, NUMBER)).singleElement().satisfies(shown -> {
            assertThat(shown.path("type").asString()).isEqualTo("image");
            assertThat(shown.path("sha256").asString()).isEqualTo(sha256);
            assertThat(shown.path("caption").asString()).isEqualTo("look");
        });
        assertThat(told(forwarded).type()).isEqualTo(MessageType.IMAGE);
        MediaStored stored = one.wire.awaitTold(
                ACCOUNT, MediaStored.class, media -> media.messageId().equals(forwarded));
        assertThat(stored.media().sha256()).isEqualTo(sha256);
    }

    @Test
    void aLocationAndACardAndAPollAreForwarded() {
        String to = "15557003005";
        for (Map<String, ?> message : List.<Map<String, ?>>of(
                Map.of("type", "location", "location", Map.of("latitude", 1.5, "longitude", 2.5, "name", "Here")),
                Map.of("type", "contact", "contact", Map.of("name", "Cy", "phone", "15557003009")),
                Map.of("type", "poll", "poll", Map.of("question", "When?", "options", List.of("now", "later"))))) {
            String original = receive(message);
            String forwarded = messageOf(
                    one.wire.run("forward-" + message.get("type"), "forward", ACCOUNT, forward(original, to)));
            assertThat(told(forwarded).commandId()).isEqualTo("forward-" + message.get("type"));
        }

        JsonNode shown = one.phone.received(to, NUMBER);
        assertThat(shown)
                .hasSize(3)
                .allMatch(message -> message.path("forwarded").asBoolean());
        assertThat(shown.findPath("location").isMissingNode()).isFalse();
        assertThat(shown.valueStream()
                        .map(message -> message.path("location").path("name").asString("")))
                .contains("Here");
        assertThat(shown.valueStream()
                        .map(message -> message.path("contact").path("phone").asString("")))
                .contains("15557003009");
        assertThat(shown.valueStream()
                        .map(message -> message.path("poll").path("question").asString("")))
                .contains("When?");
    }

    @Test
    void whatIsNotThereIsNotForwarded() {
        EventData ended = one.wire.run("forward-nothing", "forward", ACCOUNT, forward("3EB0EEEEEEEE", BEN));

        assertThat(ended)
                .isInstanceOfSatisfying(
                        CommandFailed.class,
                        failed -> assertThat(failed.error().code()).isEqualTo(ErrorCode.MESSAGE_NOT_FOUND));
        one.wire.awaitTold(
                ACCOUNT, MessageFailed.class, failed -> failed.commandId().equals("forward-nothing"));
    }

    private static String forward(String messageId, String to) {
        return """
                {"chat_id":"%s@c.us","message_id":"%s","to":"%s"}""".formatted(ANN, messageId, to);
    }

    private static String receive(Map<String, ?> message) {
        String id = one.does("send", NUMBER, ANN, message);
        one.wire.awaitTold(
                ACCOUNT,
                MessageReceived.class,
                received -> received.message().id().equals(id));
        return id;
    }

    private static ChatMessage told(String messageId) {
        return one.wire
                .awaitTold(
                        ACCOUNT, MessageSent.class, sent -> sent.message().id().equals(messageId))
                .message();
    }

    private static String messageOf(EventData ended) {
        assertThat(ended).isInstanceOf(CommandCompleted.class);
        return ((CommandCompleted) ended).result().path("provider_message_id").asString();
    }
}
