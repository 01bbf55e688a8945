package io.wafleet.session.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wafleet.common.command.CreateAccount;
import io.wafleet.common.egress.AddressPolicy;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.session.command.CommandFailure;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreateAccountHereTest {

    private static CreateAccount withWebhook(@Nullable String url) {
        return new CreateAccount(null, null, url, List.of(), null, Map.of(), null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://10.1.2.3/hook", "http://localhost:8080", "http://[::1]/", "http://0177.0.0.1/"})
    void aWebhookAtAPrivateAddressIsRefusedBeforeTheAccountIsMade(String url) {
        assertThatThrownBy(() ->
                        CreateAccountHere.refusePrivateAddress(withWebhook(url), AddressPolicy.publicAnd(List.of())))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.error().code()).isEqualTo(ErrorCode.WEBHOOK_URL_REJECTED));
    }

    @Test
    void aPublicOrTrustedOneAndNoneAtAllAreTaken() {
        AddressPolicy policy = AddressPolicy.publicAnd(List.of("127.0.0.0/8"));
        for (String url : new String[] {null, "https://example.com/hook", "http://127.0.0.1:9000/hook"}) {
            assertThatCode(() -> CreateAccountHere.refusePrivateAddress(withWebhook(url), policy))
                    .doesNotThrowAnyException();
        }
    }
}
