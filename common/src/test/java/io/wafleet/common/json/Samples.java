package io.wafleet.common.json;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.account.AccountState;
import io.wafleet.common.account.Network;
import io.wafleet.common.account.StatusReason;
import io.wafleet.common.command.CommandData;
import io.wafleet.common.command.ConnectAccount;
import io.wafleet.common.command.CreateAccount;
import io.wafleet.common.command.DeleteAccount;
import io.wafleet.common.command.DisconnectAccount;
import io.wafleet.common.command.LogOutAccount;
import io.wafleet.common.command.RestartAccount;
import io.wafleet.common.command.SendMessage;
import io.wafleet.common.command.TakeSnapshot;
import io.wafleet.common.event.AccountCreated;
import io.wafleet.common.event.AccountDeleted;
import io.wafleet.common.event.AccountStatusChanged;
import io.wafleet.common.event.CommandCompleted;
import io.wafleet.common.event.CommandFailed;
import io.wafleet.common.event.EventData;
import io.wafleet.common.event.MediaLost;
import io.wafleet.common.event.MediaStored;
import io.wafleet.common.event.MessageAcknowledged;
import io.wafleet.common.event.MessageFailed;
import io.wafleet.common.event.MessageReceived;
import io.wafleet.common.event.MessageSent;
import io.wafleet.common.event.QrIssued;
import io.wafleet.common.message.Ack;
import io.wafleet.common.message.ChatMessage;
import io.wafleet.common.message.Media;
import io.wafleet.common.message.MessageType;
import io.wafleet.common.problem.CommandError;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.common.problem.FieldProblem;
import io.wafleet.common.relay.ConfigureWebhook;
import io.wafleet.common.relay.DeleteWebhook;
import io.wafleet.common.relay.RelayCommandData;
import io.wafleet.common.relay.ReplayDelivery;
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
            Map.of("order", 1));
    private static final CommandError ERROR =
            new CommandError(ErrorCode.RATE_LIMITED, "Too many", 7L, List.of(new FieldProblem("/to", "wrong")));

    static final List<CommandData> COMMANDS = List.of(
            new CreateAccount(
                    "Support",
                    Network.SANDBOX,
                    "https://example.com/hook",
                    List.of("message.*"),
                    "whsec_" + "A".repeat(32),
                    Map.of("team", "a")),
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
                    Map.of("order", 1)),
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
                    true),
            new DeleteWebhook("default"),
            new TestWebhook("default", "https://example.com/hook"),
            new ReplayDelivery("dlv_1"));

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
            new AccountDeleted(),
            new MessageReceived(MESSAGE),
            new MessageSent(MESSAGE),
            new MessageAcknowledged("3EB0AA", "15551234567@c.us", Ack.DELIVERED),
            new MessageFailed("01JD", "order-1", "15551234567", ERROR, Map.of("order", 1)),
            new MediaStored("3EB0AA", "15551234567@c.us", MEDIA),
            new MediaLost("3EB0AA", "15551234567@c.us", MEDIA, ERROR),
            new CommandCompleted(
                    "01JD",
                    "send",
                    "order-1",
                    ContractJson.mapper().createObjectNode().put("status", "sent"),
                    Map.of("order", 1)),
            new CommandFailed("01JD", "send", "order-1", ERROR, Map.of("order", 1)));

    private Samples() {}
}
