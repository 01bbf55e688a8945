package io.wafleet.sandbox.phone;

import io.wafleet.sandbox.identity.PhoneNumber;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a request; each one that is missing or wrong is named in the error. */
final class Wanted {

    private static final Pattern GROUP = Pattern.compile("[0-9]{5,20}(-[0-9]{5,15})?(@g\\.us)?");
    private static final int LONGEST_SECONDS = 3_600;

    private Wanted() {}

    static String text(@Nullable String value, String field) {
        if (value == null || value.isBlank()) {
            throw PhoneError.invalid("\"" + field + "\" is missing");
        }
        return value;
    }

    static PhoneNumber number(@Nullable String value, String field) {
        return PhoneNumber.parse(text(value, field).strip())
                .orElseThrow(() -> PhoneError.invalid("\"" + field + "\" is not a phone number of 5 to 15 digits"));
    }

    static String group(String value) {
        if (!GROUP.matcher(value).matches()) {
            throw PhoneError.invalid("\"group\" is not the id of a group, like 120363000000000001@g.us");
        }
        return value.endsWith("@g.us") ? value : value + "@g.us";
    }

    static Duration seconds(@Nullable Double value) {
        if (value == null || value.isNaN() || value <= 0 || value > LONGEST_SECONDS) {
            throw PhoneError.invalid("\"seconds\" is a number above 0 and up to " + LONGEST_SECONDS);
        }
        return Duration.ofMillis(Math.round(value * 1000));
    }
}
