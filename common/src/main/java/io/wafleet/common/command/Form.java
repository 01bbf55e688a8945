package io.wafleet.common.command;

import io.wafleet.common.egress.HttpUrl;
import io.wafleet.common.message.ContactCard;
import io.wafleet.common.message.Location;
import io.wafleet.common.message.Poll;
import io.wafleet.common.metadata.Metadata;
import io.wafleet.common.problem.FieldProblem;
import io.wafleet.common.webhook.WebhookEvents;
import io.wafleet.common.webhook.WebhookSecret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with the fields of a command. */
public final class Form {

    private static final Pattern RECIPIENT = Pattern.compile("\\+?[0-9]{5,20}(@(c\\.us|lid))?|[0-9-]{5,40}@g\\.us");

    private static final Pattern PHONE = Pattern.compile("\\+?[0-9]{5,20}");
    private static final Pattern MESSAGE_ID = Pattern.compile("[A-Za-z0-9.:-]{1,128}");
    private static final Pattern AUTHOR = Pattern.compile("\\+?[0-9]{5,20}(@(c\\.us|lid))?");

    private static final int METADATA_BYTES = 16 * 1024;

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
                isExact(value),
                field,
                "'" + field + "' has a NUL or half a surrogate pair, which cannot be sent unaltered");
    }

    /** At most 50 entries and 16 KB, because every event about the command repeats it; exact like a text. */
    public Form metadata(String field, Map<String, Object> value) {
        check(value.size() <= 50, field, "'" + field + "' has more than 50 entries");
        check(Metadata.bytes(value) <= METADATA_BYTES, field, "'" + field + "' is larger than 16 KB");
        return check(
                isExact(value),
                field,
                "'" + field + "' has a NUL or half a surrogate pair, which cannot be kept unaltered");
    }

    public Form pacing(String field, @Nullable PacingChange value) {
        if (value != null) {
            problems.addAll(value.problems(field));
        }
        return this;
    }

    private static boolean isExact(@Nullable Object value) {
        if (value == null) {
            return true;
        }
        return switch (value) {
            case String text ->
                text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
            case Map<?, ?> map ->
                map.entrySet().stream().allMatch(entry -> isExact(entry.getKey()) && isExact(entry.getValue()));
            case List<?> list -> list.stream().allMatch(Form::isExact);
            default -> true;
        };
    }

    /** An id that somebody chose: absent, or more than blanks. */
    public Form notBlank(String field, @Nullable String value) {
        return check(value == null || !value.isBlank(), field, "'" + field + "' is empty");
    }

    /** An http or https address with a host and without a user. */
    public Form httpUrl(String field, @Nullable String value) {
        String problem = value == null ? null : HttpUrl.problem(field, value);
        return check(problem == null, field, String.valueOf(problem));
    }

    /** Names of events as webhooks know them, at most 50. */
    public Form webhookEvents(String field, List<String> names) {
        if (names.size() > 50) {
            return check(false, field, "'" + field + "' has more than 50 entries");
        }
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            check(
                    name != null && WebhookEvents.isName(name),
                    field + "/" + i,
                    "There is no such event; names are those of the documentation, '*' or a family like 'message.*'");
        }
        return this;
    }

    public Form webhookSecret(String field, @Nullable String value) {
        return check(
                value == null || WebhookSecret.isValid(value),
                field,
                "'" + field + "' is whsec_ followed by the base64 of 24 to 64 bytes");
    }

    /** What a caller names a message by. */
    public Form clientMessageId(String field, @Nullable String value) {
        return notBlank(field, value).exactText(field, value).atMost(128, field, value);
    }

    /** WhatsApp's id of a message, without chat and direction. */
    public Form messageId(String field, @Nullable String value) {
        return check(
                value != null && MESSAGE_ID.matcher(value).matches(),
                field,
                "'" + field + "' is the id of a message, 1 to 128 letters and digits");
    }

    /** Absent, or somebody's number or hidden id. */
    public Form authorOfMessage(String field, @Nullable String value) {
        return check(
                value == null || AUTHOR.matcher(value).matches(),
                field,
                "'" + field + "' is a phone number with country code (digits), or a hidden id ending in @lid");
    }

    /** A number with country code, with or without a plus. */
    public Form phone(String field, @Nullable String value) {
        return check(
                value != null && PHONE.matcher(value).matches(),
                field,
                "'" + field + "' is a phone number with country code, 5 to 20 digits");
    }

    public Form phones(String field, int most, List<String> values) {
        if (values.size() > most) {
            return check(false, field, "'" + field + "' has more than " + most + " entries");
        }
        for (int i = 0; i < values.size(); i++) {
            phone(field + "/" + i, values.get(i));
        }
        return this;
    }

    public Form location(String field, @Nullable Location value) {
        return value == null
                ? this
                : check(Math.abs(value.latitude()) <= 90, field + "/latitude", "'latitude' is -90 to 90 degrees")
                        .check(
                                Math.abs(value.longitude()) <= 180,
                                field + "/longitude",
                                "'longitude' is -180 to 180 degrees")
                        .exactText(field + "/name", value.name())
                        .atMost(256, field + "/name", value.name())
                        .exactText(field + "/address", value.address())
                        .atMost(1_024, field + "/address", value.address());
    }

    public Form contact(String field, @Nullable ContactCard value) {
        return value == null
                ? this
                : required(field + "/name", value.name())
                        .exactText(field + "/name", value.name())
                        .atMost(256, field + "/name", value.name())
                        .phone(field + "/phone", value.phone());
    }

    /** A question with 2 to 12 different answers. */
    public Form poll(String field, @Nullable Poll value) {
        if (value == null) {
            return this;
        }
        List<String> options = value.options();
        required(field + "/question", value.question())
                .exactText(field + "/question", value.question())
                .atMost(255, field + "/question", value.question())
                .check(options.size() >= 2 && options.size() <= 12, field + "/options", "A poll has 2 to 12 options")
                .check(
                        Set.copyOf(options).size() == options.size(),
                        field + "/options",
                        "The options of a poll differ from each other");
        for (int i = 0; i < Math.min(options.size(), 12); i++) {
            String option = field + "/options/" + i;
            required(option, options.get(i)).exactText(option, options.get(i)).atMost(100, option, options.get(i));
        }
        return this;
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
