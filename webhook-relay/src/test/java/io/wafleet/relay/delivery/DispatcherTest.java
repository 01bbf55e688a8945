package io.wafleet.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class DispatcherTest {

    @Test
    void anErrorDoesNotEndTheLooking() throws Exception {
        CountDownLatch looks = new CountDownLatch(2);
        JdbcClient broken = (JdbcClient) Proxy.newProxyInstance(
                JdbcClient.class.getClassLoader(), new Class<?>[] {JdbcClient.class}, (proxy, method, arguments) -> {
                    looks.countDown();
                    throw new StackOverflowError("always");
                });
        RelaySettings settings =
                new RelaySettings(URI.create("http://x"), 8, 8, Duration.ofMillis(10), Duration.ofDays(1));
        Dispatcher dispatcher = new Dispatcher(
                new Lanes(broken, new TransactionTemplate()),
                new DeliveryQueue(broken, new WebhookBody(settings, new LinkSettings(List.of(), Duration.ZERO)), null),
                null,
                null,
                settings);
        dispatcher.start();
        try {
            assertThat(looks.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(dispatcher.health().getStatus()).isEqualTo(Status.UP);

            Thread looking = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("dispatcher"))
                    .findFirst()
                    .orElseThrow();
            looking.interrupt();
            looking.join();
            assertThat(dispatcher.health().getStatus())
                    .as("without it the relay is to be started again")
                    .isEqualTo(Status.DOWN);
        } finally {
            dispatcher.stop();
        }
    }
}
