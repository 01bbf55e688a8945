package io.wafleet.sandbox.phone;

import io.wafleet.sandbox.knob.KnobStore;
import io.wafleet.sandbox.link.Link;
import io.wafleet.sandbox.link.Links;
import io.wafleet.sandbox.page.Pages;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Forgets everything: the sandbox is as new, and every open page shows a QR code again. */
@Component
class ClearSandbox {

    private static final List<String> TABLES = List.of(
            "device", "outbox", "message", "receipt", "group_member", "chat_group", "phone", "passkey", "media");

    private final JdbcClient jdbc;
    private final Links links;
    private final Pages pages;
    private final KnobStore knobs;

    ClearSandbox(JdbcClient jdbc, Links links, Pages pages, KnobStore knobs) {
        this.jdbc = jdbc;
        this.links = links;
        this.pages = pages;
        this.knobs = knobs;
    }

    void clear() {
        List<Link> linked = links.all();
        TABLES.forEach(table -> jdbc.sql("delete from " + table).update());
        knobs.clear();
        linked.forEach(pages::dismiss);
    }
}
