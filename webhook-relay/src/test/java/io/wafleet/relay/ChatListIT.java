package io.wafleet.relay;

import static io.wafleet.relay.Talk.ANN;
import static io.wafleet.relay.Talk.received;
import static io.wafleet.relay.Talk.sent;
import static io.wafleet.relay.Talk.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wafleet.common.chat.ChatSummary;
import io.wafleet.common.chat.Contact;
import io.wafleet.common.chat.Group;
import io.wafleet.common.chat.Group.Participant;
import io.wafleet.common.event.AccountDeleted;
import io.wafleet.common.event.ChatSeen;
import io.wafleet.common.event.ChatsSynced;
import io.wafleet.common.event.ContactsSynced;
import io.wafleet.common.event.Event;
import io.wafleet.common.event.EventData;
import io.wafleet.common.event.EventIds;
import io.wafleet.common.event.GroupUpdated;
import io.wafleet.common.event.GroupsSynced;
import io.wafleet.common.event.MessageAcknowledged;
import io.wafleet.common.event.MessageRevoked;
import io.wafleet.common.event.MessagesSynced;
import io.wafleet.common.message.Ack;
import io.wafleet.common.message.PastMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The chat list, contacts, groups and history, against a real broker and database. */
class ChatListIT {

    private static final long NOON = 1_700_000_000L;
    private static final String TEAM = "120363041234567890@g.us";
    private static final String CHATS = """
            select c.id, c.name, c.unread_count, c.marked_unread, m.message
            from relay.chat_view c left join relay.message_view m on m.seq = c.last_message
            where c.account_id = ? order by c.last_activity desc, c.id
            """;

    @AutoClose
    private static final RelayUnderTest relay = new RelayUnderTest();

    private final Talk talk = Talk.with(relay);

