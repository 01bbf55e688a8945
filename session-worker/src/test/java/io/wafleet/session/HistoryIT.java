package io.wafleet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wafleet.common.account.AccountState;
import io.wafleet.common.chat.ChatSummary;
import io.wafleet.common.chat.Contact;
import io.wafleet.common.chat.Group;
import io.wafleet.common.event.ChatsSynced;
import io.wafleet.common.event.CommandFailed;
import io.wafleet.common.event.ContactsSynced;
import io.wafleet.common.event.EventData;
import io.wafleet.common.event.GroupsSynced;
import io.wafleet.common.event.MediaStored;
import io.wafleet.common.event.MessageReaction;
import io.wafleet.common.event.MessageReceived;
import io.wafleet.common.event.MessagesSynced;
import io.wafleet.common.message.Media;
import io.wafleet.common.message.MessageType;
import io.wafleet.common.message.PastMessage;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.common.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What stood in an account before it was linked, and while it was away, is told; what has been told is not told again. */
class HistoryIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String ANN = "15551233001";
    private static final String BEN = "15551233002";

    @TempDir
    static Path home;

    private static OneWorker fleet;

    @BeforeAll
    static void start() {
        fleet = new OneWorker(home, Map.of("wafleet.session.history.messages", "5"));
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @Test
    void aNewLoginTellsTheLastMessagesOfEachChatAndARestoredOneOnlyWhatIsNew() {
        String account = "history-1";
        String number = "15558883001";
        fleet.link(account, number);
        List<String> ann = new ArrayList<>(texts(account, number, ANN, 6));
        List<String> ben = texts(account, number, BEN, 2);
        String group = "120363000000003001@g.us";
        fleet.does("group", number, ANN, Map.of("group", group, "subject", "Team ✨", "add", List.of(BEN)));
        String picture = fleet.does(
                "send",
                number,
                BEN,
                Map.of(
                        "type", "image",
                        "mimetype", "image/png",
                        "caption", "Look",
                        "data", Base64.getEncoder().encodeToString("png".getBytes())));
        fleet.wire.awaitTold(
                account, MediaStored.class, stored -> stored.messageId().equals(picture));
        long second = Instant.now().getEpochSecond();
        await().until(() -> Instant.now().getEpochSecond() > second + 1); // chats are told apart by the second
        ann.addAll(texts(account, number, ANN, 1));
        fleet.run("logout", account, "{}");
        // What the first login told of its past, if its page was slow, is no news of the next.
        int earlier = past(account).size();
        fleet.run("connect", account, "{}");

        fleet.scan(account, number);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(idsOf(
                                past(account).subList(earlier, past(account).size()), BEN))
                        .contains(ben.getLast()));
        List<PastMessage> told = past(account).subList(earlier, past(account).size());
        assertThat(idsOf(told, ANN)).containsExactlyElementsOf(ann.subList(2, 7));
        assertThat(idsOf(told, BEN)).startsWith(ben.get(0), ben.get(1)).contains(picture);
        assertThat(told).allSatisfy(message -> assertThat(message.fromMe()).isFalse());
        assertThat(last(account, ChatsSynced.class, ChatsSynced::chats))
                .extracting(ChatSummary::id)
                .contains(ANN + "@c.us", BEN + "@c.us", group);
        assertThat(last(account, ContactsSynced.class, ContactsSynced::contacts))
                .extracting(Contact::phone)
                .contains(ANN, BEN);
        assertThat(last(account, GroupsSynced.class, GroupsSynced::groups))
                .filteredOn(each -> each.id().equals(group))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.subject()).isEqualTo("Team ✨");
                    assertThat(each.participants())
                            .extracting(Group.Participant::phone)
                            .containsExactlyInAnyOrder(ANN, BEN, number);
                });

        awaitWatermark(account);
        int before = past(account).size();
        String news = fleet.does("send", number, ANN, Map.of("type", "chat", "body", "news"));
        fleet.wire.awaitTold(
                account, MessageReceived.class, seen -> seen.message().id().equals(news));
        fleet.run("restart", account, "{}");
        fleet.wire.awaitState(account, AccountState.READY);

        awaitSynced(account, news);
        List<PastMessage> afterRestart =
                past(account).subList(before, past(account).size());
        assertThat(idsOf(afterRestart, ANN)).endsWith(news).hasSize(5);
        assertThat(idsOf(afterRestart, BEN)).isEmpty();
    }

    @Test
    void aFileOfThePastIsAbsentUnlessItIsKeptHereAndHasItsCaption() {
        String account = "history-2";
        String number = "15558883002";
        fleet.link(account, number);
        String picture = fleet.does(
                "send",
                number,
                ANN,
                Map.of(
                        "type", "image",
                        "mimetype", "image/png",
                        "caption", "Look 👀",
                        "data", Base64.getEncoder().encodeToString("png".getBytes())));
        fleet.wire.awaitTold(
                account, MediaStored.class, stored -> stored.messageId().equals(picture));

        fleet.run("sync-messages", account, "{\"chat_id\":\"%s\",\"limit\":1}".formatted(ANN));
        Media kept = pictureOf(account, picture);
        fleet.worker
                .part(JdbcClient.class)
                .sql("delete from session.media where message_id = ?")
                .param(picture)
                .update();
        fleet.run("sync-messages", account, "{\"chat_id\":\"%s@c.us\",\"limit\":1}".formatted(ANN));
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(pictureOf(account, picture).status()).isEqualTo(Media.Status.ABSENT));

        assertThat(kept.status()).isEqualTo(Media.Status.READY);
        Media absent = pictureOf(account, picture);
        assertThat(absent.caption()).isEqualTo("Look 👀");
        assertThat(absent.mimetype()).isEqualTo("image/png");
        assertThat(absent.id()).isEqualTo(kept.id());
    }

    @Test
    void commandsTellAnewWhatTheyAreAskedFor() {
        String account = "history-3";
        String number = "15558883003";
        fleet.link(account, number);
        List<String> sent = texts(account, number, ANN, 8);

        JsonNode chats = fleet.run("sync-chats", account, "{}");
        JsonNode messages = fleet.run("sync-messages", account, "{\"chat_id\":\"%s@c.us\",\"limit\":7}".formatted(ANN));
        EventData unknown =
                fleet.wire.run("history-3-unknown", "sync-messages", account, "{\"chat_id\":\"15559990000@c.us\"}");

        assertThat(chats.get("chats").asInt()).isEqualTo(1);
        assertThat(chats.get("contacts").asInt()).isPositive();
        assertThat(messages.get("messages").asInt()).isEqualTo(7);
        awaitSynced(account, sent.getLast());
        assertThat(idsOf(past(account), ANN)).endsWith(sent.subList(1, 8).toArray(String[]::new));
        assertThat(((CommandFailed) unknown).error().code()).isEqualTo(ErrorCode.CHAT_NOT_FOUND);
    }

    @Test
    void muchIsToldInRecordsThatKafkaTakesAndOneByOne() {
        String account = "history-4";
        String number = "15558883004";
        fleet.link(account, number);
        String large = "🦊".repeat(16_000);
        List<String> sent = IntStream.range(0, 20)
                .mapToObj(n -> fleet.does("send", number, ANN, Map.of("type", "chat", "body", n + large)))
                .toList();
        fleet.wire.awaitTold(
                account, MessageReceived.class, seen -> seen.message().id().equals(sent.getLast()));

        int before = past(account).size();
        JsonNode result = fleet.run("sync-messages", account, "{\"chat_id\":\"%s\",\"limit\":500}".formatted(ANN));

        assertThat(result.get("messages").asInt()).isEqualTo(20);
        await().atMost(SOON).until(() -> past(account).size() >= before + 20);
        List<PastMessage> told = past(account).subList(before, before + 20);
        assertThat(idsOf(told, ANN)).containsExactlyElementsOf(sent);
        assertThat(told)
                .extracting(message -> message.message().message())
                .containsExactlyElementsOf(
                        IntStream.range(0, 20).mapToObj(n -> n + large).toList());
        assertThat(fleet.wire.told(account, MessagesSynced.class)).hasSizeGreaterThan(2);
        assertThat(fleet.wire.records(Topics.EVENTS))
                .allSatisfy(record -> assertThat(record.serializedValueSize()).isLessThan(500_000));
    }

    @Test
    void whatWasDoneToMessagesWhileTheAccountWasAwayIsTold() {
        String account = "history-5";
        String number = "15558883005";
        fleet.link(account, number);
        String message = texts(account, number, ANN, 1).getFirst();
        fleet.run("restart", account, "{}");
        fleet.wire.awaitState(account, AccountState.READY);
        awaitWatermark(account);
        fleet.run("disconnect", account, "{}");
        fleet.does("react", number, ANN, Map.of("id", message, "emoji", "🎉"));

        fleet.run("connect", account, "{}");

        fleet.wire.awaitTold(
                account,
                MessageReaction.class,
                reaction ->
                        reaction.messageId().equals(message) && reaction.emoji().equals("🎉"));
        assertThat(fleet.wire.events(event -> event.data() instanceof MessageReaction reaction
                        && reaction.messageId().equals(message)))
                .extracting(io.wafleet.common.event.Event::id)
                .containsOnly(fleet.wire
                        .events(event -> event.data() instanceof MessageReaction reaction
                                && reaction.messageId().equals(message))
                        .getFirst()
                        .id());
    }

    private static Media pictureOf(String account, String message) {
        return fleet
                .wire
                .awaitTold(
                        account,
                        MessagesSynced.class,
                        told -> told.messages().stream()
                                .anyMatch(past -> past.message().id().equals(message)))
                .messages()
                .stream()
                .map(PastMessage::message)
                .filter(past -> past.id().equals(message))
                .peek(past -> assertThat(past.type()).isEqualTo(MessageType.IMAGE))
                .findFirst()
                .orElseThrow()
                .media();
    }

    private static List<String> texts(String account, String number, String from, int count) {
        List<String> ids = IntStream.range(0, count)
                .mapToObj(n -> fleet.does("send", number, from, Map.of("type", "chat", "body", "Text " + n)))
                .toList();
        fleet.wire.awaitTold(
                account, MessageReceived.class, seen -> seen.message().id().equals(ids.getLast()));
        return ids;
    }

    private static void awaitSynced(String account, String message) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(past(account))
                        .extracting(past -> past.message().id())
                        .contains(message));
    }

    private static void awaitWatermark(String account) {
        await().atMost(SOON)
                .until(() -> fleet.worker
                                .part(JdbcClient.class)
                                .sql("select count(*) from session.history where account_id = ?")
                                .param(account)
                                .query(Integer.class)
                                .single()
                        > 0);
    }

    private static List<PastMessage> past(String account) {
        return fleet.wire.told(account, MessagesSynced.class).stream()
                .map(MessagesSynced::messages)
                .flatMap(Collection::stream)
                .toList();
    }

    private static List<String> idsOf(List<PastMessage> messages, String chat) {
        return messages.stream()
                .map(PastMessage::message)
                .filter(message -> message.chatId().equals(chat + "@c.us"))
                .map(message -> message.id())
                .toList();
    }

    private static <E extends EventData, T> List<T> last(String account, Class<E> type, Function<E, List<T>> things) {
        return things.apply(fleet.wire.told(account, type).getLast());
    }
}
