package io.wafleet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wafleet.common.chat.Group;
import io.wafleet.common.event.CallReceived;
import io.wafleet.common.event.ChatSeen;
import io.wafleet.common.event.EventData;
import io.wafleet.common.event.GroupUpdated;
import io.wafleet.common.event.GroupUpdated.Change;
import io.wafleet.common.event.MessageEdited;
import io.wafleet.common.event.MessageReaction;
import io.wafleet.common.event.MessageReceived;
import io.wafleet.common.event.MessageRevoked;
import io.wafleet.common.event.PollVote;
import io.wafleet.common.event.PresenceUpdated;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What phones do to messages, chats and groups that are there is told once. */
class HappeningsIT {

    private static final String ACCOUNT = "happenings";
    private static final String NUMBER = "15558882001";
    private static final String ANN = "15551232001";
    private static final String BEN = "15551232002";

    @TempDir
    static Path home;

    private static OneWorker fleet;

    @BeforeAll
    static void start() {
        fleet = new OneWorker(home, Map.of());
        fleet.link(ACCOUNT, NUMBER);
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @Test
    void anEditIsToldWithTheWholeNewText() {
        String message = received(ANN, Map.of("type", "chat", "body", "Frist"));

        fleet.does("edit", NUMBER, ANN, Map.of("id", message, "body", " First 🥇 "));

        MessageEdited edit = told(MessageEdited.class, told -> told.id().equals(message));
        assertThat(edit.message()).isEqualTo(" First 🥇 ");
        assertThat(edit.chatId()).isEqualTo(ANN + "@c.us");
        assertThat(edit.from()).isEqualTo(ANN);
        assertThat(edit.fromLid()).isNotBlank();
        assertThat(edit.commandId()).isNull();
        assertThat(edit.editedAt()).isCloseTo(now(), within());
    }

    @Test
    void eachEditOfAMessageIsTold() {
        String message = received(ANN, Map.of("type", "chat", "body", "1"));

        for (String text : List.of("2", "3")) {
            fleet.does("edit", NUMBER, ANN, Map.of("id", message, "body", text));
            told(
                    MessageEdited.class,
                    told -> told.id().equals(message) && told.message().equals(text));
        }
    }

    @Test
    void aDeletionForEverybodyIsToldWithWhoDidIt() {
        String message = received(ANN, Map.of("type", "chat", "body", "Oh no"));

        fleet.does("revoke", NUMBER, ANN, Map.of("id", message));

        MessageRevoked revocation = told(MessageRevoked.class, told -> told.id().equals(message));
        assertThat(revocation.chatId()).isEqualTo(ANN + "@c.us");
        assertThat(revocation.from()).isEqualTo(ANN);
        assertThat(revocation.fromLid()).isNotBlank();
    }

    @Test
    void aReactionAndItsTakingBackAreToldInOrderAndOnce() {
        String message = received(ANN, Map.of("type", "chat", "body", "Nice?"));

        for (String emoji : List.of("👍", "❤️", "")) {
            fleet.does("react", NUMBER, ANN, Map.of("id", message, "emoji", emoji));
        }

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(reactionsTo(message))
                        .extracting(MessageReaction::emoji)
                        .containsExactly("👍", "❤️", ""));
        assertThat(reactionsTo(message)).allSatisfy(reaction -> {
            assertThat(reaction.chatId()).isEqualTo(ANN + "@c.us");
            assertThat(reaction.from()).isEqualTo(ANN);
            assertThat(reaction.fromLid()).isNotBlank();
            assertThat(reaction.timestamp()).isCloseTo(now(), within());
        });
    }

    @Test
    void aVoteInAGroupNamesTheOptionsAndTheVoter() {
        String group = group("120363000000002001", List.of(BEN));
        String poll = received(
                ANN,
                Map.of(
                        "group",
                        group,
                        "type",
                        "poll",
                        "poll",
                        Map.of(
                                "question",
                                "Lunch?",
                                "options",
                                List.of("Soup", "Salad", "Soup & Salad"),
                                "multiple",
                                true)));

        fleet.does("vote", NUMBER, BEN, Map.of("id", poll, "options", List.of("Salad", "Soup & Salad")));

        PollVote vote = told(PollVote.class, told -> told.messageId().equals(poll));
        assertThat(vote.options()).containsExactly("Salad", "Soup & Salad");
        assertThat(vote.from()).isEqualTo(BEN);
        assertThat(vote.fromLid()).isNotBlank();
        assertThat(vote.chatId()).isEqualTo(group);

        fleet.does("vote", NUMBER, BEN, Map.of("id", poll, "options", List.of()));
        told(
                PollVote.class,
                told -> told.messageId().equals(poll) && told.options().isEmpty());
    }