    private void untilRows(String sql, String... rows) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(talk.rows(sql)).containsExactly(rows));
    }

    private static ChatSummary summary(String id, String name, int unread, long lastActivity) {
        return new ChatSummary(id, null, name, id.endsWith("@g.us"), unread, lastActivity, false, false, false);
    }

    private void tellLate(EventData fact) {
        relay.publish(new Event(EventIds.unique(), talk.account(), Instant.now(), "worker-1", 1, 0, true, fact));
    }

    @Test
    void theListFollowsTheMessages() {
        talk.tell(received("M1", ANN, NOON, "Hello"), received("M2", ANN, NOON + 1, "Are you there?"));
        talk.tell(sent("M3", "15550000002@c.us", NOON + 2, "Good morning"));
        untilRows(CHATS, "15550000002@c.us null 0 f Good morning", ANN + " Ann 2 f Are you there?");

        talk.tell(sent("M4", ANN, NOON + 3, "Yes"), received("M0", ANN, NOON - 5, "late, and older"));
        untilRows(CHATS, ANN + " Ann 3 f Yes", "15550000002@c.us null 0 f Good morning");

        talk.tell(received("M1", ANN, NOON, "Hello"), new ChatSeen(ANN, NOON + 3));
        untilRows(CHATS, ANN + " Ann 0 f Yes", "15550000002@c.us null 0 f Good morning");

        talk.tell(received("M5", ANN, NOON + 3, "right after"), received("M6", ANN, NOON + 9, "newest"));
        untilRows(CHATS, ANN + " Ann 2 f newest", "15550000002@c.us null 0 f Good morning");

        talk.tell(new ChatSeen(ANN, NOON + 5));
        untilRows(CHATS, ANN + " Ann 1 f newest", "15550000002@c.us null 0 f Good morning");

        talk.tell(new MessageRevoked("M6", ANN, "15551234567", null, NOON + 10, null));
        untilRows(CHATS, ANN + " Ann 0 f null", "15550000002@c.us null 0 f Good morning");
    }

    @Test
    void whatWhatsAppHasCountedIsNotCountedAgain() {
        talk.tell(received("M1", ANN, NOON, "before"));
        talk.tell(new ChatsSynced(
                List.of(summary(ANN, "Ann of the list", 3, NOON + 2), summary(TEAM, "Team", -1, NOON))));
        tellLate(received("M2", ANN, NOON + 1, "missed"));
        tellLate(received("M3", ANN, NOON + 2, "missed too"));
        untilRows(CHATS, ANN + " Ann of the list 3 f missed too", TEAM + " Team 0 t null");

        talk.tell(received("M4", ANN, NOON + 2, "in the same second"), received("M5", ANN, NOON + 3, "and after"));
        untilRows(CHATS, ANN + " Ann of the list 5 f and after", TEAM + " Team 0 t null");

        talk.tell(new ChatSeen(TEAM, NOON + 4));
        untilRows(CHATS, ANN + " Ann of the list 5 f and after", TEAM + " Team 0 f null");
    }

    @Test
    void historyFillsTheLogAndIsNoNews() {
        try (Receiver receiver = new Receiver()) {
            relay.endpoint(talk.account(), receiver);
            talk.tell(received("M2", ANN, NOON + 10, "live"), sent("M3", ANN, NOON + 11, "sent"));
            talk.tell(new MessagesSynced(List.of(
                    new PastMessage(text("M1", ANN, NOON, "long ago"), false, Ack.SENT),
                    new PastMessage(text("x".repeat(600), ANN, NOON, "cannot be kept"), false, Ack.SENT),
                    new PastMessage(text("M2", ANN, NOON + 10, "what is known stays"), false, Ack.SENT),
                    new PastMessage(text("M3", ANN, NOON + 11, "what is known stays"), true, Ack.READ),
                    new PastMessage(text("M0", ANN, NOON - 10, "I wrote"), true, Ack.DELIVERED))));
            talk.tell(new MessageAcknowledged("M0", ANN, Ack.SENT), new MessageAcknowledged("M0", ANN, Ack.PLAYED));
            untilRows(
                    "select id, message, status, history from relay.message_view where account_id = ? order by timestamp",
                    "M0 I wrote played t",
                    "M1 long ago received t",
                    "M2 live received f",
                    "M3 sent read f");
            untilRows(CHATS, ANN + " Ann 1 f sent");

            // Found missing by the worker, it is told again as the news that it was.
            tellLate(received("M1", ANN, NOON, "long ago"));
            await().until(() -> receiver.texts().contains("long ago"));
            assertThat(receiver.texts())
                    .filteredOn(text -> !text.isEmpty())
                    .containsExactly("live", "sent", "long ago");
            untilRows("select history, backfilled from relay.message_view where account_id = ? and id = 'M1'", "f t");
        }
    }

    @Test
    void aContactIsNamedByThePhoneBookThenByWhatTheyCallThemselves() {
        String contacts =
                "select id, phone, lid, name, push_name from relay.contact_view where account_id = ? order by id";
        talk.tell(received("M1", ANN, NOON, "Hello"));
        untilRows(contacts, ANN + " 15551234567 null null Ann");

        talk.tell(new ContactsSynced(List.of(
                new Contact("15551234567", "99887766", "<b>Ann\0</b>", null, false),
                new Contact(null, "55443322", null, "Hidden", true))));
        untilRows(
                contacts, ANN + " 15551234567 99887766 <b>Ann\uFFFD</b> Ann", "55443322@lid null 55443322 null Hidden");

        talk.tell(new ContactsSynced(List.of(new Contact("15550000009", "55443322", "Zoe", null, true))));
        untilRows(
                contacts,
                "15550000009@c.us 15550000009 55443322 Zoe null",
                ANN + " 15551234567 99887766 <b>Ann\uFFFD</b> Ann");
        untilRows(CHATS, ANN + " <b>Ann\uFFFD</b> 1 f Hello");
    }

    @Test
    void aGroupIsAsItWasToldLast() {
        String groups =
                "select id, subject, owner, created_at, participants from relay.group_view where account_id = ? order by id";
        Group team =
                new Group(TEAM, "Team", null, "15551234567", NOON, List.of(new Participant("15551234567", null, true)));
        talk.tell(new GroupsSynced(List.of(team)), received("M1", TEAM, NOON, "Hello all"));
        untilRows(groups, TEAM + " Team 15551234567 " + NOON + " [{\"admin\": true, \"phone\": \"15551234567\"}]");

        Group renamed =
                new Group(TEAM, "The team", null, null, null, List.of(new Participant(null, "99887766", false)));
        talk.tell(new GroupUpdated(renamed, GroupUpdated.Change.SUBJECT, List.of(), "15551234567", NOON + 5));
        untilRows(groups, TEAM + " The team null " + NOON + " [{\"lid\": \"99887766\", \"admin\": false}]");
        untilRows(CHATS, TEAM + " The team 1 f Hello all");
    }

    @Test
    void withTheAccountItAllGoes() {
        talk.tell(
                received("M1", ANN, NOON, "Hello"),
                new GroupsSynced(List.of(new Group(TEAM, "Team", null, null, null, List.of()))),
                new MessageRevoked("M9", ANN, "15551234567", null, NOON, null));
        String everything = """
                select (select count(*) from relay.message where account_id = a.id),
                  (select count(*) from relay.chat where account_id = a.id),
                  (select count(*) from relay.contact where account_id = a.id),
                  (select count(*) from relay.chat_group where account_id = a.id),
                  (select count(*) from relay.early_change where account_id = a.id)
                from relay.account a where id = ?
                """;
        untilRows(everything, "1 1 1 1 1");

        talk.tell(new AccountDeleted());

        untilRows(everything, "0 0 0 0 0");
    }
}
