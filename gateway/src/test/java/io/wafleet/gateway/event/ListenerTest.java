package io.wafleet.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.account.AccountId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.BaseSubscriber;

class ListenerTest {

    private static LiveEvent event(int number) {
        return new LiveEvent("e" + number, "message.received", new AccountId("a"), "{}");
    }

    /** A client that reads only when told. */
    private static final class SlowClient extends BaseSubscriber<ServerSentEvent<String>> {

        private final List<String> got = new ArrayList<>();

        @Override
        protected void hookOnSubscribe(Subscription subscription) {}

        @Override
        protected void hookOnNext(ServerSentEvent<String> event) {
            got.add(event.id() == null ? String.valueOf(event.event()) : event.id());
        }
    }

    @Test
    void aSlowClientLosesEventsAndIsToldSo() {
        Listener listener = new Listener(event -> true, List.of(), 4);
        SlowClient client = new SlowClient();
        listener.events().subscribe(client);
        IntStream.range(0, 100).forEach(number -> listener.tell(event(number)));
        client.request(50);
        assertThat(client.got).containsExactly("e0", "e1", "e2", "e3");
        listener.tell(event(100));
        listener.tell(event(101));
        assertThat(client.got).containsExactly("e0", "e1", "e2", "e3", "resync", "e100", "e101");
    }

    @Test
    void theRingForgetsTheOldestAndKeepsEachEventOnce() {
        EventRing ring = new EventRing(3, 1_000);
        assertThat(ring.add(event(1))).isTrue();
        assertThat(ring.add(event(1))).isFalse();
        for (int number = 2; number <= 4; number++) {
            ring.add(event(number));
        }
        assertThat(ring.after("e1")).isEmpty();
        assertThat(ring.after("e2"))
                .hasValueSatisfying(
                        later -> assertThat(later).extracting(LiveEvent::id).containsExactly("e3", "e4"));
        assertThat(ring.after("e4"))
                .hasValueSatisfying(later -> assertThat(later).isEmpty());
    }

    @Test
    void theRingIsBoundedInSizeToo() {
        EventRing ring = new EventRing(1_000, 100);
        for (int number = 0; number < 20; number++) {
            ring.add(new LiveEvent("e" + number, "t.t", null, "x".repeat(30)));
        }
        assertThat(ring.after("e16")).isEmpty();
        assertThat(ring.after("e17"))
                .hasValueSatisfying(later -> assertThat(later).hasSize(2));
    }
}
