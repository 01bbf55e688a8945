package io.wafleet.sandbox.message;

import io.wafleet.sandbox.identity.PhoneNumber;
import java.util.List;
import org.springframework.stereotype.Component;

/** What an account's page confirms, sees, plays and deletes of the messages it got. */
@Component
public class SeeMessages {

    private static final int DELIVERED = 2;
    private static final int READ = 3;
    private static final int PLAYED = 4;

    private final Messages messages;
    private final Receipts receipts;

    SeeMessages(Messages messages, Receipts receipts) {
        this.messages = messages;
        this.receipts = receipts;
    }

    public void delivered(PhoneNumber account, String key) {
        messages.raiseInbound(account, null, key, DELIVERED);
    }

    public void seen(PhoneNumber account, String chat) {
        messages.raiseInbound(account, chat, null, READ).forEach(message -> receipts.confirmed(message, READ));
    }

    public void played(PhoneNumber account, List<String> keys) {
        for (String key : keys) {
            messages.raiseInbound(account, null, key, PLAYED).forEach(message -> receipts.confirmed(message, PLAYED));
        }
    }

    public void deleted(PhoneNumber account, List<String> keys) {
        keys.forEach(key -> messages.hide(account, key));
    }
}
