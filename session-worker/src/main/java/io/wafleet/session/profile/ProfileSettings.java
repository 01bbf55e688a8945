package io.wafleet.session.profile;

import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the accounts' profiles are kept.
 *
 * @param store in a directory, or as archives in Postgres too
 * @param key seals the archives: 32 random bytes in base64
 * @param oldKeys further ones, that archives may still be sealed with
 * @param checkpointInterval how long an open page goes without an archive; 0 takes none
 */
@Validated
@ConfigurationProperties("wafleet.session.profiles")
record ProfileSettings(
        @DefaultValue("directory") Kind store,
        @DefaultValue("") String key,
        @DefaultValue List<String> oldKeys,
        @DefaultValue("5m") Duration checkpointInterval) {

    enum Kind {
        DIRECTORY,
        POSTGRES
    }

    // Not the type of the properties: a failure to bind one would print it.

    @AssertTrue(
            message = "WAFLEET_PROFILE_STORE=postgres needs WAFLEET_PROFILE_KEY, the same for all workers: 32 random"
                    + " bytes in base64, as from openssl rand -base64 32")
    boolean isKeyGood() {
        return store == Kind.DIRECTORY || ProfileKeys.isOne(key);
    }

    @AssertTrue(message = "each of WAFLEET_PROFILE_OLD_KEYS must be 32 bytes in base64, separated by commas")
    boolean isEachOldKeyGood() {
        return oldKeys.stream().allMatch(ProfileKeys::isOne);
    }

    @Override
    public String toString() {
        return "ProfileSettings[store=" + store + "]";
    }
}
