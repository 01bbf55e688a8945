package io.wafleet.common.command;

import io.wafleet.common.problem.FieldProblem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with the fields of a command. */
public final class Form {

    private static final Pattern RECIPIENT = Pattern.compile("\\+?[0-9]{5,20}(@(c\\.us|lid))?|[0-9-]{5,40}@g\\.us");

    private final List<FieldProblem> problems = new ArrayList<>();

    public Form required(String field, @Nullable String value) {
        return check(value != null && !value.isBlank(), field, "'" + field + "' is required");
    }

    /** Counted in code points, as a person would. */
    public Form atMost(int codePoints, String field, @Nullable String value) {
        return check(
                value == null || value.codePointCount(0, value.length()) <= codePoints,
                field,
                "'" + field + "' is longer than " + codePoints + " characters");
    }

    /** Text that would not come out at the other end as it went in is refused, not altered. */
    public Form exactText(String field, @Nullable String value) {
        return check(
                value == null
                        || (value.indexOf('\0') < 0
                                && StandardCharsets.UTF_8.newEncoder().canEncode(value)),
                field,
                "'" + field + "' has a NUL or half a surrogate pair, which cannot be sent unaltered");
    }

    /** A number with country code, with or without a plus, or a chat id. */
    public Form recipient(String field, @Nullable String value) {
        return check(
                value != null && RECIPIENT.matcher(value).matches(),
                field,
                "'" + field + "' is a phone number with country code (digits), or a chat id ending in @c.us or @g.us");
    }

    public Form check(boolean holds, String field, String otherwise) {
        if (!holds) {
            problems.add(new FieldProblem("/" + field, otherwise));
        }
        return this;
    }

    public List<FieldProblem> problems() {
        return List.copyOf(problems);
    }
}
