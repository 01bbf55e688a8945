package io.wafleet.common.json;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.account.AccountState;
import io.wafleet.common.account.Network;
import io.wafleet.common.account.StatusReason;
import io.wafleet.common.chat.ChatSummary;
import io.wafleet.common.chat.Contact;
import io.wafleet.common.chat.Group;
import io.wafleet.common.command.AnswerPasskey;
import io.wafleet.common.command.CheckContact;
import io.wafleet.common.command.CommandData;
import io.wafleet.common.command.ConnectAccount;
import io.wafleet.common.command.CreateAccount;
import io.wafleet.common.command.DeleteAccount;
import io.wafleet.common.command.DisconnectAccount;
import io.wafleet.common.command.EditMessage;
import io.wafleet.common.command.ForwardMessage;
import io.wafleet.common.command.LogOutAccount;
import io.wafleet.common.command.MarkChatSeen;
import io.wafleet.common.command.PacingChange;
import io.wafleet.common.command.ReactToMessage;
import io.wafleet.common.command.RequestPairingCode;
import io.wafleet.common.command.RestartAccount;
import io.wafleet.common.command.RevokeMessage;
import io.wafleet.common.command.SendMessage;
import io.wafleet.common.command.SetTyping;
import io.wafleet.common.command.SyncChats;
import io.wafleet.common.command.SyncMessages;
import io.wafleet.common.command.TakeSnapshot;
import io.wafleet.common.command.UpdateAccount;
import io.wafleet.common.event.AccountCreated;
import io.wafleet.common.event.AccountDeleted;
import io.wafleet.common.event.AccountStatusChanged;
import io.wafleet.common.event.CallReceived;
import io.wafleet.common.event.ChatSeen;
import io.wafleet.common.event.ChatsSynced;
import io.wafleet.common.event.CommandCompleted;
import io.wafleet.common.event.CommandFailed;
import io.wafleet.common.event.ContactsSynced;
import io.wafleet.common.event.EventData;
import io.wafleet.common.event.GroupUpdated;
import io.wafleet.common.event.GroupsSynced;
import io.wafleet.common.event.MediaLost;
import io.wafleet.common.event.MediaStored;
import io.wafleet.common.event.MessageAcknowledged;
import io.wafleet.common.event.MessageEdited;
import io.wafleet.common.event.MessageFailed;
import io.wafleet.common.event.MessageReaction;
import io.wafleet.common.event.MessageReceived;
import io.wafleet.common.event.MessageRevoked;
import io.wafleet.common.event.MessageSent;
import io.wafleet.common.event.MessagesSynced;
import io.wafleet.common.event.PasskeyAsked;
import io.wafleet.common.event.PollVote;
import io.wafleet.common.event.PresenceUpdated;
import io.wafleet.common.event.QrIssued;
import io.wafleet.common.event.WebhookDisabled;
import io.wafleet.common.event.WebhookFailing;
import io.wafleet.common.message.Ack;
import io.wafleet.common.message.ChatMessage;
import io.wafleet.common.message.ContactCard;
import io.wafleet.common.message.Location;
import io.wafleet.common.message.Media;
import io.wafleet.common.message.MessageType;
import io.wafleet.common.message.PastMessage;
import io.wafleet.common.message.Poll;
import io.wafleet.common.problem.CommandError;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.common.problem.FieldProblem;
import io.wafleet.common.relay.ConfigureWebhook;
import io.wafleet.common.relay.DeleteWebhook;
import io.wafleet.common.relay.RelayCommandData;
import io.wafleet.common.relay.ReplayDeliveries;
import io.wafleet.common.relay.ReplayDelivery;
import io.wafleet.common.relay.RotateSecret;
import io.wafleet.common.relay.TestWebhook;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One record of each type with every field set. */
final class Samples {

    static final AccountId ACCOUNT = new AccountId("support");
    static final Instant TIME = Instant.parse("2026-11-20T10:00:00Z");

    private static final Media MEDIA =
            new Media("med_1", Media.Status.READY, "image/png", "a.png", 3L, "ab".repeat(32), "A caption");
    private static final Location LOCATION = new Location(52.5, 13.4, "Office", "1 Street");
    private static final Poll POLL = new Poll("Lunch?", List.of("Yes", "No"), true);
    private static final ChatMessage MESSAGE = new ChatMessage(
            "3EB0AA",
            "15551234567@c.us",
            "15551234567",
            "99@lid",
            "15550000000",
            "15557654321",
            false,
            MessageType.IMAGE,
            "שלום 👩‍👩‍👧",
            1_700_000_000L,
            "3EB0BB",
            List.of("15551111111"),
            "Ann",
            MEDIA,
            "order-1",
            "01JD",
            Map.of("order", 1),
            true,
            LOCATION,
            List.of(new ContactCard("Ann", "15551234567")),
            POLL);
    private static final Group GROUP = new Group(
            "120363000000000001@g.us",
            "Team",
            "About us",
            "15551234567",
            1_700_000_000L,
            List.of(new Group.Participant("15551234567", "99", true)));
    private static final CommandError ERROR =
            new CommandError(ErrorCode.RATE_LIMITED, "Too many", 7L, List.of(new FieldProblem("/to", "wrong")));

