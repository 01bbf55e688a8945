package io.wafleet.session.receive;

import io.wafleet.common.account.AccountId;
import io.wafleet.session.browser.AccountPage;
import io.wafleet.session.event.AccountEvents;

/** An open page of an account, with where to tell what it says, what is being sent through it and what it tells. */
public record LivePage(AccountPage page, AccountEvents events, Outgoing outgoing, Arrivals arrivals) {

    public AccountId account() {
        return page.account();
    }

    /** Tells what was done to a message or a chat, unless a command that did it tells it itself. */
    public void tell(Fact fact) throws InterruptedException {
        if (!outgoing.changes().holdBack(fact)) {
            events.tell(fact.eventId(), fact.data());
        }
    }
}