    @Test
    void aGroupIsToldWithAllItsMembersWheneverItChanges() {
        String group = group("120363000000002002", List.of());

        fleet.does("group", NUMBER, ANN, Map.of("group", group, "add", List.of(BEN)));
        GroupUpdated added = change(group, Change.ADDED, BEN);
        fleet.does("group", NUMBER, ANN, Map.of("group", group, "promote", List.of(BEN)));
        GroupUpdated promoted = change(group, Change.PROMOTED, BEN);
        fleet.does("group", NUMBER, ANN, Map.of("group", group, "subject", "New name ✨"));
        GroupUpdated renamed = told(GroupUpdated.class, of(group, Change.SUBJECT));
        fleet.does("group", NUMBER, ANN, Map.of("group", group, "remove", List.of(BEN)));
        GroupUpdated removed = change(group, Change.REMOVED, BEN);

        assertThat(numbers(added)).containsExactlyInAnyOrder(ANN, NUMBER, BEN);
        assertThat(added.by()).isEqualTo(ANN);
        assertThat(promoted.group().participants())
                .filteredOn(member -> BEN.equals(member.phone()))
                .singleElement()
                .satisfies(member -> assertThat(member.admin()).isTrue());
        assertThat(promoted.group().participants())
                .filteredOn(member -> ANN.equals(member.phone()))
                .singleElement()
                .satisfies(member -> assertThat(member.lid()).isNotBlank());
        assertThat(renamed.group().subject()).isEqualTo("New name ✨");
        assertThat(numbers(removed)).containsExactlyInAnyOrder(ANN, NUMBER);
        assertThat(fleet.wire.told(ACCOUNT, GroupUpdated.class))
                .filteredOn(of(group, Change.PROMOTED))
                .hasSize(1);
    }

    @Test
    void aCallIsToldOnce() {
        String call = fleet.does("call", NUMBER, BEN, Map.of("video", true));

        CallReceived told = told(CallReceived.class, received -> received.from().equals(BEN));
        assertThat(told.id()).isEqualTo(call);
        assertThat(told.isVideo()).isTrue();
        assertThat(told.isGroup()).isFalse();
        assertThat(told.fromLid()).isNotBlank();
        assertThat(told.timestamp()).isCloseTo(now(), within());
        received(BEN, Map.of("type", "chat", "body", "after the call"));
        assertThat(fleet.wire.told(ACCOUNT, CallReceived.class)).hasSize(1);
    }

    @Test
    void whoTypesIsTold() {
        received(ANN, Map.of("type", "chat", "body", "so that there is a chat"));

        for (PresenceUpdated.State state : List.of(PresenceUpdated.State.TYPING, PresenceUpdated.State.RECORDING)) {
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                fleet.does("typing", NUMBER, ANN, Map.of("state", state.name().toLowerCase(java.util.Locale.ROOT)));
                assertThat(fleet.wire.told(ACCOUNT, PresenceUpdated.class)).anySatisfy(told -> {
                    assertThat(told.state()).isEqualTo(state);
                    assertThat(told.chatId()).isEqualTo(ANN + "@c.us");
                    assertThat(told.from()).isEqualTo(ANN);
                });
            });
        }
    }

    @Test
    void whatTheAccountDoesOnAnotherDeviceIsToldHereAndThereOnce() {
        String other = "happenings-other";
        fleet.link(other, NUMBER);
        String message = received(ANN, Map.of("type", "chat", "body", "To both devices"));
        fleet.wire.awaitTold(
                other, MessageReceived.class, told -> told.message().id().equals(message));

        fleet.run("mark-seen", other, "{\"chat_id\":\"%s@c.us\"}".formatted(ANN));
        ChatSeen seen = told(ChatSeen.class, told -> told.chatId().equals(ANN + "@c.us"));
        fleet.run(
                "react",
                other,
                "{\"chat_id\":\"%s@c.us\",\"message_id\":\"%s\",\"emoji\":\"🙏\"}".formatted(ANN, message));
        MessageReaction here =
                told(MessageReaction.class, told -> told.messageId().equals(message));

        assertThat(seen.seenAt()).isCloseTo(now(), within());
        assertThat(here.from()).isEqualTo(NUMBER);
        assertThat(here.emoji()).isEqualTo("🙏");
        assertThat(here.commandId()).isNull();
        MessageReaction there = fleet.wire.awaitTold(
                other, MessageReaction.class, told -> told.messageId().equals(message));
        assertThat(there.commandId()).isNotNull();
        String later = fleet.does("send", NUMBER, ANN, Map.of("type", "chat", "body", "later"));
        fleet.wire.awaitTold(
                other, MessageReceived.class, told -> told.message().id().equals(later));
        assertThat(fleet.wire.told(other, MessageReaction.class)).hasSize(1);
        fleet.run("disconnect", other, "{}");
    }

    private static List<MessageReaction> reactionsTo(String message) {
        return fleet.wire.told(ACCOUNT, MessageReaction.class).stream()
                .filter(told -> told.messageId().equals(message))
                .toList();
    }

    /** A group that Ann owns, of which the account is a member. */
    private static String group(String id, List<String> others) {
        String group = id + "@g.us";
        fleet.does("group", NUMBER, ANN, Map.of("group", group, "subject", "Group", "add", others));
        return group;
    }

    private static GroupUpdated change(String group, Change change, String member) {
        return told(
                GroupUpdated.class,
                told -> of(group, change).test(told) && told.members().contains(member));
    }

    private static Predicate<GroupUpdated> of(String group, Change change) {
        return told -> told.group().id().equals(group) && told.change() == change;
    }

    private static List<String> numbers(GroupUpdated told) {
        return told.group().participants().stream()
                .map(Group.Participant::phone)
                .toList();
    }

    private static <T extends EventData> T told(Class<T> type, Predicate<T> wanted) {
        return fleet.wire.awaitTold(ACCOUNT, type, wanted);
    }

    private static String received(String from, Map<String, ?> message) {
        String id = fleet.does("send", NUMBER, from, message);
        told(MessageReceived.class, told -> told.message().id().equals(id));
        return id;
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    private static org.assertj.core.data.Offset<Long> within() {
        return org.assertj.core.data.Offset.offset(60L);
    }
}
