package io.wafleet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wafleet.common.event.ChatSeen;
import io.wafleet.common.event.CommandCompleted;
import io.wafleet.common.event.CommandFailed;
import io.wafleet.common.event.EventData;
import io.wafleet.common.event.MessageEdited;
import io.wafleet.common.event.MessageReaction;
import io.wafleet.common.event.MessageReceived;
import io.wafleet.common.event.MessageRevoked;
import io.wafleet.common.problem.ErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What an account can do to messages that exist, and show in a chat; the other phone is the witness. */
class MessageActionsIT {

    private static final String ACCOUNT = "actions";
    private static final String NUMBER = "15557002001";
    private static final String ANN = "15557002002";
    private static final String CHAT = ANN + "@c.us";
    private static final String GROUP = "120363000000700200@g.us";
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    static Path home;

    private static OneWorker one;
    private static int commands;

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
    void aReactionIsSeenReplacedAndTakenAway() {
        String asked = receive("how was it?");

        act("react", asked, "\"emoji\":\"👍🏽\"");
        assertThat(shown(asked).path("reactions")).singleElement().satisfies(reaction -> {
            assertThat(reaction.path("from").asString()).isEqualTo(NUMBER);
            assertThat(reaction.path("emoji").asString()).isEqualTo("👍🏽");
        });
        act("react", asked, "\"emoji\":\"❤️\"");
        assertThat(shown(asked).path("reactions"))
                .singleElement()
                .satisfies(reaction ->
                        assertThat(reaction.path("emoji").asString()).isEqualTo("❤️"));
        act("react", asked, "\"emoji\":\"\"");
        assertThat(shown(asked).path("reactions")).isEmpty();
        assertThat(one.wire.told(ACCOUNT, MessageReaction.class).stream()
                        .filter(told -> told.messageId().equals(asked)))
                .extracting(MessageReaction::emoji)
                .containsExactly("👍🏽", "❤️", "");
    }

    @Test
    void aReactionIsToldOnceWithItsCommand() {
        String asked = receive("like it?");

        String first = act("react", asked, "\"emoji\":\"🎉\"");
        act("react", asked, "\"emoji\":\"🎉\""); // stands so already: nobody is told again

        await().during(Duration.ofSeconds(2))
                .atMost(SOON)
                .untilAsserted(() -> assertThat(one.wire.told(ACCOUNT, MessageReaction.class).stream()
                                .filter(told -> told.messageId().equals(asked)))
                        .singleElement()
                        .satisfies(told -> {
                            assertThat(told.commandId()).isEqualTo(first);
                            assertThat(told.from()).isEqualTo(NUMBER);
                            assertThat(told.chatId()).isEqualTo(CHAT);
                        }));
    }

    @Test
    void aSentTextIsEditedToTheLetter() {
        String sent = send("first");

        String command = act("edit", sent, "\"message\":\"  second\\n שלום 👩‍💻 \"");
        act("edit", sent, "\"message\":\"  second\\n שלום 👩‍💻 \"");

        JsonNode shown = shown(sent);
        assertThat(shown.path("body").asString()).isEqualTo("  second\n שלום 👩‍💻 ");
        assertThat(shown.path("edited").asBoolean()).isTrue();
        await().during(Duration.ofSeconds(2))
                .atMost(SOON)
                .untilAsserted(() -> assertThat(one.wire.told(ACCOUNT, MessageEdited.class).stream()
                                .filter(told -> told.id().equals(sent)))
                        .singleElement()
                        .satisfies(told -> {
                            assertThat(told.commandId()).isEqualTo(command);
                            assertThat(told.message()).isEqualTo("  second\n שלום 👩‍💻 ");
                        }));
    }

    @Test
    void aSentMessageIsDeletedForEverybodyOnce() {
        String sent = send("nothing to see");

        String command = act("revoke", sent, null);
        act("revoke", sent, null);

        assertThat(shown(sent).path("revoked").asBoolean()).isTrue();
        await().during(Duration.ofSeconds(2))
                .atMost(SOON)
                .untilAsserted(() -> assertThat(one.wire.told(ACCOUNT, MessageRevoked.class).stream()
                                .filter(told -> told.id().equals(sent)))
                        .singleElement()
                        .extracting(MessageRevoked::commandId)
                        .isEqualTo(command));
    }

    @Test
    void whatWhatsAppDoesNotAllowIsRefusedAndStaysAsItWas() {
        String theirs = receive("mine");
        String gone = send("gone");
        act("revoke", gone, null);

        assertThat(failure("edit", theirs, "\"message\":\"yours\"")).isEqualTo(ErrorCode.MESSAGE_NOT_CHANGEABLE);
        assertThat(failure("revoke", theirs, null)).isEqualTo(ErrorCode.MESSAGE_NOT_CHANGEABLE);
        assertThat(failure("edit", gone, "\"message\":\"back\"")).isEqualTo(ErrorCode.MESSAGE_NOT_CHANGEABLE);
        assertThat(failure("react", gone, "\"emoji\":\"👍\"")).isEqualTo(ErrorCode.MESSAGE_NOT_CHANGEABLE);
        assertThat(failure("react", "3EB0FFFFFFFF", "\"emoji\":\"👍\"")).isEqualTo(ErrorCode.MESSAGE_NOT_FOUND);
        assertThat(shown(theirs).path("body").asString()).isEqualTo("mine");
        assertThat(shown(theirs).path("revoked").asBoolean()).isFalse();
    }

