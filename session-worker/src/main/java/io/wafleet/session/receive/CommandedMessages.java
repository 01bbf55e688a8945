package io.wafleet.session.receive;

import io.wafleet.common.json.ContractJson;
import io.wafleet.session.browser.PageException;
import io.wafleet.session.browser.PageMessage;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/**
 * The messages of which a command was told that they may have been sent all the same. When WhatsApp's server turns out to
 * have one, it is told as sent, with what its caller attached.
 *
 * <p>Failure policy: a page that does not answer leaves it for the next sign of the message; an event may be told twice,
 * with the same id, if the worker dies between telling it and noting that.
 */
@Component
class CommandedMessages {

    private static final Logger log = LoggerFactory.getLogger(CommandedMessages.class);
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final OwnMessages own;

    CommandedMessages(JdbcClient jdbc, OwnMessages own) {
        this.jdbc = jdbc;
        this.own = own;
    }

    /** Whether a command has sent the message, or tried to; it is told with the command then, and not as something seen. */
    boolean has(LivePage from, PageMessage message) throws InterruptedException {
        boolean ours = from.outgoing().isUnderWay(message.id())
                || jdbc.sql("select exists (select from session.command where account_id = ? and message_id = ?)")
                        .params(from.account().value(), message.id())
                        .query(Boolean.class)
                        .single();
        if (ours && message.ack() > 0) {
            Optional<OwnMessages.Order> lost = lostOrder(from, message.id());
            if (lost.isPresent()) {
                tell(from, message, lost.get());
            }
        }
        return ours;
    }

    /** WhatsApp's server has a message of the account. */
    void taken(LivePage from, String messageId, String chatId) throws InterruptedException {
        Optional<OwnMessages.Order> lost = lostOrder(from, messageId);
        if (lost.isEmpty()) {
            return;
        }
        try {
            PageMessage content = from.page()
                    .find(chatId, messageId, DEADLINE)
                    .map(found -> found.content())
                    .orElse(null);
            if (content != null) {
                tell(from, content, lost.get());
            }
        } catch (PageException silent) {
            log.atWarn()
                    .addKeyValue("account_id", from.account())
                    .addKeyValue("message_id", messageId)
                    .addKeyValue("error", silent.getMessage())
                    .log("message.late_and_not_shown");
        }
    }

    private Optional<OwnMessages.Order> lostOrder(LivePage from, String messageId) {
        return jdbc.sql("""
                        select id, client_message_id, metadata from session.command
                        where account_id = ? and message_id = ? and status = 'failed' and not told_late
                        """)
                .params(from.account().value(), messageId)
                .query((row, number) -> new OwnMessages.Order(
                        row.getString(1),
                        row.getString(2),
                        ContractJson.mapper().readValue(row.getString(3), MAP)))
                .optional();
    }

    private void tell(LivePage from, PageMessage message, OwnMessages.Order order) throws InterruptedException {
        own.tell(from, message, order);
        jdbc.sql("update session.command set told_late = true where id = ?")
                .param(order.commandId())
                .update();
        log.atInfo()
                .addKeyValue("account_id", from.account())
                .addKeyValue("command_id", order.commandId())
                .addKeyValue("message_id", message.id())
                .log("message.sent_late");
    }
}
