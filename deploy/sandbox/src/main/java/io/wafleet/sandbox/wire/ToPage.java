package io.wafleet.sandbox.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the hub says to a page. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ToPage.Pong.class, name = "pong"),
    @JsonSubTypes.Type(value = ToPage.Ref.class, name = "ref"),
    @JsonSubTypes.Type(value = ToPage.RefIdle.class, name = "ref-idle"),
    @JsonSubTypes.Type(value = ToPage.LinkCodeExpired.class, name = "link-code-expired"),
    @JsonSubTypes.Type(value = ToPage.LinkCodeTyped.class, name = "link-code-typed"),
    @JsonSubTypes.Type(value = ToPage.PasskeyAsked.class, name = "passkey-asked"),
    @JsonSubTypes.Type(value = ToPage.Settings.class, name = "settings"),
    @JsonSubTypes.Type(value = ToPage.Paired.class, name = "paired"),
    @JsonSubTypes.Type(value = ToPage.Sync.class, name = "sync"),
    @JsonSubTypes.Type(value = ToPage.Queued.class, name = "queued"),
    @JsonSubTypes.Type(value = ToPage.Message.class, name = "message"),
    @JsonSubTypes.Type(value = ToPage.Receipt.class, name = "receipt"),
    @JsonSubTypes.Type(value = ToPage.Presence.class, name = "presence"),
    @JsonSubTypes.Type(value = ToPage.Seen.class, name = "seen"),
    @JsonSubTypes.Type(value = ToPage.Unlinked.class, name = "unlinked"),
    @JsonSubTypes.Type(value = ToPage.Conflict.class, name = "conflict"),
    @JsonSubTypes.Type(value = ToPage.Hang.class, name = "hang"),
    @JsonSubTypes.Type(value = ToPage.Crash.class, name = "crash"),
    @JsonSubTypes.Type(value = ToPage.Reload.class, name = "reload"),
    @JsonSubTypes.Type(value = ToPage.Answer.class, name = "answer"),
    @JsonSubTypes.Type(value = ToPage.Refused.class, name = "refused")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ToPage {

    /** The connection carries something. */
    record Pong() implements ToPage {}

    /** The reference that the next QR code is made of. */
    record Ref(String ref) implements ToPage {}

    /** No further QR codes come until the page asks. */
    record RefIdle() implements ToPage {}

    /** The code that the page shows is too old. */
    record LinkCodeExpired() implements ToPage {}

    /** The code that the page shows was typed into its phone. */
    record LinkCodeTyped() implements ToPage {}

    /** The phone wants its passkey before it links the page. */
    record PasskeyAsked(WirePasskeyRequest request) implements ToPage {}

    /** A phone has scanned the code: the login to keep. */
    record Paired(Session session) implements ToPage {}

    /** What the page must have been loaded with; if it was not, it loads itself anew. */
    record Settings(String number, boolean lidMode, boolean minifiedKeys, boolean csp) implements ToPage {}

    /**
     * Everything the page should know before it is ready.
     *
     * @param additions the reactions and votes that hold
     */
    record Sync(
            List<Contact> contacts,
            List<Group> groups,
            List<Message> history,
            List<Message> additions,
            long delayMillis)
            implements ToPage {}

    /** A frame that the page confirms by its number, and that comes again until it has. */
    record Queued(long seq, @JsonRawValue String frame) implements ToPage {}

    /** A message of a chat; with a new one comes who wrote it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Message(String chat, WireMessage msg, @Nullable Contact sender) implements ToPage {}

    /**
     * Messages that the account sent were delivered, read or played.
     *
     * @param messageAck how far the messages are now: in a group, as far as the last participant
     * @param participant in a group, by whom
     */
    record Receipt(
            String chat,
            List<String> ids,
            int ack,
            int messageAck,
            @Nullable String participant) implements ToPage {}

    /**
     * What somebody is doing, in WhatsApp Web's own words.
     *
     * @param id a person, or a group
     * @param type available unavailable typing recording_audio idle
     * @param participant who it is in a group
     * @param t when that was, in seconds
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Presence(String id, String type, @Nullable String participant, long t) implements ToPage {}

    /** The account has seen a chat on another device. */
    record Seen(String chat) implements ToPage {}

    /** The phone has removed this device. */
    record Unlinked() implements ToPage {}

    /** The account was opened in another place. */
    record Conflict() implements ToPage {}

    /** Makes the page compute for so long that it answers nothing. */
    record Hang(long millis) implements ToPage {}

    /** Makes the page kill its own renderer. */
    record Crash() implements ToPage {}

    /** Makes the page load itself anew, as WhatsApp Web does for an update. */
    record Reload() implements ToPage {}

    /** The answer to a request. */
    record Answer(long rpc, Object result) implements ToPage {}

    /** A request that could not be carried out. */
    record Refused(long rpc, String code, String message) implements ToPage {}

    /** A login, as the page keeps it. */
    record Session(String token, String number, String lid, int device, String name) {}

    /** Somebody the account knows. */
    record Contact(String id, String lid, @Nullable String name) {}

    /** A group of which the account is a member. */
    record Group(String id, String subject, String owner, List<Participant> participants) {}

    /** A member of a group. */
    record Participant(String id, boolean isAdmin) {}
}
