package io.wafleet.relay;

import static io.wafleet.relay.Talk.ANN;
import static io.wafleet.relay.Talk.ME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wafleet.common.event.EventData;
import io.wafleet.common.event.MediaStored;
import io.wafleet.common.event.MessageEdited;
import io.wafleet.common.event.MessageReaction;
import io.wafleet.common.event.MessageReceived;
import io.wafleet.common.event.MessageRevoked;
import io.wafleet.common.event.PollVote;
import io.wafleet.common.message.Media;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What happens to a message after it was written, told in any order, against a real broker and database. */
class ChangesIT {

    private static final String MESSAGES = """
            select message, media ->> 'caption', media ->> 'status', edited_at, revoked_at, revoked_by
            from relay.message_view where account_id = ? order by id
            """;

    @AutoClose
    private static final RelayUnderTest relay = new RelayUnderTest();

    private static MessageEdited edited(String id, String text, long at) {
        return new MessageEdited(id, ANN, "15551234567", null, text, at, null);
    }

    private static MessageRevoked revoked(String id, String chat, long at) {
        return new MessageRevoked(id, chat, "15551234567", null, at, null);
    }

    private static MessageReaction reaction(String id, String from, String emoji, long at) {
        return new MessageReaction(id, ANN, from, null, emoji, at, null);
    }

    private static PollVote vote(String id, String from, long at, String... options) {
        return new PollVote(id, ANN, from, null, List.of(options), at);
    }

    /** The last message is told last, so that all the others have been taken in when it is there. */
    private static void tellAll(Talk talk, EventData... facts) {
        talk.tell(facts);
        talk.tell(Talk.received("zzz", "1@c.us", 1, "the end"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !talk.rows(
                                "select id from relay.message_view where account_id = ? and message = 'the end'")
                        .isEmpty());
    }

    private static void sameInAnyOrder(List<String> rows, String sql, EventData... facts) {
        Talk forwards = Talk.with(relay);
        tellAll(forwards, facts);
        assertThat(forwards.rows(sql)).as("as it happened").containsSequence(rows);
        EventData[] reversed = facts.clone();
        Collections.reverse(Arrays.asList(reversed));
        Talk backwards = Talk.with(relay);
        tellAll(backwards, reversed);
        assertThat(backwards.rows(sql)).as("the other way round").containsSequence(rows);
        assertThat(backwards.rows("select type from relay.early_change where account_id = ?"))
                .isEmpty();
    }

    @Test
    void everyFieldOfAMessageIsKept() {
        Talk talk = Talk.with(relay);
        tellAll(talk, new MessageReceived(Talk.full("M1")));

        assertThat(talk.rows("""
                        select forwarded, location ->> 'latitude', location ->> 'address', contacts -> 0 ->> 'phone',
                          poll -> 'options' ->> 1, poll ->> 'multiple', reply_to, mentions ->> 0, from_lid
                        from relay.message_view where account_id = ? and id = 'M1'
                        """)).containsExactly("t 52.5 1 Main St 15550000001 no true quoted " + ME + " 99887766");
    }

    @Test
    void theNewestTextStandsWhateverIsToldFirst() {
        sameInAnyOrder(
                List.of("third null null 1700000020 null null"),
                MESSAGES,
                Talk.received("M1", ANN, 1_700_000_000L, "first"),
                edited("M1", "second", 1_700_000_010L),
                edited("M1", "third", 1_700_000_020L));
    }

    @Test
    void theNewTextOfAFileIsItsCaption() {
        Talk talk = Talk.with(relay);
        tellAll(
                talk,
                new MediaStored("P1", ANN, new Media("med_P1", Media.Status.READY, null, null, 5L, "ab", null)),
                new MessageReceived(Talk.picture("P1", "old")),
                edited("P1", "new \0 caption", 1_700_000_010L));

        assertThat(talk.rows(MESSAGES)).startsWith("null new \uFFFD caption ready 1700000010 null null");
    }

    @Test
    void ofWhatWasTakenBackOnlyThatItWasThereStays() {
        sameInAnyOrder(
                List.of("null null null null 1700000030 15551234567"),
                MESSAGES,
                Talk.received("M1", ANN, 1_700_000_000L, "regrets"),
                revoked("M1", ANN, 1_700_000_030L));

        Talk talk = Talk.with(relay);
        tellAll(
                talk,
                Talk.received("M1", ANN, 1_700_000_000L, "regrets"),
                reaction("M1", ME, "👍", 1_700_000_005L),
                revoked("M1", ANN, 1_700_000_030L),
                edited("M1", "and again", 1_700_000_040L));
        assertThat(talk.rows(MESSAGES)).startsWith("null null null null 1700000030 15551234567");
        assertThat(talk.rows("select words from relay.message_view where account_id = ? and id = 'M1'"))
                .containsExactly("");
        assertThat(talk.rows("select emoji from relay.reaction_view where account_id = ?"))
                .isEmpty();
    }

    @Test
    void whoChoosesTheIdOfAnothersMessageCannotTouchIt() {
        Talk talk = Talk.with(relay);
        tellAll(
                talk,
                Talk.received("M1", ANN, 1_700_000_000L, "mine"),
                Talk.received("M1", "15559999999@c.us", 1_700_000_001L, "a stranger's"),
                revoked("M1", "15559999999@c.us", 1_700_000_002L));

        assertThat(
                        talk.rows(
                                "select chat_id, message from relay.message_view where account_id = ? and id = 'M1' order by 1"))
                .containsExactly(ANN + " mine", "15559999999@c.us null");
    }

    @Test
    void eachPersonHasOneReactionTheNewestAndCanTakeItAway() {
        sameInAnyOrder(
                List.of("15551234567 ❤️", "15557654321 👨‍👩‍👧‍👦"),
                "select from_number, emoji from relay.reaction_view where account_id = ? order by 1",
                Talk.received("M1", ANN, 1_700_000_000L, "Hello"),
                reaction("M1", "15551234567", "👍", 1_700_000_010L),
                reaction("M1", "15551234567", "❤️", 1_700_000_011L),
                reaction("M1", ME, "👨‍👩‍👧‍👦", 1_700_000_012L),
                reaction("M1", "15550000001", "🎉", 1_700_000_013L),
                reaction("M1", "15550000001", "", 1_700_000_014L));
    }

    @Test
    void eachPersonHasOneVoteTheNewestAndCanTakeItBack() {
        sameInAnyOrder(
                List.of("15551234567 [\"no\", \"perhaps\"]"),
                "select from_number, options from relay.vote_view where account_id = ? order by 1",
                Talk.received("M1", ANN, 1_700_000_000L, "Tea?"),
                vote("M1", "15551234567", 1_700_000_010L, "yes"),
                vote("M1", "15551234567", 1_700_000_011L, "no", "perhaps"),
                vote("M1", ME, 1_700_000_012L, "yes"),
                vote("M1", ME, 1_700_000_013L));
    }
}
