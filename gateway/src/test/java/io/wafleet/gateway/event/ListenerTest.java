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
        return event("message.received", number);
    }

    private static LiveEvent event(String type, int number) {
        return new LiveEvent("e" + number, type, new AccountId("a"), Instant.EPOCH, "{}");
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
    void aFloodOfPresencePushesNothingElseOut() {
        Listener listener = new Listener(event -> true, List.of(), 16);
        SlowClient client = new SlowClient();
        listener.events().subscribe(client);
        IntStream.range(0, 100).forEach(number -> listener.tell(event("presence.updated", number)));
        IntStream.range(0, 14).forEach(number -> listener.tell(event(number)));
        client.request(50);
        assertThat(client.got)
                .hasSize(16)
                .startsWith("presence.updated", "presence.updated", "e0")
                .endsWith("e13");
    }

    @Test
    void whatIsInBulkIsLostSoonerAndTheClientIsToldSo() {
        Listener listener = new Listener(event -> true, List.of(), 16);
        SlowClient client = new SlowClient();
        listener.events().subscribe(client);
        IntStream.range(0, 3).forEach(number -> listener.tell(event("chats.synced", number)));
        listener.tell(event(7));
        client.request(50);
        assertThat(client.got).containsExactly("chats.synced", "chats.synced", "resync", "e7");
    }
}
