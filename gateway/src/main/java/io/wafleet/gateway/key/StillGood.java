package io.wafleet.gateway.key;

import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Tells during a long answer whether its caller may still have it. */
@Component
public class StillGood {

    private final KeyCheck keys;

    StillGood(KeyCheck keys) {
        this.keys = keys;
    }

    /** A key that cannot be judged, because the database is away, is not held against its caller. */
    public boolean isStillGood(Caller caller) {
        try {
            return keys.holderOfId(caller.keyId()).isPresent();
        } catch (DataAccessException away) {
            return true;
        }
    }
}
