package io.wafleet.session.browser;

import io.wafleet.common.event.EventData;
import java.time.Duration;
import java.util.Map;

/** Something that happened on an account's page; told in order. */
public sealed interface PageEvent {

    /** A QR code to scan, as the raw string; each replaces the one before. */
    record QrShown(String raw) implements PageEvent {}

    /** WhatsApp Web stopped showing fresh codes; {@link AccountPage#refreshQr} starts it again. */
    record QrIdle() implements PageEvent {}

    /**
     * WhatsApp asks for a passkey before it links; {@link AccountPage#answerPasskey} answers.
     *
     * @param request the options of WebAuthn in their JSON form, at most 16 KB
     */
    record PasskeyAsked(Map<String, Object> request, Duration timeout) implements PageEvent {}

    /** The prompt has gone without an answer. */
    record PasskeyGone() implements PageEvent {}

    /** A phone has just linked this page; not told when a stored login is restored. */
    record Authenticated() implements PageEvent {}

    /** Linked, loaded, able to send. Told once for each load of the page. */
    record Ready(Self self) implements PageEvent {}

    /** The link is gone, by request or from the phone; the page shows a QR code next. */
    record LoggedOut(String reason) implements PageEvent {}

    record MessageSeen(PageMessage message) implements PageEvent {}

    /** WhatsApp's own number: 0 waiting, 1 server, 2 delivered, 3 read, 4 played, negative for errors. */
    record AckChanged(String messageId, String chatId, int ack) implements PageEvent {}

    /** Something happened to a message, a chat or a group that is there, or somebody called, came or went. */
    record Happened(EventData happening) implements PageEvent {}

    /** WhatsApp's own word for its connection: NORMAL, OPENING, SYNCING, OFFLINE, QR … */
    record StreamChanged(String state) implements PageEvent {}

    /** WhatsApp Web was opened somewhere else with this login, and this page was put aside. */
    record Conflict() implements PageEvent {}

    /** The site could not be loaded, or what loaded is not WhatsApp Web. The page stays; close and open to retry. */
    record Unreachable(String reason) implements PageEvent {}

    /** The page is dead, alone or with all of Chromium; close it and open it again. The last event of a page. */
    record Crashed(String reason) implements PageEvent {}
}
