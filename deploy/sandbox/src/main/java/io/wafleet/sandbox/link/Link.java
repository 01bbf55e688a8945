package io.wafleet.sandbox.link;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.wire.ToPage;

/** A device (a page) that the phone of a number has linked. */
public record Link(String token, PhoneNumber number, int device, String name) {

    /** The login that the page keeps. */
    public ToPage.Session session() {
        return new ToPage.Session(token, number.digits(), number.lid(), device, name);
    }
}
