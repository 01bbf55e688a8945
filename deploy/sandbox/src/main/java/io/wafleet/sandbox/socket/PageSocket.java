package io.wafleet.sandbox.socket;

import io.wafleet.sandbox.live.Changes;
import io.wafleet.sandbox.page.Page;
import io.wafleet.sandbox.wire.FromPage;
import io.wafleet.sandbox.wire.PageJson;
import io.wafleet.sandbox.wire.ToPage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;

/**
 * The hub's end of a page's WebSocket: frames of one page are taken one after the other, those of different pages side by
 * side. Failure policy: a request that fails is refused; any other frame that cannot be read or handled ends the
 * connection, and the page comes back and syncs again.
 */
@Component
class PageSocket implements WebSocketHandler {

    private static final Logger log = LoggerFactory.getLogger(PageSocket.class);

    private final HearPage hearPage;
    private final PageJson json;
    private final Changes changes;

    PageSocket(HearPage hearPage, PageJson json, Changes changes) {
        this.hearPage = hearPage;
        this.json = json;
        this.changes = changes;
    }

    @Override
    public Mono<Void> handle(WebSocketSession session) {
        String origin = session.getHandshakeInfo().getHeaders().getOrigin();
        Page page = new Page(origin == null ? "" : origin);
        Mono<Void> inbound = session.receive()
                .map(WebSocketMessage::getPayloadAsText)
                .concatMap(text -> Mono.fromRunnable(() -> hear(page, text)).subscribeOn(Schedulers.boundedElastic()))
                .then();
        Mono<Void> outbound = session.send(page.outbox()
                .doOnNext(frame -> changes.happened())
                .map(frame -> session.textMessage(json.write(frame))));
        return Mono.firstWithSignal(inbound, outbound)
                .onErrorResume(error -> Mono.empty()) // the page is gone, or what happened has been said below
                .then(Mono.fromRunnable(() -> leave(page)).subscribeOn(Schedulers.boundedElastic()))
                .doOnCancel(() -> leave(page))
                .then();
    }

    private void leave(Page page) {
        hearPage.left(page);
        changes.happened();
    }

    private void hear(Page page, String text) {
        FromPage frame;
        try {
            frame = json.read(text);
        } catch (JacksonException e) {
            log.atWarn().addKeyValue("page", page).log("page.unreadable");
            page.close();
            return;
        }
        page.hear(() -> deal(page, frame));
    }

    private void deal(Page page, FromPage frame) {
        try {
            hearPage.hear(page, frame);
            changes.happened();
        } catch (RuntimeException e) {
            log.atError().addKeyValue("page", page).setCause(e).log("page.failed");
            failed(page, frame);
        }
    }

    private static void failed(Page page, FromPage frame) {
        if (frame instanceof FromPage.Question request) {
            page.send(new ToPage.Refused(request.rpc(), "ERROR_UNKNOWN", "The sandbox failed; its log says why"));
        } else {
            page.close();
        }
    }
}
