package io.wafleet.sandbox.knob;

import io.wafleet.sandbox.identity.PhoneNumber;
import org.springframework.http.HttpCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/** The knobs for a request of a page: those of the account that its profile is linked to, by a cookie that it sets. */
@Component
public class KnobsOfRequest {

    private static final String ACCOUNT = "sandbox-account";

    private final KnobStore knobs;

    KnobsOfRequest(KnobStore knobs) {
        this.knobs = knobs;
    }

    public Knobs of(ServerHttpRequest request) {
        HttpCookie account = request.getCookies().getFirst(ACCOUNT);
        return account == null
                ? knobs.everybody()
                : PhoneNumber.parse(account.getValue()).map(knobs::of).orElseGet(knobs::everybody);
    }
}
