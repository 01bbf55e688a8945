package io.wafleet.gateway.upload;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;

/** A file inside a JSON body. It is taken once, so that a request that waits for its answer does not hold it. */
public final class Base64File {

    private @Nullable String text;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Base64File(String text) {
        this.text = text;
    }

    /** Told without decoding it, so that what is too large costs no more memory. */
    boolean isLargerThan(long bytes) {
        return text != null && text.length() / 4L * 3L > bytes + 64;
    }

    String take() {
        String taken = text;
        if (taken == null) {
            throw new IllegalStateException("The file has been taken");
        }
        text = null;
        return taken;
    }
}
