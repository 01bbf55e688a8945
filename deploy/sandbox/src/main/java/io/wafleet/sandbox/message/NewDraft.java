package io.wafleet.sandbox.message;

import io.wafleet.sandbox.wire.WireContent;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/** Begins a message of a phone: a new id, and the time. */
@Component
public class NewDraft {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Clock clock;

    NewDraft(Clock clock) {
        this.clock = clock;
    }

    public Draft of(String type, WireContent content) {
        byte[] random = new byte[9];
        RANDOM.nextBytes(random);
        String id = "3A" + HexFormat.of().withUpperCase().formatHex(random);
        return new Draft(id, type, clock.instant().getEpochSecond(), content);
    }
}
