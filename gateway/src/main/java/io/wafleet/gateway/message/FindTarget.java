package io.wafleet.gateway.message;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.common.problem.FieldProblem;
import io.wafleet.gateway.account.Accounts;
import io.wafleet.gateway.problem.ApiException;
import io.wafleet.gateway.request.ChatId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds the message that a caller names by its id.
 *
 * <p>A caller who says the chat is taken at their word. In a chat of two the log is not asked then: the same request is
 * the same command, whatever the log has learned in between. In a group it is, because there a message is fully named
 * only by who wrote it.
 *
 * <p>Failure policy: without the database a message of a group, or whose chat is not given, is UNAVAILABLE. The log may be a moment
 * behind the answer of a send, so a message that is not there yet is looked for again for two seconds.
 */
@Component
class FindTarget {

    private static final Duration LOG_IS_BEHIND = Duration.ofSeconds(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final JdbcClient database;
    private final Accounts accounts;

    FindTarget(JdbcClient database, Accounts accounts) {
        this.database = database;
        this.accounts = accounts;
    }

    /**
     * What is known of the message.
     *
     * @throws ApiException MESSAGE_NOT_FOUND, or INVALID_REQUEST where several have this id and the caller does not say
     *     which
     */
    Target find(AccountId account, String messageId, ActionRequest wanted) {
        if (wanted.chatId() != null) {
            Target told = new Target(ChatId.of(wanted.chatId()), wanted.fromMe(), null);
            return told.isInGroup() ? withItsAuthor(account, messageId, told) : told;
        }
        List<Target> found = inLog(account, messageId, wanted.fromMe());
        if (found.isEmpty()) {
            accounts.get(account);
            found = lookAgain(account, messageId, wanted.fromMe());
        }
        return only(found.size() > 1 && wanted instanceof ActionRequest.Edit ? ownOf(found) : found);
    }

    private Target withItsAuthor(AccountId account, String messageId, Target told) {
        List<Target> known = inLog(account, messageId, told.fromMe()).stream()
                .filter(target -> Objects.equals(target.chatId(), told.chatId()))
                .toList();
        return known.size() == 1 ? known.getFirst() : told;
    }

    /** Others can give their message the id of one of the account's; it does not stand in the way of an edit. */
    private static List<Target> ownOf(List<Target> found) {
        List<Target> own = found.stream().filter(target -> !target.isInbound()).toList();
        return own.isEmpty() ? found : own;
    }

    private static Target only(List<Target> found) {
        if (found.size() == 1) {
            return found.getFirst();
        }
        boolean inOneChat = found.stream().map(Target::chatId).distinct().count() == 1;
        throw ApiException.invalid(
                inOneChat
                        ? new FieldProblem(
                                "/from_me",
                                "A message of the account and one to it have this id; 'from_me' (true or false) says which is meant")
                        : new FieldProblem(
                                "/chat_id", "Messages of several chats have this id; 'chat_id' says which is meant"));
    }

    private List<Target> lookAgain(AccountId account, String messageId, @Nullable Boolean fromMe) {
        long end = System.nanoTime() + LOG_IS_BEHIND.toNanos();
        while (System.nanoTime() < end) {
            try {
                Thread.sleep(BETWEEN_LOOKS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                break;
            }
            List<Target> found = inLog(account, messageId, fromMe);
            if (!found.isEmpty()) {
                return found;
            }
        }
        throw new ApiException(
                ErrorCode.MESSAGE_NOT_FOUND,
                "The log has no message of this id; with 'chat_id' it is looked for in that chat");
    }

    private List<Target> inLog(AccountId account, String messageId, @Nullable Boolean fromMe) {
        return database.sql("""
                        select chat_id, direction, author from relay.message_view
                        where account_id = :account and id = :id and (:direction::text is null or direction = :direction)
                        """)
                .param("account", account.value())
                .param("id", messageId)
                .param("direction", fromMe == null ? null : fromMe ? "outbound" : "inbound")
                .query((row, index) ->
                        new Target(row.getString(1), row.getString(2).equals("outbound"), row.getString(3)))
                .list();
    }
}
