package io.wafleet.sandbox.phone;

import io.wafleet.sandbox.identity.PhoneBook;
import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.message.Draft;
import io.wafleet.sandbox.message.Groups;
import io.wafleet.sandbox.message.StoredMessage;
import io.wafleet.sandbox.message.WriteToAccount;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A phone writes to a linked account, directly or in a group. */
@Component
class SendFromPhone {

    private final LinkedAccounts accounts;
    private final PhoneBook phones;
    private final Groups groups;
    private final ReadDraft readDraft;
    private final WriteToAccount writeToAccount;

    SendFromPhone(
            LinkedAccounts accounts,
            PhoneBook phones,
            Groups groups,
            ReadDraft readDraft,
            WriteToAccount writeToAccount) {
        this.accounts = accounts;
        this.phones = phones;
        this.groups = groups;
        this.readDraft = readDraft;
        this.writeToAccount = writeToAccount;
    }

    StoredMessage send(SendRequest request) {
        PhoneNumber account = accounts.named(request.account());
        PhoneNumber from = Wanted.number(request.from(), "from");
        String group = request.group() == null ? null : Wanted.group(request.group());
        if (from.equals(account)) {
            throw PhoneError.invalid("\"from\" is the account's own phone");
        }
        Draft draft = readDraft.read(account, request);
        phones.remember(from, request.name());
        if (group != null) {
            joinBoth(group, request.groupName(), from, account);
        }
        return writeToAccount.write(account, from, group, draft);
    }

    private void joinBoth(String group, @Nullable String subject, PhoneNumber from, PhoneNumber account) {
        groups.join(group, subject, from);
        groups.join(group, subject, account);
    }
}
