package io.wafleet.sandbox.message;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.wire.WireContent;
import org.springframework.stereotype.Component;

/** A phone edits, revokes, reacts to or votes on a message that it shares with a linked account. */
@Component
public class ChangeFromPhone {

    private final CheckAddition check;
    private final WriteToAccount writeToAccount;
    private final NewDraft newDraft;

    ChangeFromPhone(CheckAddition check, WriteToAccount writeToAccount, NewDraft newDraft) {
        this.check = check;
        this.writeToAccount = writeToAccount;
        this.newDraft = newDraft;
    }

    public StoredMessage change(PhoneNumber account, PhoneNumber by, String type, WireContent content)
            throws RefusedMessage {
        StoredMessage parent = check.check(account, by, type, content);
        return writeToAccount.write(account, by, parent.group(), newDraft.of(type, content));
    }
}
