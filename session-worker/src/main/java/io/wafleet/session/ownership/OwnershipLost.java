package io.wafleet.session.ownership;

import io.wafleet.common.account.AccountId;

/** The account is not, or no longer, this worker's: what was begun is left for the next owner to finish. */
public final class OwnershipLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OwnershipLost(AccountId account) {
        super(account + " is not with this worker");
    }
}
