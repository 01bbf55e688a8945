package io.wafleet.session.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A listener that remembers, and can be waited for. */
final class Heard implements Consumer<PageEvent> {

    private final List<PageEvent> events = new CopyOnWriteArrayList<>();

    @Override
    public void accept(PageEvent event) {
        events.add(event);
    }

    <T extends PageEvent> List<T> all(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    <T extends PageEvent> T last(Class<T> type) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(events).hasAtLeastOneElementOfType(type));
        return all(type).getLast();
    }

    List<PageEvent> everything() {
        return events;
    }
}
