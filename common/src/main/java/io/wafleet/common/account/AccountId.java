package io.wafleet.common.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The name of an account: 1 to 64 letters, digits, hyphens and underscores, the first a letter or digit. It is the key
 * of every Kafka record about the account, and its profile directory is named after it.
 *
 * @throws IllegalArgumentException if the value has another form
 */
public record AccountId(@JsonValue String value) implements Comparable<AccountId> {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    @JsonCreator
    public AccountId {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "An account id is 1 to 64 letters, digits, '-' or '_', and starts with a letter or digit");
        }
    }

    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public int compareTo(AccountId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
