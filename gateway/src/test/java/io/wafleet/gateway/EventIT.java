package io.wafleet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.event.AccountDeleted;
import io.wafleet.common.event.ChatSeen;
import io.wafleet.common.event.ChatsSynced;
import io.wafleet.common.event.Event;
import io.wafleet.common.event.EventData;
import io.wafleet.common.event.EventIds;
import io.wafleet.common.event.PresenceUpdated;
import io.wafleet.common.event.QrIssued;
import io.wafleet.gateway.testing.Client;
import io.wafleet.gateway.testing.Client.Reply;
import io.wafleet.gateway.testing.FleetStandIn;
import io.wafleet.gateway.testing.Listening;
import io.wafleet.gateway.testing.RunningGateway;
import io.wafleet.standalone.testing.RealParts;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventIT {

    private static final String ADMIN = "--wafleet.gateway.key.value=" + RunningGateway.ADMIN_KEY;

    private final FleetStandIn fleet = RunningGateway.fleet();
    private final Client client = RunningGateway.shared().client();

    private String publish(String account, long epoch, EventData data) {
        String id = EventIds.unique();
        fleet.publish(new Event(id, new AccountId(account), Instant.now(), "stand-in", epoch, 1, false, data));
        return id;
    }

    @Test
    void eventsAreStreamedAsTheyHappenEachOnce() throws Exception {
        try (Listening all = Listening.to(client, "");
                Listening mine = Listening.to(client, "?account_id=live-1,live-2&types=account.*")) {
            String first = publish("live-1", 1, new AccountDeleted());
            String other = publish("live-other", 1, new AccountDeleted());
            fleet.publishRaw("live-1", "broken".getBytes());
            String second = publish("live-2", 1, new QrIssued("2@x", Instant.now()));
            fleet.publish(new Event(
                    first, new AccountId("live-1"), Instant.now(), "retold", 1, 1, false, new AccountDeleted()));
            String last = publish("live-1", 1, new QrIssued("2@y", Instant.now()));
            Awaitility.await().until(() -> mine.has("id:" + second) && mine.has("id:" + last));
            assertThat(mine.lines()).contains("id:" + first, "event:account.deleted", "event:account.qr");
            assertThat(mine.lines())
                    .filteredOn(line -> line.equals("id:" + first))
                    .hasSize(1);
            assertThat(mine.lines()).doesNotContain("id:" + other);
            assertThat(mine.lines())
                    .filteredOn(line -> line.startsWith("data:"))
                    .allMatch(line -> line.contains("\"account_id\":\"live-"));
            Awaitility.await().until(() -> all.has("id:" + other));
        }
    }

    @Test
    void whoComesBackGetsWhatWasMissed() throws Exception {
        String seen;
        try (Listening first = Listening.to(client, "?account_id=back")) {
            seen = publish("back", 1, new AccountDeleted());
            Awaitility.await().until(() -> first.has("id:" + seen));
        }
        String missed = publish("back", 1, new AccountDeleted());
        try (Listening again = Listening.to(client, "?account_id=back", "Last-Event-ID", seen)) {
            Awaitility.await().until(() -> again.has("id:" + missed));
            assertThat(again.lines()).doesNotContain("id:" + seen, "event:resync");
        }
    }

    /** A second gateway reads the partitions one after the other, each from ten minutes ago. */
    @Test
    void whoComesBackToAnotherGatewayGetsWhatWasMissedInEveryPartition() throws Exception {
        List<String> seen = publishToMany("partition-");
        List<String> missed = publishToMany("partition-");
        try (RunningGateway second = RunningGateway.start(
                        RealParts.kafka(), RunningGateway.shared().database(), ADMIN)
                .awaitReady()) {
            for (String last : seen) {
                Awaitility.await().until(() -> hasCaughtUpAndHears(second.client(), last, missed));
            }
        }
    }

    private static boolean hasCaughtUpAndHears(Client client, String last, List<String> missed) throws Exception {
        try (Listening listening = Listening.to(client, "", "Last-Event-ID", last)) {
            Awaitility.await()
                    .until(() ->
                            listening.has("event:resync") || missed.stream().allMatch(id -> listening.has("id:" + id)));
            return !listening.has("event:resync");
        }
    }

    private List<String> publishToMany(String accounts) {
        return IntStream.range(0, 8)
                .mapToObj(number -> publish(accounts + number, 1, new AccountDeleted()))
                .toList();
    }

    @Test
    void anEventWithAStrangeIdEndsNothing() throws Exception {
        try (Listening listening = Listening.to(client, "?account_id=strange")) {
            fleet.publishRaw(
                    "strange",
                    "{\"id\":\"a\\nb\",\"type\":\"account.deleted\",\"account_id\":\"strange\",\"data\":{}}"
                            .getBytes());
            String next = publish("strange", 1, new AccountDeleted());
            Awaitility.await().until(() -> listening.has("id:" + next));
        }
    }

    @Test
    void whoWasAwayTooLongIsToldToLookAgain() throws Exception {
        try (Listening late = Listening.to(client, "", "Last-Event-ID", "long-forgotten")) {
            Awaitility.await().until(() -> late.has("event:resync"));
        }
    }

    @Test
    void presenceAndWhatWasSynchronisedAreForThoseWhoNameThemAndKeptForNobody() throws Exception {
        PresenceUpdated typing =
                new PresenceUpdated("15551234567@c.us", "15551234567", null, PresenceUpdated.State.TYPING);
        String seen;
        try (Listening all = Listening.to(client, "?account_id=present");
                Listening named =
                        Listening.to(client, "?account_id=present&types=presence.updated,chats.*,chat.seen")) {
            publish("present", 1, typing);
            publish("present", 1, new ChatsSynced(List.of()));
            seen = publish("present", 1, new ChatSeen("15551234567@c.us", 1_700_000_000L));
            Awaitility.await().until(() -> all.has("event:chat.seen") && named.has("event:chat.seen"));
            assertThat(all.lines()).contains("id:" + seen);
            assertThat(named.lines()).contains("event:presence.updated", "event:chats.synced", "event:chat.seen");
            assertThat(all.lines())
                    .contains("event:chat.seen")
                    .doesNotContain("event:presence.updated", "event:chats.synced");
            assertThat(named.lines())
                    .as("a client comes back with the last id it got, so there is none that is not kept")
                    .filteredOn(line -> line.startsWith("id:"))
                    .containsExactly("id:" + seen);
        }
        String missed;
        try (Listening other = Listening.to(client, "?account_id=present&types=chat.seen")) {
            publish("present", 1, typing);
            missed = publish("present", 1, new ChatSeen("15551234567@c.us", 1_700_000_000L));
            // Who comes back before the gateway has read that would hear it live.
            Awaitility.await().until(() -> other.has("id:" + missed));
        }
        try (Listening again =
                Listening.to(client, "?account_id=present&types=presence.*,chat.*", "Last-Event-ID", seen)) {
            Awaitility.await().until(() -> again.has("id:" + missed));
            assertThat(again.lines()).doesNotContain("event:presence.updated", "event:resync");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"message.recieved", "message", "*", "messages.*,nonsense.*"})
    void aTypeThatNoEventHasIsRefused(String types) {
        Reply reply = client.get("/api/events?types=" + types);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/errors/0/pointer").asString()).isEqualTo("/types");
    }

    @Test
    void anEventOfAnOlderEpochIsNotShown() throws Exception {
        try (Listening listening = Listening.to(client, "?account_id=moved")) {
            publish("moved", 7, new AccountDeleted());
            String stale = publish("moved", 6, new AccountDeleted());
            String fresh = publish("moved", 7, new AccountDeleted());
            Awaitility.await().until(() -> listening.has("id:" + fresh));
            assertThat(listening.lines()).doesNotContain("id:" + stale);
        }
    }

    @Test
    void aStreamEndsWithTheGatewayAndDoesNotHoldItUp() throws Exception {
        try (RunningGateway gateway =
                RunningGateway.start(RealParts.kafka(), RunningGateway.shared().database(), ADMIN)) {
            Listening listening = Listening.to(gateway.client(), "");
            gateway.close();
            Awaitility.await().until(() -> listening.has("END") || listening.has("CLOSED"));
        }
    }
}
