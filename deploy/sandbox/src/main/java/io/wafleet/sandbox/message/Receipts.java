package io.wafleet.sandbox.message;

import io.wafleet.sandbox.SandboxSettings;
import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.page.Page;
import io.wafleet.sandbox.page.Pages;
import io.wafleet.sandbox.wire.ToPage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** What phones say of the messages they got: delivered by itself after a moment, read when somebody reads. */
@Component
public class Receipts {

    private static final int DELIVERED = 2;
    private static final int READ = 3;

    private final Messages messages;
    private final AccountOrder order;
    private final Pages pages;
    private final SandboxSettings settings;
    private final ScheduledExecutorService timer;

    Receipts(
            Messages messages,
            AccountOrder order,
            Pages pages,
            SandboxSettings settings,
            ScheduledExecutorService timer) {
        this.messages = messages;
        this.order = order;
        this.pages = pages;
        this.settings = settings;
        this.timer = timer;
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
            pages.of(account).ifPresent(page -> tell(account, page));
            return raised.size();
        });
    }

    /** Tells a page that has come back what happened meanwhile. */
    void catchUp(PhoneNumber account, Page page) {
        for (StoredMessage message : messages.below(account, DELIVERED)) {
            messages.acknowledge(account, message.wire().bareId(), DELIVERED);
        }
        tell(account, page);
    }

    private void tell(PhoneNumber account, Page page) {
        for (StoredMessage message : messages.untoldAcks(account)) {
            String id = message.wire().bareId();
            page.send(new ToPage.Receipt(message.chat(), List.of(id), message.ack(), null));
            messages.told(account, id, message.ack());
        }
    }
}
