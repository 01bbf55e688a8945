package io.wafleet.sandbox.phone;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.link.Links;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads which linked account a request is about. */
@Component
class LinkedAccounts {

    private final Links links;

    LinkedAccounts(Links links) {
        this.links = links;
    }

    PhoneNumber named(@Nullable String account) {
        PhoneNumber number = Wanted.number(account, "account");
        if (links.byNumber(number).isEmpty()) {
            throw PhoneError.notLinked(number.digits());
        }
        return number;
    }
}
