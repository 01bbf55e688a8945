package io.wafleet.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.account.AccountId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.BaseSubscriber;

class ListenerTest {

    private static LiveEvent event(int number) {
        return new LiveEvent("e" + number, "message.received", new AccountId("a"), Instant.EPOCH, "{}");
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
}
