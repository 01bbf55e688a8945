package io.wafleet.session.lifecycle;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.account.AccountState;
import io.wafleet.session.account.Account;

/** What logout and delete answer: the state they left the account in, and whether its phone knows. */
record LogoutResult(AccountId id, AccountState status, long statusSeq, Phone phone) {

    /** Only a connected page can tell the phone; one that is not told lists this device until it is removed there. */
    enum Phone {
        TOLD,
        NOT_TOLD
    }

    static LogoutResult of(Account account, Phone phone) {
        return new LogoutResult(account.id(), account.state(), account.statusSeq(), phone);
    }
}
