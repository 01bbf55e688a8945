package io.wafleet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wafleet.common.event.CommandCompleted;
import io.wafleet.common.event.Event;
import io.wafleet.common.event.MediaStored;
import io.wafleet.common.event.MessageReceived;
import io.wafleet.common.event.MessageSent;
import io.wafleet.common.message.ChatMessage;
import io.wafleet.standalone.testing.RealParts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What came while nobody was watching is told when somebody is: all of it, once, in order, and marked. */
class BackfillIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String ANN = "15551234101";
    private static final String BEN = "15551234102";

    @TempDir
    static Path home;

    private static final Phone phone = new Phone(RealParts.sandbox());
    private static WorkerProcess worker;
    private static Wire wire;

    @BeforeAll
    static void start() throws Exception {
        worker = new WorkerProcess(home);
        wire = new Wire(RealParts.kafka());
    }

    @AfterAll
    static void stop() throws Exception {
        wire.close();
        worker.close();
    }

    @Test
    void whatThePageHadAndAKilledWorkerHadNotToldIsToldOnceAndBeforeWhatCameLater() throws Exception {
        String account = "backfill-1";
        String number = "15557771001";
        link(account, number);
        String before = write(number, ANN, "before");
        awaitReceived(account, before);

        worker.freeze();
        String first = write(number, ANN, "first");
        String second = write(number, BEN, "second");
        String picture = does(
                "send",
                number,
                ANN,
                Map.of(
                        "type", "image",
                        "mimetype", "image/png",
                        "data", Base64.getEncoder().encodeToString("png".getBytes())));
        await().atMost(SOON)
                .until(() -> isWithThePage(number, ANN, first)
                        && isWithThePage(number, BEN, second)
                        && isWithThePage(number, ANN, picture));
        worker.kill();
        assertThat(received(account)).extracting(BackfillIT::idOf).containsExactly(before);
        String later = write(number, ANN, "later");
        worker.startAgain();

        awaitReceived(account, later);
        wire.awaitTold(account, MediaStored.class, file -> file.messageId().equals(picture));
        String live = write(number, ANN, "live");
        awaitReceived(account, live);

        List<Event> all = received(account);
        assertThat(all)
                .filteredOn(event -> !idOf(event).equals(before))
                .extracting(Event::id)
                .doesNotHaveDuplicates();
        // What was told in the last seconds before the crash may be told again, under the same id.
        List<Event> told = new ArrayList<>(all.stream()
                .collect(Collectors.toMap(Event::id, Function.identity(), (early, late) -> early, LinkedHashMap::new))
                .values());
        assertThat(told)
                .extracting(BackfillIT::idOf)
                .containsExactlyInAnyOrder(before, first, second, picture, later, live);
        assertThat(told)
                .filteredOn(event -> messageOf(event).chatId().equals(ANN + "@c.us"))
                .extracting(BackfillIT::idOf)
                .containsExactly(before, first, picture, later, live);
        assertThat(told)
                .filteredOn(Event::backfilled)
                .extracting(BackfillIT::idOf)
                .containsExactlyInAnyOrder(first, second, picture, later);
    }

    @Test
    void hundredsOfMessagesThatCameWhileNoPageWasOpenAreToldOnceAndInOrder() throws Exception {
        String account = "backfill-2";
        String number = "15557771002";
        link(account, number);
        worker.kill();

        List<String> ann = new ArrayList<>();
        List<String> ben = new ArrayList<>();
        IntStream.range(0, 150).forEach(i -> {
            ann.add(write(number, ANN, "ann " + i));
            ben.add(write(number, BEN, "ben " + i));
        });
        worker.startAgain();
        awaitReceived(account, ann.getLast());
        awaitReceived(account, ben.getLast());

        List<Event> told = received(account);
        assertThat(told).extracting(Event::id).doesNotHaveDuplicates();
        assertThat(told).hasSize(300).allMatch(Event::backfilled);
        assertThat(ofChat(told, ANN)).isEqualTo(ann);
        assertThat(ofChat(told, BEN)).isEqualTo(ben);

        command(account, "restart");
        String next = write(number, ANN, "next");
        awaitReceived(account, next);
        assertThat(received(account)).as("told again").hasSize(301);
    }

    @Test
    void whatAnotherDeviceSentMeanwhileIsToldAndWhatWasThereBeforeTheLoginIsNot() throws Exception {
        String account = "backfill-3";
        String other = "backfill-4";
        String number = "15557771003";
        link(account, number);
        String past = write(number, ANN, "before the other device was linked");
        link(other, number);
        send(account, "by command");
        command(account, "disconnect");
        send(other, "by the other device");
        command(account, "connect");

        wire.awaitTold(
                account,
                MessageSent.class,
                sent -> "by the other device".equals(sent.message().message()));
        command(account, "restart");
        String next = write(number, ANN, "next");
        awaitReceived(account, next);
        assertThat(wire.events(event -> isOf(event, account) && event.data() instanceof MessageSent))
                .extracting(Event::backfilled)
                .containsExactly(false, true);

        command(other, "restart");
        String last = write(number, ANN, "last");
        awaitReceived(other, last);
        assertThat(received(other))
                .extracting(BackfillIT::idOf)
                .containsExactly(next, last)
                .doesNotContain(past);
    }

    private static void link(String account, String number) {
        wire.run(account + "-create", "create", account, "{\"network\":\"sandbox\"}");
        phone.scan(wire, account, number);
    }

    private static void command(String account, String type) {
        wire.run(account + "-" + type + "-" + Instant.now(), type, account, "{}");
    }

    private static void send(String account, String text) {
        String body = "{\"to\":\"%s\",\"message\":\"%s\"}".formatted(ANN, text);
        assertThat(wire.run(account + "-send", "send", account, body)).isInstanceOf(CommandCompleted.class);
    }

    private static String write(String number, String from, String text) {
        return does("send", number, from, Map.of("type", "chat", "body", text));
    }

    private static String does(String what, String number, String from, Map<String, ?> more) {
        Map<String, Object> all = new HashMap<>(more);
        all.put("account", number);
        all.put("from", from);
        return phone.does(what, all).path("id").asString("");
    }

    /** Two ticks: the page has it, and has told WhatsApp so. */
    private static boolean isWithThePage(String number, String from, String id) {
        for (JsonNode message : phone.conversation(number, from)) {
            if (message.path("id").asString("").equals(id)) {
                return message.path("ack").asInt(0) >= 2;
            }
        }
        return false;
    }

    private static void awaitReceived(String account, String id) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(received(account))
                        .extracting(BackfillIT::idOf)
                        .contains(id));
    }

    private static List<Event> received(String account) {
        return wire.events(event -> isOf(event, account) && event.data() instanceof MessageReceived);
    }

    private static List<String> ofChat(List<Event> told, String from) {
        return told.stream()
                .filter(event -> messageOf(event).chatId().equals(from + "@c.us"))
                .map(BackfillIT::idOf)
                .toList();
    }

    private static boolean isOf(Event event, String account) {
        return event.accountId() != null && event.accountId().value().equals(account);
    }

    private static ChatMessage messageOf(Event event) {
        return ((MessageReceived) event.data()).message();
    }

    private static String idOf(Event event) {
        return messageOf(event).id();
    }
}
