package io.wafleet.session.receive;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.session.browser.PageEvent;
import io.wafleet.session.browser.PageMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private final List<String> told = new ArrayList<>();
    private final Arrivals arrivals = new Arrivals(Instant.ofEpochSecond(100), this::note);

    private void note(PageEvent event) {
        told.add(
                switch (event) {
                    case PageEvent.MessageSeen seen -> seen.message().id();
                    case PageEvent.AckChanged ack -> "ack " + ack.messageId();
                    default -> throw new AssertionError(event);
                });
    }

    @Test
    void whatThePageTellsWaitsUntilWhatWasMissedIsTold() throws Exception {
        arrivals.hear(seen("newer"));
        arrivals.hear(new PageEvent.AckChanged("newer", "chat", 2));
        arrivals.tellFound(message("missed", 50));
        assertThat(told).containsExactly("missed");

        arrivals.flow();
        arrivals.hear(seen("newest"));

        assertThat(told).containsExactly("missed", "newer", "ack newer", "newest");
    }

    @Test
    void whatWasFoundIsNotToldAgainWheneverThePageTellsIt() throws Exception {
        arrivals.hear(seen("early"));
        arrivals.tellFound(message("early", 50));
        arrivals.tellFound(message("missed", 60));

        arrivals.flow();
        arrivals.hear(seen("missed"));

        assertThat(told).containsExactly("early", "missed");
    }

    @Test
    void aPageThatTellsTooMuchWaitsAndLosesNothing() throws Exception {
        arrivals.pageIsReady();
        Thread page = Thread.ofVirtual().start(() -> {
            try {
                for (int i = 0; i < 3000; i++) {
                    arrivals.hear(seen("m" + i));
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(page.join(Duration.ofMillis(300))).as("waits for nobody").isFalse();

        arrivals.flow();
        page.join();

        assertThat(told).hasSize(3000).startsWith("m0", "m1").endsWith("m2999").doesNotHaveDuplicates();
    }

    @Test
    void aPageThatIsClosedHoldsUpNobody() throws Exception {
        arrivals.pageIsReady();
        Thread page = Thread.ofVirtual().start(() -> {
            try {
                for (int i = 0; i < 3000; i++) {
                    arrivals.hear(seen("m" + i));
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });

        arrivals.end();

        assertThat(page.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void aMessageIsLateWhenItIsOlderThanThePage() {
        assertThat(arrivals.cameBefore(message("old", 100))).isTrue();
        assertThat(arrivals.cameBefore(message("new", 101))).isFalse();
    }

    private static PageEvent.MessageSeen seen(String id) {
        return new PageEvent.MessageSeen(message(id, 120));
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
