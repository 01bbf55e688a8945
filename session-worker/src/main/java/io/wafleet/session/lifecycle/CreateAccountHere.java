package io.wafleet.session.lifecycle;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.account.StatusReason.Code;
import io.wafleet.common.command.Command;
import io.wafleet.common.command.CommandType;
import io.wafleet.common.command.CreateAccount;
import io.wafleet.common.egress.AddressPolicy;
import io.wafleet.common.egress.HttpUrl;
import io.wafleet.common.event.AccountCreated;
import io.wafleet.common.event.EventIds;
import io.wafleet.common.event.EventType;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.session.account.Accounts;
import io.wafleet.session.command.CommandFailure;
import io.wafleet.session.command.CommandHandler;
import io.wafleet.session.event.AccountEvents;
import io.wafleet.session.media.EgressSettings;
import io.wafleet.session.pacing.Paces;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Makes an account, tells of it, hands its webhook to the relay, and begins to open its page. */
@Component
class CreateAccountHere implements CommandHandler {

    private final Accounts accounts;
    private final Sessions sessions;
    private final PublishWebhook webhook;
    private final AddressPolicy policy;
    private final Paces paces;

    CreateAccountHere(
            Accounts accounts, Sessions sessions, PublishWebhook webhook, EgressSettings egress, Paces paces) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.webhook = webhook;
        this.policy = AddressPolicy.publicAnd(egress.trustedNetworks());
        this.paces = paces;
    }

    @Override
    public CommandType type() {
        return CommandType.CREATE;
    }

    @Override
    public Object carryOut(Command command, boolean resumed) throws CommandFailure, InterruptedException {
        CreateAccount wish = (CreateAccount) command.data();
        refusePrivateAddress(wish, policy);
        if (wish.pacing() != null) {
            paces.check(Accounts.networkOf(wish), wish.pacing());
        }
        AccountId account = command.accountId();
        switch (accounts.create(account, command.id(), wish)) {
            case EXISTS ->
                throw new CommandFailure(ErrorCode.ACCOUNT_EXISTS, "There is an account '" + account + "' already");
            case OVER_LIMIT ->
                throw new CommandFailure(
                        ErrorCode.ACCOUNT_LIMIT, "There are as many accounts as there may be (MAX_WHATSAPP_ACCOUNTS)");
            case CREATED -> {}
        }
        Session session = sessions.obtain(account, stream -> tell(stream, command, wish));
        if (resumed) {
            tell(session.events(), command, wish);
        }
        webhook.publish(command, wish);
        Object result = session.result();
        CompletableFuture<?> unused = session.connect(Code.CREATED).whenComplete((opening, failure) -> {
            if (failure != null) {
                sessions.openAgain(account);
            }
        });
        return result;
    }

    private static void tell(AccountEvents stream, Command command, CreateAccount wish) throws InterruptedException {
        String name = wish.name() == null ? command.accountId().value() : wish.name();
        stream.tell(
                EventIds.of(command.accountId(), EventType.ACCOUNT_CREATED, command.id()),
                new AccountCreated(
                        name, Accounts.networkOf(wish), wish.webhookUrl(), wish.webhookEvents(), wish.metadata()));
    }

    /** The relay would refuse it too, but too late for anybody to hear of it. */
    static void refusePrivateAddress(CreateAccount wish, AddressPolicy policy) throws CommandFailure {
        String url = wish.webhookUrl();
        if (url != null && HttpUrl.isRefused(url, policy)) {
            throw new CommandFailure(
                    ErrorCode.WEBHOOK_URL_REJECTED,
                    "The address of the webhook is private or special and not on the allow-list");
        }
    }
}
