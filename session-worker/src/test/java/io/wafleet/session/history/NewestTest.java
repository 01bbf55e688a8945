package io.wafleet.session.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.session.browser.PageMessage;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewestTest {

    @Test
    void chatsAreToldOldestFirstAndWhatWasWrittenInOneSecondInTheOrderOfItsChat() {
        Newest newest = new Newest(10, 0);
        add(newest, "ann", 30, 20, 20, 10);
        add(newest, "ben", 25, 5);

        assertThat(newest.oldestFirst())
                .extracting(PageMessage::id)
                .containsExactly("ben 1", "ann 3", "ann 2", "ann 1", "ben 0", "ann 0");
        assertThat(newest.leftOut()).isZero();
    }

    @Test
    void theNewestOfAllChatsAreKept() {
        Newest newest = new Newest(2, 0);
        add(newest, "ann", 30, 20, 10);
        add(newest, "ben", 25, 5);

        assertThat(newest.oldestFirst()).extracting(PageMessage::id).containsExactly("ben 0", "ann 0");
        assertThat(newest.size()).isEqualTo(2);
        assertThat(newest.leftOut()).isEqualTo(3);
    }

    @Test
    void whatIsTooOldIsLeftOut() {
        Newest newest = new Newest(10, 20);
        add(newest, "ann", 30, 20, 19);

        assertThat(newest.oldestFirst()).extracting(PageMessage::id).containsExactly("ann 1", "ann 0");
        assertThat(newest.leftOut()).isEqualTo(1);
    }

    @Test
    void longMessagesDoNotFillTheMemory() {
        Newest newest = new Newest(10_000, 0);
        String longest = "x".repeat(1_000_000);
        for (int i = 100; i > 0; i--) {
            newest.add(message("m" + i, i, longest));
        }

        assertThat(newest.size()).isEqualTo(16);
        assertThat(newest.oldestFirst().getLast().id()).isEqualTo("m100");
    }

    /** As a page tells them: the newest first. */
    private static void add(Newest newest, String chat, long... timestamps) {
        for (int i = 0; i < timestamps.length; i++) {
            newest.add(message(chat + " " + i, timestamps[i], "text"));
        }
    }

    private static PageMessage message(String id, long timestamp, String text) {
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
                text,
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
