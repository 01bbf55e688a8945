package io.wafleet.session.receive;

import io.wafleet.session.browser.PageMessage;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells messages that a command has sent by what the page shows of them, and has their files fetched like any other. */
@Component
public class OwnMessages {

    private final TellMessage tell;
    private final NewsMarks marks;

    OwnMessages(TellMessage tell, NewsMarks marks) {
        this.tell = tell;
        this.marks = marks;
    }

    /** The command that a message is of, with what its caller said about the message. */
    public record Order(String commandId, @Nullable String clientMessageId, Map<String, Object> metadata) {}

    public void tell(LivePage from, PageMessage message, Order order) throws InterruptedException {
        tell.sent(from, message, order);
        marks.told(from, message);
    }
}
