package io.wafleet.session.browser;

import io.wafleet.common.account.AccountId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The one page of one account.
 *
 * <p>Failure policy: each call answers within its deadline or throws {@link PageException} of kind TIMEOUT; whether a
 * send that timed out took place is then unknown, and {@link #find} tells. A page that hangs costs only its own calls
 * their deadlines.
 */
public interface AccountPage extends AutoCloseable {

    AccountId account();

    /**
     * Who this page is linked as, as last heard with {@link PageEvent.Ready}.
     *
     * @throws IllegalStateException before that
     */
    Self self();

    /** Sends with the given message id and waits until WhatsApp's server has it. */
    SentMessage send(OutgoingMessage message, Duration deadline) throws PageException;

    /**
     * Does something to a message that exists, and waits until it stands so. May be repeated: what stands so already is
     * left alone.
     */
    ChangedMessage change(MessageRef message, MessageChange change, Duration deadline) throws PageException;

    /** Shows something in the chat with the given number, chat id or group id. */
    ShownSign show(String chatOrPhone, ChatSign sign, Duration deadline) throws PageException;

    /** Looks up one of our own messages by its id in the chat with the given number, chat id or group id. */
    Optional<SentMessage> find(String chatOrPhone, String messageId, Duration deadline) throws PageException;

    /** What stands in the account. */
    PageHistory history();

    /**
     * Fetches the media of a message that this page has seen, by its bare id or its full key.
     *
     * @throws PageException REJECTED with {@code media_too_large} when they are more than the given number of bytes
     */
    DownloadedMedia download(String messageId, long maxBytes, Duration deadline) throws PageException;

    /** A picture of the page as it is; opens nothing. */
    Screenshot screenshot(Duration deadline) throws PageException;

    /** Asks the page how it is; an answer at all means that its script engine runs. */
    PageProbe probe(Duration deadline) throws PageException;

    /** Asks WhatsApp Web to show fresh QR codes after {@link PageEvent.QrIdle}. */
    void refreshQr(Duration deadline) throws PageException;

    /**
     * Asks for a code to type into the phone with this number, instead of scanning a QR code.
     *
     * @throws PageException REJECTED when the page is linked already
     */
    String linkCode(String phone, Duration deadline) throws PageException;

    /**
     * Answers the passkey prompt.
     *
     * @param assertion the credential in the JSON form of WebAuthn
     * @throws PageException REJECTED when the page does not ask for one
     */
    void answerPasskey(Map<String, Object> assertion, Duration deadline) throws PageException;

    /** Asks WhatsApp whether a number is there. */
    CheckedNumber checkNumber(String phone, Duration deadline) throws PageException;

    /** Unlinks this device from the phone. */
    void logout(Duration deadline) throws PageException;

    /** Closes the page; returns when Chromium has let go of the profile's files, or after a bound. */
    @Override
    void close();
}
