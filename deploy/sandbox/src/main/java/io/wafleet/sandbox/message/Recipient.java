package io.wafleet.sandbox.message;

import io.wafleet.sandbox.identity.PhoneNumber;
import java.util.List;

/**
 * Whom a message is for.
 *
 * @param id the digits of a number, or the id of a group
 * @param phones everybody who gets it
 */
public record Recipient(String id, List<PhoneNumber> phones) {

    boolean isGroup() {
        return id.endsWith("@g.us");
    }
}
