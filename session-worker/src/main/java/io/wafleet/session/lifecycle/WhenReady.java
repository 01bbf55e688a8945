package io.wafleet.session.lifecycle;

import io.wafleet.common.account.AccountId;
import io.wafleet.session.receive.LivePage;

/** Does something with each account that becomes READY. */
public interface WhenReady {

    /** The account has been linked anew, and will be READY with another past; may be told more than once. */
    void linked(AccountId account);

    /** The account is READY on this page. Does not block. */
    void begin(LivePage page);
}
