package io.wafleet.sandbox.passkey;

/** Why a page was not linked, in words that go on from "The passkey was not accepted:". */
public final class NotLinked extends Exception {

    private static final long serialVersionUID = 1L;

    NotLinked(String message) {
        super(message);
    }
}
