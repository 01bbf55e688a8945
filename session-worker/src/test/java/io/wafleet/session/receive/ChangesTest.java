package io.wafleet.session.receive;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.event.MessageReaction;
import io.wafleet.common.event.MessageRevoked;
import org.junit.jupiter.api.Test;

class ChangesTest {

    private static final AccountId ACCOUNT = new AccountId("a");
    private static final String SELF = "15550000001";
    private static final String ANN = "15550000002";

    private final Changes changes = new Changes();

    private static Fact reaction(String from, String emoji, long timestamp) {
        return Fact.of(ACCOUNT, new MessageReaction("M1", "c@c.us", from, null, emoji, timestamp, null));
    }

    @Test
    void whatThePageReportsWhileACommandDoesItIsNotToldAgain() {
        changes.begin("M1", SELF);

        assertThat(changes.holdBack(reaction(SELF, "👍", 100))).isTrue();
        assertThat(changes.end("M1", reaction(SELF, "👍", 101))).isEmpty();
    }

    @Test
    void whatThePageReportsALittleLaterIsNotToldAgain() {
        changes.begin("M1", SELF);
        changes.end("M1", reaction(SELF, "", 100));

        assertThat(changes.holdBack(reaction(SELF, "", 101))).isTrue();
        assertThat(changes.holdBack(reaction(SELF, "👍", 102))).isFalse();
    }

    @Test
    void whatOthersDoMeanwhileIsToldAtOnce() {
        changes.begin("M1", SELF);

        assertThat(changes.holdBack(reaction(ANN, "👍", 100))).isFalse();
    }

    @Test
    void whatWasReportedIsNotLostWhenTheCommandGivesUp() {
        Fact reported = Fact.of(ACCOUNT, new MessageRevoked("M1", "c@c.us", SELF, null, 100, null));
        changes.begin("M1", SELF);
        changes.holdBack(reported);

        assertThat(changes.end("M1", null)).containsExactly(reported);
        assertThat(changes.holdBack(reported)).isFalse();
    }

    @Test
    void anotherDoingOfTheAccountIsToldBesideTheCommands() {
        changes.begin("M1", SELF);
        Fact other = reaction(SELF, "🎉", 99);
        changes.holdBack(other);

        assertThat(changes.end("M1", reaction(SELF, "👍", 100))).containsExactly(other);
    }
}
