package io.wafleet.session.receive;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.account.AccountId;
import io.wafleet.session.browser.PageMessage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToldNewsTest {

    private static final long LOGIN = 1000;
    private static final long NOW = 9000;

    private final ToldNews news = new ToldNews(new AccountId("support"), 7, LOGIN, LOGIN, Map.of());

    @Test
    void theMarkStaysUntilAllThatWasMissedIsTold() {
        news.add(message("new", 5000), NOW);
        assertThat(news.mark().until()).isEqualTo(LOGIN);
        assertThat(news.mark().isKnown(message("new", 5000))).isTrue();

        news.follow(0);
        settle();

        assertThat(news.mark().until()).isEqualTo(5000);
    }

    @Test
    void aPageThatHasJustComeBackMayGetOlderMessagesYet() {
        news.follow(0);
        news.add(message("new", 5000), NOW);

        assertThat(news.unwritten(ToldNews.SETTLES_IN.toNanos())).hasValueSatisfying(row -> {
            assertThat(row.until()).isEqualTo(LOGIN);
            assertThat(row.known()).containsValue(5000L);
        });
        news.add(message("older", 2000), NOW);
        settle();

        assertThat(news.mark().until()).isEqualTo(5000);
    }

    @Test
    void whatIsWrittenIsNotWrittenAgain() {
        news.add(message("new", 5000), NOW);
        ToldNews.Row row = news.unwritten(0).orElseThrow();
        news.written(row);

        assertThat(news.unwritten(0)).isEmpty();
        news.add(message("newer", 5001), NOW);
        assertThat(news.unwritten(0)).isPresent();
    }

    @Test
    void theLastMinuteIsLookedThroughAgainAndWhatWasToldOfItIsKnown() {
        news.follow(0);
        news.add(message("old", 4000), NOW);
        news.add(message("lately", 4950), NOW);
        news.add(message("new", 5000), NOW);

        settle();
        NewsMarks.Mark mark = news.mark();
        assertThat(mark.from()).isEqualTo(4940);
        assertThat(mark.isKnown(message("lately", 4950))).isTrue();
        assertThat(mark.isKnown(message("unheard", 4951))).isFalse();
        assertThat(mark.known()).hasSize(2);
    }

    @Test
    void whatWasThereBeforeTheLoginIsNeverNews() {
        news.follow(0);
        news.add(message("first", LOGIN + 5), NOW);

        settle();
        assertThat(news.mark().from()).isEqualTo(LOGIN);
    }

    @Test
    void aMessageFromTheFutureDoesNotHideWhatComesUntilThen() {
        news.follow(0);
        news.add(message("future", 99_999_999), NOW);

        settle();
        assertThat(news.mark().until()).isEqualTo(NOW);
    }

    @Test
    void aFloodDoesNotFillTheMemory() {
        for (int i = 0; i < 5000; i++) {
            news.add(message("m" + i, 5000), NOW);
        }

        assertThat(news.mark().known()).hasSize(1000);
    }

    private void settle() {
        news.unwritten(ToldNews.SETTLES_IN.toNanos() + 1);
    }

    private static PageMessage message(String id, long timestamp) {
        return new PageMessage(
                id,
                "15551234567@c.us",
                "15551234567",
                null,
                null,
                "15550000000",
                false,
                false,
                "chat",
                "text",
                null,
                timestamp,
                null,
                List.of(),
                null,
                null,
                false,
                null,
                List.of(),
                null,
                0);
    }
}
