package io.wafleet.sandbox.message;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.message.ReceiptTable.Raised;
import io.wafleet.sandbox.message.ReceiptTable.Which;
import io.wafleet.sandbox.outbox.AccountOrder;
import io.wafleet.sandbox.outbox.Outbox;
import io.wafleet.sandbox.wire.ToPage;
import java.util.List;
import org.springframework.stereotype.Component;

/** Raises receipts and tells the account's devices, in the order in which they were raised. */
@Component
class RaiseReceipts {

    private final ReceiptTable table;
    private final Conversations conversations;
    private final AccountOrder order;
    private final Outbox outbox;

    RaiseReceipts(ReceiptTable table, Conversations conversations, AccountOrder order, Outbox outbox) {
        this.table = table;
        this.conversations = conversations;
        this.order = order;
        this.outbox = outbox;
    }

    /** Returns how many messages it was news for. */
    int raise(PhoneNumber account, Which which, int ack) {
        return order.inOrder(account, () -> {
            List<Raised> raised = table.raise(account, which, ack);
            raised.forEach(receipt -> outbox.tell(account, frame(account, receipt, ack)));
            return (int) raised.stream().map(Raised::id).distinct().count();
        });
    }

    private ToPage.Receipt frame(PhoneNumber account, Raised receipt, int ack) {
        String participant = receipt.chat().endsWith("@g.us") ? conversations.address(account, receipt.phone()) : null;
        return new ToPage.Receipt(receipt.chat(), List.of(receipt.id()), ack, receipt.messageAck(), participant);
    }
}
