package io.wafleet.session.browser;

import io.wafleet.common.account.AccountId;
import io.wafleet.session.browser.PageException.Kind;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** One account's page in {@link Chromium}. */
final class ChromiumPage implements AccountPage {

    private final AccountId account;
    private final PageSession session;
    private final Bridge bridge;
    private final PageLife life;
    private final Consumer<ChromiumPage> onClose;

    ChromiumPage(
            AccountId account,
            PageSession session,
            BrowserSettings settings,
            Consumer<PageEvent> listener,
            Consumer<ChromiumPage> onClose) {
        this.account = account;
        this.session = session;
        this.bridge = new Bridge(session);
        this.life = new PageLife(session, bridge, settings, listener);
        this.onClose = onClose;
    }

    PageLife life() {
        return life;
    }

    PageSession session() {
        return session;
    }

    @Override
    public AccountId account() {
        return account;
    }

    @Override
    public Self self() {
        Self known = life.self();
        if (known == null) {
            throw new IllegalStateException("account " + account + " has not been ready yet");
        }
        return known;
    }

    @Override
    public SentMessage send(OutgoingMessage message, Duration deadline) throws PageException {
        Deadline end = Deadline.in(deadline);
        if (!(message.content() instanceof OutgoingContent.File file)) {
            return sent(ask(PageRequests.send(message, null), end.left()));
        }
        MediaTransfer transfer = new MediaTransfer(bridge);
        try {
            transfer.upload(file.media().bytes(), end);
            return sent(ask(PageRequests.send(message, transfer.id()), end.left()));
        } finally {
            transfer.drop(); // the page does not always come to take it
        }
    }

    @Override
    public ChangedMessage change(MessageRef message, MessageChange change, Duration deadline) throws PageException {
        JsonNode changed = ask(PageRequests.change(message, change), deadline);
        return new ChangedMessage(
                changed.path("messageId").asString(""),
                changed.path("chatId").asString(""),
                Instant.ofEpochSecond(changed.path("timestamp").asLong(0)),
                changed.path("wasSo").asBoolean(false));
    }

    @Override
    public ShownSign show(String chatOrPhone, ChatSign sign, Duration deadline) throws PageException {
        JsonNode shown = ask(PageRequests.show(chatOrPhone, sign), deadline);
        return new ShownSign(
                shown.path("chatId").asString(""),
                Instant.ofEpochSecond(shown.path("timestamp").asLong(0)));
    }

    @Override
    public Optional<SentMessage> find(String chatOrPhone, String messageId, Duration deadline) throws PageException {
        JsonNode found = bridge.call("find", Map.of("chat", chatOrPhone, "messageId", messageId), deadline);
        return found.isObject() ? Optional.of(sent(found)) : Optional.empty();
    }

    @Override
    public PageHistory history() {
        return new PageHistory(bridge);
    }

    @Override
    public DownloadedMedia download(String messageId, long maxBytes, Duration deadline) throws PageException {
        return new MediaTransfer(bridge).download(messageId, maxBytes, Deadline.in(deadline));
    }

    @Override
    public Screenshot screenshot(Duration deadline) throws PageException {
        JsonNode picture = session.call("Page.captureScreenshot", Map.of("format", "png"), deadline);
        byte[] png = Base64.getDecoder().decode(picture.path("data").asString(""));
        if (png.length < 24) {
            throw new PageException(Kind.PROTOCOL, "Chromium gave an empty picture");
        }
        ByteBuffer header = ByteBuffer.wrap(png); // signature, length and name of the first chunk, then the size
        return new Screenshot(png, header.getInt(16), header.getInt(20));
    }

    @Override
    public PageProbe probe(Duration deadline) throws PageException {
        JsonNode answer = bridge.call("probe", Map.of(), deadline);
        return new PageProbe(
                answer.path("authenticated").asBoolean(false),
                answer.path("mainLoaded").asBoolean(false),
                BridgeBatch.textOrNull(answer, "streamMode"),
                BridgeBatch.textOrNull(answer, "streamInfo"),
                BridgeBatch.textOrNull(answer, "socketState"));
    }

    @Override
    public void refreshQr(Duration deadline) throws PageException {
        bridge.call("refreshQr", Map.of(), deadline);
    }

    @Override
    public String linkCode(String phone, Duration deadline) throws PageException {
        return bridge.call("linkCode", Map.of("phone", phone), deadline).asString("");
    }

    @Override
    public void answerPasskey(Map<String, Object> assertion, Duration deadline) throws PageException {
        bridge.call("answerPasskey", Map.of("assertion", assertion), deadline);
    }

    @Override
    public CheckedNumber checkNumber(String phone, Duration deadline) throws PageException {
        JsonNode found = bridge.call("checkNumber", Map.of("phone", phone), deadline);
        return new CheckedNumber(
                found.path("exists").asBoolean(false),
                BridgeBatch.textOrNull(found, "waId"),
                BridgeBatch.textOrNull(found, "lid"));
    }

    @Override
    public void logout(Duration deadline) throws PageException {
        try {
            bridge.call("logout", Map.of(), deadline);
        } catch (PageException e) {
            // WhatsApp Web reloads itself after a logout, sometimes before it has answered us.
            if (e.kind() != Kind.GONE || life.hasEnded()) {
                throw e;
            }
        }
    }

    @Override
    public void close() {
        life.end();
        onClose.accept(this);
    }

    private JsonNode ask(PageRequests.Request request, Duration deadline) throws PageException {
        return bridge.call(request.function(), request.argument(), deadline);
    }

    private static SentMessage sent(JsonNode receipt) {
        return new SentMessage(
                receipt.path("messageId").asString(""),
                receipt.path("chatId").asString(""),
                BridgeBatch.textOrNull(receipt, "waId"),
                Instant.ofEpochSecond(receipt.path("timestamp").asLong(0)),
                receipt.path("ack").asInt(0),
                receipt.path("message").isObject() ? BridgeMessage.read(receipt.path("message")) : null);
    }
}
