package io.wafleet.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import io.wafleet.common.account.AccountId;
import io.wafleet.common.relay.ConfigureWebhook;
import io.wafleet.common.webhook.WebhookSecret;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the secrets of endpoints look like to whoever reads the database, and when they do not open. */
class SecretsIT {

    private static final String NEXT_KEY = "bmV4dG5leHRuZXh0bmV4dG5leHRuZXh0bmV4dG5leHQ=";

    @AutoClose
    private static final RelayUnderTest relay = new RelayUnderTest();

    @Test
    void theDatabaseHoldsNoSecretInClear() throws Exception {
        AccountId account = relay.account();
        String secret = WebhookSecret.random().reveal();
        try (Receiver receiver = new Receiver()) {
            configure(account, receiver, secret, Map.of("Authorization", "Bearer top-secret"));
            relay.publish(RelayUnderTest.text(account, "M1", "Hello"));
            await().until(() -> receiver.received().size() == 1);

            Receiver.Received request = receiver.received().getFirst();
            verify(secret, request);
            assertThat(request.header("Authorization")).isEqualTo("Bearer top-secret");
        }
        await().until(() -> relay.rows(
                        "select 1 from relay.delivery where account_id = ? and status = 'delivered'", account.value())
                .equals(List.of("1")));
        List<String> everything = relay.rows("""
                        select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where n.nspname = 'relay' and c.relkind in ('r', 'p', 'v')
                        """).stream()
                .flatMap(table -> relay.rows("select t::text from relay.\"" + table + "\" t").stream())
                .toList();
        assertThat(String.join("\n", everything))
                .as("all that is in the schema")
                .contains(account.value(), "Hello", "Authorization")
                .doesNotContain(secret.substring("whsec_".length()), "top-secret");
    }

    @Test
    void aSecretThatWasTamperedWithCostsItsOwnEndpointAloneUntilItIsSetAnew() throws Exception {
        AccountId broken = relay.account();
        AccountId whole = relay.account();
        String secret = WebhookSecret.random().reveal();
        try (Receiver receiver = new Receiver()) {
            relay.endpoint(broken, receiver);
            relay.endpoint(whole, receiver);
            relay.database().sql("""
                            update relay.endpoint set secret = (select secret from relay.endpoint where account_id = ?)
                            where account_id = ?
                            """).params(whole.value(), broken.value()).update();

            relay.publish(RelayUnderTest.text(broken, "M1", "not signed"));
            relay.publish(RelayUnderTest.text(whole, "M1", "signed"));

            await().until(() -> receiver.texts().contains("signed"));
            await().until(() -> errors(broken).contains("SECRET_UNREADABLE"));
            assertThat(receiver.texts()).containsExactly("signed");

            configure(broken, receiver, secret, null);

            await().until(() -> receiver.texts().contains("not signed"));
            verify(secret, receiver.received().getLast());
        }
    }

    @Test
    void aNewKeySealsAnewWhatTheOldOneSealedAndARelayWithoutEitherDoesNotStart() throws Exception {
        AccountId account = relay.account();
        String secret = WebhookSecret.random().reveal();
        try (Receiver receiver = new Receiver()) {
            configure(account, receiver, secret, Map.of("Authorization", "Bearer top-secret"));
            String before = sealed(account);

            assertThatThrownBy(() -> relay.another(Map.of("WAFLEET_WEBHOOK_KEY", NEXT_KEY))
                            .close())
                    .hasStackTraceContaining("is sealed with the key " + before.substring(0, 16))
                    .hasStackTraceContaining("WAFLEET_WEBHOOK_OLD_KEYS");
            assertThat(sealed(account)).isEqualTo(before);

            relay.another(Map.of("WAFLEET_WEBHOOK_KEY", NEXT_KEY, "WAFLEET_WEBHOOK_OLD_KEYS", RelayUnderTest.KEY))
                    .close();
            String after = sealed(account);
            assertThat(after.substring(0, 16)).isNotEqualTo(before.substring(0, 16));

            relay.stop();
            relay.start(Map.of("WAFLEET_WEBHOOK_KEY", NEXT_KEY));
            relay.publish(RelayUnderTest.text(account, "M1", "Hello"));

            await().until(() -> receiver.received().size() == 1);
            verify(secret, receiver.received().getFirst());
            assertThat(receiver.received().getFirst().header("Authorization")).isEqualTo("Bearer top-secret");
        } finally {
            relay.stop();
            relay.start(Map.of("WAFLEET_WEBHOOK_OLD_KEYS", NEXT_KEY));
        }
    }

    private static void configure(AccountId account, Receiver receiver, String secret, Map<String, String> headers) {
        relay.ask(
                account,
                new ConfigureWebhook(null, receiver.url(), null, secret, headers, null, null, null, null, null, null));
    }

    private static void verify(String secret, Receiver.Received request) throws Exception {
        new Webhook(secret).verify(request.body(), HttpHeaders.of(request.headers(), (name, value) -> true));
    }

    private static String sealed(AccountId account) {
        return relay.rows("select secret from relay.endpoint where account_id = ?", account.value())
                .getFirst();
    }

    private static List<String> errors(AccountId account) {
        return relay.rows(
                "select last_error from relay.delivery where account_id = ? and last_error is not null",
                account.value());
    }
}
