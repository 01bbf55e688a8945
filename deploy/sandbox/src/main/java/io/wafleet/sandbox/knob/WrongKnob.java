package io.wafleet.sandbox.knob;

/** A knob that does not exist, or a value that it cannot have. */
public final class WrongKnob extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongKnob(String message) {
        super(message);
    }
}
