package io.wafleet.session.receive;

import io.wafleet.common.account.AccountId;
import io.wafleet.session.browser.AccountPage;
import io.wafleet.session.event.AccountEvents;

/** An open page of an account, with where to tell what it says and what is being sent through it. */
public record LivePage(AccountPage page, AccountEvents events, Outgoing outgoing) {

    public AccountId account() {
        return page.account();
    }
}
