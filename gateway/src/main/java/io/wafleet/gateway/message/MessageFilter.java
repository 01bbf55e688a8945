package io.wafleet.gateway.message;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.message.Ack;
import io.wafleet.common.message.MessageType;
import io.wafleet.common.problem.FieldProblem;
import io.wafleet.gateway.problem.ApiException;
import io.wafleet.gateway.request.Asked;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * Which messages of an account are asked for.
 *
 * @param q a piece of the text, of a caption, a file name, a place, a contact's name or a question
 * @param since the time of the oldest
 * @param until the time before which they are
 * @param before the cursor that the last page gave
 */
public record MessageFilter(
        AccountId account,
        @Nullable String chatId,
        @Nullable String direction,
        @Nullable String type,
        @Nullable String status,
        @Nullable Boolean hasMedia,
        @Nullable String q,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable Place before) {

    private static final int LONGEST_Q = 1_000;
    private static final List<String> DIRECTIONS = List.of("inbound", "outbound");
    private static final List<String> TYPES = names(MessageType.values());
    private static final List<String> STATUSES =
            Stream.concat(Stream.of("received"), names(Ack.values()).stream()).toList();

    /** Everything that stands in a chat. */
    public static MessageFilter ofChat(AccountId account, String chatId, @Nullable String cursor) {
        return new MessageFilter(account, chatId, null, null, null, null, null, null, null, Place.of(cursor));
    }

    /** @throws ApiException INVALID_REQUEST for a word that can match nothing */
    static MessageFilter of(AccountId account, MultiValueMap<String, String> query) {
        String q = query.getFirst("q");
        if (q != null && q.length() > LONGEST_Q) {
            throw ApiException.invalid(new FieldProblem("/q", "'q' has more than " + LONGEST_Q + " characters"));
        }
        String hasMedia = oneOf("has_media", List.of("true", "false"), query.getFirst("has_media"));
        return new MessageFilter(
                account,
                query.getFirst("chat_id"),
                oneOf("direction", DIRECTIONS, query.getFirst("direction")),
                oneOf("type", TYPES, query.getFirst("type")),
                oneOf("status", STATUSES, query.getFirst("status")),
                hasMedia == null ? null : Boolean.valueOf(hasMedia),
                q == null || q.isBlank() ? null : q,
                Asked.time("since", query.getFirst("since")),
                Asked.time("until", query.getFirst("until")),
                Place.of(query.getFirst("cursor")));
    }

    private static @Nullable String oneOf(String field, List<String> words, @Nullable String asked) {
        if (asked != null && !words.contains(asked)) {
            throw ApiException.invalid(new FieldProblem("/" + field, "'" + field + "' is one of " + words));
        }
        return asked;
    }

    private static List<String> names(Enum<?>[] values) {
        return Stream.of(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
