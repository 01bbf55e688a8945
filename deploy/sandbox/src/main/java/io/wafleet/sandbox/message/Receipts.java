package io.wafleet.sandbox.message;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.knob.KnobStore;
import io.wafleet.sandbox.message.ReceiptTable.Which;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What phones say of the messages they got: delivered by itself after a moment, read and played when somebody does. */
@Component
public class Receipts {

    private static final int DELIVERED = 2;
    private static final int READ = 3;
    private static final int PLAYED = 4;

    private final Messages messages;
    private final ReceiptTable table;
    private final RaiseReceipts raise;
    private final KnobStore knobs;
    private final ScheduledExecutorService timer;

    Receipts(
            Messages messages,
            ReceiptTable table,
            RaiseReceipts raise,
            KnobStore knobs,
            ScheduledExecutorService timer) {
        this.messages = messages;
        this.table = table;
        this.raise = raise;
        this.knobs = knobs;
        this.timer = timer;
    }

    /** What was on its way to the phones when the sandbox was stopped goes on. */
    @EventListener(ApplicationReadyEvent.class)
    void resume() {
        messages.onTheirWay().forEach(this::deliveredSoon);
    }

    /** A message is on its way to these phones. */
    void expect(StoredMessage message, List<PhoneNumber> phones) {
        table.sent(message, phones);
        deliveredSoon(message);
    }

    private void deliveredSoon(StoredMessage message) {
        var thisOne = new Which(message.wire().bareId(), null, null);
        CompletableFuture.delayedExecutor(knobs.of(message.account()).deliveryDelayMs(), TimeUnit.MILLISECONDS, timer)
                .execute(() -> raise.raise(message.account(), thisOne, DELIVERED));
    }

    /**
     * What the account sent to a number or a group has been read, by everybody or by one; returns how many messages that
     * were.
     */
    public int read(PhoneNumber account, String recipient, @Nullable PhoneNumber by) {
        return raise.raise(account, new Which(null, recipient, by), READ);
    }

    /** The same for playing, of everything there or of one message. */
    public int played(PhoneNumber account, String recipient, @Nullable String id, @Nullable PhoneNumber by) {
        return raise.raise(account, new Which(id, recipient, by), PLAYED);
    }

    /** A linked account has read, or played, what another one sent it. */
    void confirmed(StoredMessage inbound, int ack) {
        raise.raise(inbound.sender(), new Which(inbound.wire().bareId(), null, inbound.account()), ack);
    }
}
