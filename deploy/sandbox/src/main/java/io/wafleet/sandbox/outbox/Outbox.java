package io.wafleet.sandbox.outbox;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.link.Link;
import io.wafleet.sandbox.link.Links;
import io.wafleet.sandbox.page.Page;
import io.wafleet.sandbox.page.Pages;
import io.wafleet.sandbox.wire.PageJson;
import io.wafleet.sandbox.wire.ToPage;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells the devices of an account what happens to it: now, or when they are back. */
@Component
public class Outbox {

    private final JdbcClient jdbc;
    private final PageJson json;
    private final Links links;
    private final Pages pages;
    private final AccountOrder order;

    Outbox(JdbcClient jdbc, PageJson json, Links links, Pages pages, AccountOrder order) {
        this.jdbc = jdbc;
        this.json = json;
        this.links = links;
        this.pages = pages;
        this.order = order;
    }

    /** Tells every device of an account. */
    public void tell(PhoneNumber account, ToPage frame) {
        tell(account, frame, device -> true);
    }

    /** Tells every device of the account but the one that did it. */
    public void tellOthers(Link doer, ToPage frame) {
        tell(doer.number(), frame, device -> !device.equals(doer));
    }

    private void tell(PhoneNumber account, ToPage frame, Predicate<Link> whom) {
        String written = json.write(frame);
        String key = frame instanceof ToPage.Message message ? message.msg().id() : null;
        order.inOrder(account, () -> {
            links.of(account).stream().filter(whom).forEach(device -> tell(device, written, key));
            return null;
        });
    }

    private void tell(Link device, String frame, @Nullable String messageKey) {
        long seq = jdbc.sql(
                        "insert into outbox (token, message_key, frame) values (:token, :key, :frame) returning seq")
                .param("token", device.token())
                .param("key", messageKey)
                .param("frame", frame)
                .query(Long.class)
                .single();
        pages.of(device).ifPresent(page -> page.send(new ToPage.Queued(seq, frame)));
    }

    /** Shows a page that has come back everything that its device has not confirmed, in order. */
    public void resume(Link device, Page page) {
        jdbc.sql("select seq, frame from outbox where token = ? order by seq")
                .param(device.token())
                .query((row, index) -> new ToPage.Queued(row.getLong("seq"), row.getString("frame")))
                .list()
                .forEach(page::send);
    }

    /** A device has had what came with this number; returns the key of the message that it was, if it was one. */
    public Optional<String> confirmed(Link device, long seq) {
        return jdbc
                .sql("delete from outbox where token = ? and seq = ? returning message_key")
                .params(device.token(), seq)
                .query(String.class)
                .list()
                .stream()
                .filter(Objects::nonNull)
                .findFirst();
    }
}
