package io.wafleet.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.chat.ChatSummary;
import io.wafleet.common.event.ChatsSynced;
import io.wafleet.common.event.MessageEdited;
import io.wafleet.common.event.MessageReaction;
import io.wafleet.common.event.MessageReceived;
import io.wafleet.common.event.MessagesSynced;
import io.wafleet.common.message.ChatMessage;
import io.wafleet.standalone.testing.SandboxProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where WhatsApp keeps chats under hidden ids, everything is told by number all the same, with the hidden id beside. */
class LidModeIT {

    private static final String ACCOUNT = "lid";
    private static final String NUMBER = "15558884001";
    private static final String ANN = "15551234001";
    private static final String BEN = "15551234002";
    private static final String GROUP = "120363000000004001@g.us";

    @TempDir
    static Path home;

    @Test
    void numbersAndHiddenIdsAreToldSideBySide() {
        try (SandboxProcess sandbox = SandboxProcess.start(Map.of("WAFLEET_SANDBOX_LIDMODE", "true"));
                OneWorker fleet = new OneWorker(home, sandbox.uri(), Map.of())) {
            fleet.link(ACCOUNT, NUMBER);

            ChatMessage message = received(fleet, ANN, Map.of("type", "chat", "body", "Hello"));
            assertThat(message.chatId()).isEqualTo(ANN + "@c.us");
            assertThat(message.from()).isEqualTo(ANN);
            assertThat(message.fromLid()).isNotBlank().isNotEqualTo(ANN);
            assertThat(message.to()).isEqualTo(NUMBER);

            fleet.does("edit", NUMBER, ANN, Map.of("id", message.id(), "body", "Hello!"));
            MessageEdited edit = fleet.wire.awaitTold(ACCOUNT, MessageEdited.class, told -> true);
            assertThat(edit.chatId()).isEqualTo(ANN + "@c.us");
            assertThat(edit.from()).isEqualTo(ANN);
            assertThat(edit.fromLid()).isEqualTo(message.fromLid());

            fleet.does("react", NUMBER, ANN, Map.of("id", message.id(), "emoji", "👍"));
            MessageReaction reaction = fleet.wire.awaitTold(ACCOUNT, MessageReaction.class, told -> true);
            assertThat(reaction.chatId()).isEqualTo(ANN + "@c.us");
            assertThat(reaction.from()).isEqualTo(ANN);
            assertThat(reaction.fromLid()).isEqualTo(message.fromLid());

            fleet.does("group", NUMBER, ANN, Map.of("group", GROUP, "subject", "Team", "add", List.of(BEN)));
            ChatMessage inGroup = received(
                    fleet,
                    BEN,
                    Map.of("group", GROUP, "type", "chat", "body", "@" + NUMBER, "mentions", List.of(NUMBER)));
            assertThat(inGroup.author()).isEqualTo(BEN);
            assertThat(inGroup.fromLid()).isNotBlank().isNotEqualTo(message.fromLid());
            assertThat(inGroup.mentions()).containsExactly(NUMBER);

            fleet.run("sync-chats", ACCOUNT, "{}");
            fleet.run("sync-messages", ACCOUNT, "{\"chat_id\":\"%s@c.us\"}".formatted(ANN));
            assertThat(fleet.wire
                            .awaitTold(
                                    ACCOUNT,
                                    ChatsSynced.class,
                                    told -> told.chats().size() == 2)
                            .chats())
                    .filteredOn(chat -> !chat.isGroup())
                    .singleElement()
                    .satisfies(chat -> assertThat(chat.id()).isEqualTo(ANN + "@c.us"))
                    .extracting(ChatSummary::lid)
                    .isEqualTo(message.fromLid());
            fleet.wire.awaitTold(
                    ACCOUNT,
                    MessagesSynced.class,
                    told -> told.messages().stream()
                            .anyMatch(past -> past.message().id().equals(message.id())
                                    && "Hello!".equals(past.message().message())));
        }
    }

    private static ChatMessage received(OneWorker fleet, String from, Map<String, ?> message) {
        String id = fleet.does("send", NUMBER, from, message);
        return fleet.wire
                .awaitTold(
                        ACCOUNT,
                        MessageReceived.class,
                        told -> told.message().id().equals(id))
                .message();
    }
}