    static final List<CommandData> COMMANDS = List.of(
            new CreateAccount(
                    "Support",
                    Network.SANDBOX,
                    "https://example.com/hook",
                    List.of("message.*"),
                    "whsec_" + "A".repeat(32),
                    Map.of("team", "a"),
                    new PacingChange(Map.of("enabled", true))),
            new UpdateAccount("Sales", Map.of("team", "b"), PacingChange.reset()),
            new ConnectAccount(),
            new DisconnectAccount(),
            new RestartAccount(),
            new LogOutAccount(),
            new DeleteAccount(),
            new SendMessage(
                    "15551234567",
                    "Hello",
                    "https://example.com/a.png",
                    "AAAA",
                    "upl_1",
                    "image/png",
                    "a.png",
                    "A caption",
                    MessageType.IMAGE,
                    "3EB0BB",
                    "order-1",
                    Map.of("order", 1),
                    LOCATION,
                    new ContactCard("Ann", "15551234567"),
                    POLL,
                    List.of("15551111111")),
            new ReactToMessage("15551234567@c.us", "3EB0AA", true, "15551234567", "👍"),
            new EditMessage("15551234567@c.us", "3EB0AA", true, "15551234567", "Better"),
            new RevokeMessage("15551234567@c.us", "3EB0AA", true, "15551234567"),
            new ForwardMessage(
                    "15551234567@c.us", "3EB0AA", true, "15551234567", "15551111111", "order-1", Map.of("order", 1)),
            new MarkChatSeen("15551234567@c.us"),
            new SetTyping("15551234567@c.us", SetTyping.State.TYPING, 2_000),
            new CheckContact("15551234567"),
            new SyncChats(),
            new SyncMessages("15551234567@c.us", 50),
            new RequestPairingCode("15557654321"),
            new AnswerPasskey(Map.of("id", "abc", "response", Map.of("signature", "def"))),
            new TakeSnapshot());

    static final List<RelayCommandData> RELAY_COMMANDS = List.of(
            new ConfigureWebhook(
                    "default",
                    "https://example.com/hook",
                    List.of("*"),
                    "whsec_" + "A".repeat(32),
                    Map.of("X-Team", "a"),
                    "flat",
                    "long",
                    5_000,
                    3,
                    1_000,
                    true,
                    "fifo",
                    true),
            new RotateSecret("default", "whsec_" + "A".repeat(32), 3_600),
            new DeleteWebhook("default"),
            new TestWebhook("default", "https://example.com/hook"),
            new ReplayDelivery("dlv_1"),
            new ReplayDeliveries("default", false, "dead", TIME, TIME));

    static final List<EventData> EVENTS = List.of(
            new AccountCreated(
                    "Support", Network.SANDBOX, "https://example.com/hook", List.of("*"), Map.of("team", "a")),
            new AccountStatusChanged(
                    AccountState.DISCONNECTED,
                    AccountState.READY,
                    4,
                    new StatusReason(StatusReason.Code.STREAM_LOST, "The stream ended"),
                    "15557654321",
                    "Shop",
                    "android",
                    "worker-1",
                    TIME),
            new QrIssued("2@ref,a,b,c", TIME),
            new PasskeyAsked(Map.of("challenge", "abc"), TIME),
            new AccountDeleted(),
            new MessageReceived(MESSAGE),
            new MessageSent(MESSAGE),
            new MessageAcknowledged("3EB0AA", "15551234567@c.us", Ack.DELIVERED),
            new MessageFailed("01JD", "order-1", "15551234567", ERROR, Map.of("order", 1)),
            new MessageEdited("3EB0AA", "15551234567@c.us", "15551234567", "99", "Better", 1_700_000_000L, "01JD"),
            new MessageRevoked("3EB0AA", "15551234567@c.us", "15551234567", "99", 1_700_000_000L, "01JD"),
            new MessageReaction("3EB0AA", "15551234567@c.us", "15551234567", "99", "👍", 1_700_000_000L, "01JD"),
            new PollVote("3EB0AA", "15551234567@c.us", "15551234567", "99", List.of("Yes"), 1_700_000_000L),
            new GroupUpdated(
                    GROUP, GroupUpdated.Change.PROMOTED, List.of("15551234567"), "15557654321", 1_700_000_000L),
            new CallReceived("call_1", "15551234567", "99", false, true, 1_700_000_000L),
            new PresenceUpdated("15551234567@c.us", "15551234567", "99", PresenceUpdated.State.TYPING),
            new ChatSeen("15551234567@c.us", 1_700_000_000L),
            new ChatsSynced(List.of(
                    new ChatSummary("15551234567@c.us", "99", "Ann", false, 2, 1_700_000_000L, true, true, true))),
            new ContactsSynced(List.of(new Contact("15551234567", "99", "Ann", "Annie", true))),
            new GroupsSynced(List.of(GROUP)),
            new MessagesSynced(List.of(new PastMessage(MESSAGE, true, Ack.READ))),
            new MediaStored("3EB0AA", "15551234567@c.us", MEDIA),
            new MediaLost("3EB0AA", "15551234567@c.us", MEDIA, ERROR),
            new WebhookFailing("default", TIME, TIME, 50),
            new WebhookDisabled("default", "FAILING", TIME),
            new CommandCompleted(
                    "01JD",
                    "send",
                    "order-1",
                    ContractJson.mapper().createObjectNode().put("status", "sent"),
                    Map.of("order", 1)),
            new CommandFailed("01JD", "send", "order-1", ERROR, Map.of("order", 1)));

    private Samples() {}
}
