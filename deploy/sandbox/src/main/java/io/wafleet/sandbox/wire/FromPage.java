package io.wafleet.sandbox.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a page says to the hub. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = FromPage.Hello.class, name = "hello"),
    @JsonSubTypes.Type(value = FromPage.Ping.class, name = "ping"),
    @JsonSubTypes.Type(value = FromPage.Qr.class, name = "qr"),
    @JsonSubTypes.Type(value = FromPage.LinkCode.class, name = "link-code"),
    @JsonSubTypes.Type(value = FromPage.Passkey.class, name = "passkey"),
    @JsonSubTypes.Type(value = FromPage.RefreshRef.class, name = "refresh-ref"),
    @JsonSubTypes.Type(value = FromPage.Exists.class, name = "exists"),
    @JsonSubTypes.Type(value = FromPage.Group.class, name = "group"),
    @JsonSubTypes.Type(value = FromPage.Send.class, name = "send"),
    @JsonSubTypes.Type(value = FromPage.Received.class, name = "received"),
    @JsonSubTypes.Type(value = FromPage.Seen.class, name = "seen"),
    @JsonSubTypes.Type(value = FromPage.Played.class, name = "played"),
    @JsonSubTypes.Type(value = FromPage.Deleted.class, name = "deleted"),
    @JsonSubTypes.Type(value = FromPage.ChatState.class, name = "chat-state"),
    @JsonSubTypes.Type(value = FromPage.Availability.class, name = "availability"),
    @JsonSubTypes.Type(value = FromPage.SubscribePresence.class, name = "subscribe-presence"),
    @JsonSubTypes.Type(value = FromPage.Logout.class, name = "logout")
})
public sealed interface FromPage {

    /** A frame that waits for its answer. */
    sealed interface Question extends FromPage {
        long rpc();
    }

    /** A question of a page that nobody has logged in on yet. */
    sealed interface Linking extends Question {}

    /** A question of a linked device. */
    sealed interface Request extends Question {}

    /** What a linked device tells of itself; it waits for no answer. */
    sealed interface Told extends FromPage {}

    /** The first frame of a connection, with the login if there is one. */
    record Hello(@Nullable String token) implements FromPage {}

    /** Asks whether the connection still carries anything. */
    record Ping() implements FromPage {}

    /** Asks for the squares of the QR code of this text. */
    record Qr(long rpc, String text) implements Linking {}

    /** Shows a code, to be typed into the phone of that number. */
    record LinkCode(long rpc, String phone, String code) implements Linking {}

    /** Shows the passkey that the page was asked for. */
    record Passkey(long rpc, WireAssertion assertion) implements Linking {}

    /** Asks for a new round of QR codes. */
    record RefreshRef() implements FromPage {}

    /** Asks whether somebody is on WhatsApp. */
    record Exists(long rpc, String wid) implements Request {}

    /** Asks for a group's name and members. */
    record Group(long rpc, String wid) implements Request {}

    /** Sends a message. */
    record Send(long rpc, WireMessage msg) implements Question {}

    /** Confirms what came with this number. */
    record Received(long seq) implements Told {}

    /** The account has seen a chat. */
    record Seen(String chat) implements Told {}

    /** The account has played inbound messages, known by their keys. */
    record Played(List<String> ids) implements Told {}

    /** The account has deleted messages for itself. */
    record Deleted(List<String> ids) implements Told {}

    /** What the account is doing in a chat: typing, recording or paused. */
    record ChatState(String chat, String state) implements Told {}

    /** Whether the account shows itself as online. */
    record Availability(boolean available) implements Told {}

    /** Asks to be told of somebody's presence. */
    record SubscribePresence(String wid) implements Told {}

    /** The account logs out by itself. */
    record Logout() implements FromPage {}
}
