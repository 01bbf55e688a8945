package io.wafleet.sandbox.message;

import io.wafleet.sandbox.SandboxSettings;
import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.outbox.AccountOrder;
import io.wafleet.sandbox.outbox.Outbox;
import io.wafleet.sandbox.wire.ToPage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What phones say of the messages they got: delivered by itself after a moment, read when somebody reads. */
@Component
public class Receipts {

    private static final int DELIVERED = 2;
    private static final int READ = 3;

    private final Messages messages;
    private final AccountOrder order;
    private final Outbox outbox;
    private final SandboxSettings settings;
    private final ScheduledExecutorService timer;

    Receipts(
            Messages messages,
            AccountOrder order,
            Outbox outbox,
            SandboxSettings settings,
            ScheduledExecutorService timer) {
        this.messages = messages;
        this.order = order;
        this.outbox = outbox;
        this.settings = settings;
        this.timer = timer;
    }

    /** What was on its way to the phones when the sandbox was stopped goes on. */
    @EventListener(ApplicationReadyEvent.class)
    void resume() {
        messages.onTheirWay().forEach(this::deliveredSoon);
    }

    void deliveredSoon(StoredMessage message) {
        Predicate<StoredMessage> thisOne =
                other -> other.wire().id().equals(message.wire().id());
        CompletableFuture.delayedExecutor(settings.deliveryDelay().toMillis(), TimeUnit.MILLISECONDS, timer)
                .execute(() -> raise(message.account(), DELIVERED, thisOne));
    }

    /** Everything the account sent to a number or a group has been read; returns how many messages that were. */
    public int read(PhoneNumber account, String recipient) {
        return raise(account, READ, message -> message.recipient().equals(recipient));
    }

    private int raise(PhoneNumber account, int ack, Predicate<StoredMessage> which) {
        return order.inOrder(account, () -> {
            List<StoredMessage> raised = messages.below(account, ack).stream()
                    .filter(which)
                    .filter(message ->
                            messages.acknowledge(account, message.wire().bareId(), ack))
                    .toList();
            raised.forEach(message -> outbox.tell(
                    account,
                    new ToPage.Receipt(message.chat(), List.of(message.wire().bareId()), ack, null)));
            return raised.size();
        });
    }
}