    @Test
    void aMessageOfAGroupIsFoundWithoutItsAuthor() {
        one.phone.does("group", Map.of("account", NUMBER, "group", GROUP, "subject", "Team", "add", List.of(ANN)));
        String asked = one.does("send", NUMBER, ANN, Map.of("type", "chat", "body", "all of you", "group", GROUP));
        awaitReceived(asked);

        complete("react", "{\"chat_id\":\"" + GROUP + "\",\"message_id\":\"" + asked + "\",\"emoji\":\"🙏\"}");

        assertThat(shown(asked).path("reactions").path(0).path("emoji").asString())
                .isEqualTo("🙏");
    }

    @Test
    void aChatIsMarkedAsSeen() {
        receive("are you there?");

        complete("mark-seen", "{\"chat_id\":\"" + CHAT + "\"}");

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(presence().path("unseen").asInt(-1)).isZero());
        one.wire.awaitTold(ACCOUNT, ChatSeen.class, seen -> seen.chatId().equals(CHAT));
        assertThat(failureOf("mark-seen", "{\"chat_id\":\"15557002099\"}")).isEqualTo(ErrorCode.CHAT_NOT_FOUND);
    }

    @Test
    void typingIsShownAndEndsByItself() {
        receive("write to me");

        complete("set-typing", "{\"chat_id\":\"" + ANN + "\",\"state\":\"typing\",\"duration_ms\":6000}");
        await().atMost(SOON).until(() -> presence().path("state").asString("").equals("typing"));
        await().atMost(SOON).until(() -> presence().path("state").asString("").equals("paused"));

        complete("set-typing", "{\"chat_id\":\"" + ANN + "\",\"state\":\"recording\"}");
        await().atMost(SOON).until(() -> presence().path("state").asString("").equals("recording"));
        complete("set-typing", "{\"chat_id\":\"" + ANN + "\",\"state\":\"paused\"}");
        await().atMost(SOON).until(() -> presence().path("state").asString("").equals("paused"));
    }

    @Test
    void anAccountWhoseChatsHaveHiddenIdsActsOnThemByNumber() {
        String number = "15557002011";
        one.phone.turns(number, Map.of("lid_mode", true));
        one.link("actions-lid", number);
        String theirs = one.does("send", number, ANN, Map.of("type", "chat", "body", "hidden"));
        one.wire.awaitTold(
                "actions-lid",
                MessageReceived.class,
                received -> received.message().id().equals(theirs));
        String ours = one.run("send", "actions-lid", "{\"to\":\"" + ANN + "\",\"message\":\"before\"}")
                .path("provider_message_id")
                .asString();

        one.run("react", "actions-lid", data(theirs, "\"emoji\":\"👍\""));
        one.run("edit", "actions-lid", data(ours, "\"message\":\"after\""));
        one.run("mark-seen", "actions-lid", "{\"chat_id\":\"" + CHAT + "\"}");

        JsonNode reacted = shownTo(number, theirs);
        assertThat(reacted.path("reactions").path(0).path("emoji").asString()).isEqualTo("👍");
        assertThat(shownTo(number, ours).path("body").asString()).isEqualTo("after");
        one.run("revoke", "actions-lid", data(ours, null));
        assertThat(shownTo(number, ours).path("revoked").asBoolean()).isTrue();
        assertThat(one.wire.told("actions-lid", MessageReaction.class))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.chatId()).isEqualTo(CHAT);
                    assertThat(told.from()).isEqualTo(number);
                });
    }

    private static JsonNode presence() {
        return one.phone.presence(ANN, NUMBER);
    }

    private static String receive(String body) {
        String id = one.does("send", NUMBER, ANN, Map.of("type", "chat", "body", body));
        awaitReceived(id);
        return id;
    }

    private static void awaitReceived(String id) {
        one.wire.awaitTold(
                ACCOUNT,
                MessageReceived.class,
                received -> received.message().id().equals(id));
    }

    private static String send(String body) {
        return one.run("send", ACCOUNT, "{\"to\":\"" + ANN + "\",\"message\":\"" + body + "\"}")
                .path("provider_message_id")
                .asString();
    }

    /** Does something to a message of Ann's chat; returns the id of the command. */
    private static String act(String type, String messageId, @Nullable String fields) {
        return complete(type, data(messageId, fields));
    }

    private static ErrorCode failure(String type, String messageId, @Nullable String fields) {
        return failureOf(type, data(messageId, fields));
    }

    private static String data(String messageId, @Nullable String fields) {
        return "{\"chat_id\":\"" + CHAT + "\",\"message_id\":\"" + messageId + "\""
                + (fields == null ? "" : "," + fields) + "}";
    }

    private static String complete(String type, String data) {
        String id = "action-" + ++commands;
        assertThat(one.wire.run(id, type, ACCOUNT, data)).isInstanceOf(CommandCompleted.class);
        return id;
    }

    private static ErrorCode failureOf(String type, String data) {
        EventData ended = one.wire.run("action-" + ++commands, type, ACCOUNT, data);
        assertThat(ended).isInstanceOf(CommandFailed.class);
        return ((CommandFailed) ended).error().code();
    }

    private static JsonNode shown(String messageId) {
        return shownTo(NUMBER, messageId);
    }

    /** The message as it stands now in the account's conversation with Ann, or in the group. */
    private static JsonNode shownTo(String number, String messageId) {
        return Stream.of(ANN, GROUP)
                .flatMap(other -> one.phone.conversation(number, other).valueStream())
                .filter(message -> message.path("id").asString("").equals(messageId))
                .findFirst()
                .orElseThrow();
    }
}
