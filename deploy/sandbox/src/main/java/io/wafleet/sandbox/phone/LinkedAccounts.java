package io.wafleet.sandbox.phone;

import static java.util.Objects.requireNonNull;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.link.Link;
import io.wafleet.sandbox.link.Links;
import java.util.List;
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
        if (links.of(number).isEmpty()) {
            throw PhoneError.notLinked(number.digits());
        }
        return number;
    }

    /** The device that is named, or all devices of the account. */
    List<Link> devices(@Nullable String account, @Nullable Integer device) {
        PhoneNumber number = named(account);
        List<Link> devices = links.of(number).stream()
                .filter(link -> device == null || link.device() == device)
                .toList();
        if (devices.isEmpty()) {
            throw PhoneError.noSuchDevice(number.digits(), requireNonNull(device));
        }
        return devices;
    }
}
