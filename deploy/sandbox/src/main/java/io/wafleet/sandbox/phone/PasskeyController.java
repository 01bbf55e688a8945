package io.wafleet.sandbox.phone;

import io.wafleet.sandbox.passkey.Authenticator;
import io.wafleet.sandbox.passkey.Prompts;
import io.wafleet.sandbox.wire.WireAssertion;
import io.wafleet.sandbox.wire.WirePasskeyRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The passkey of a phone: its owner is shown what a page asks for, and confirms it. */
@RestController
@RequestMapping("/phone")
class PasskeyController {

    private final Authenticator authenticator;
    private final Prompts prompts;

    PasskeyController(Authenticator authenticator, Prompts prompts) {
        this.authenticator = authenticator;
        this.prompts = prompts;
    }

    /** Without an origin it is that of the page that asks. */
    @PostMapping(path = "/passkey", consumes = MediaType.APPLICATION_JSON_VALUE)
    WireAssertion sign(@RequestBody PasskeyRequest body) {
        WirePasskeyRequest request = body.request();
        if (request == null) {
            throw PhoneError.invalid("\"request\" is missing");
        }
        String challenge = Wanted.text(request.challenge(), "request.challenge");
        String origin = body.origin() == null
                ? prompts.originOf(challenge).orElseThrow(PhoneError::passkeyNotAsked)
                : body.origin();
        return authenticator.sign(
                Wanted.number(body.phone(), "phone"), challenge, Wanted.text(request.rpId(), "request.rpId"), origin);
    }

    record PasskeyRequest(
            @Nullable String phone,
            @Nullable WirePasskeyRequest request,
            @Nullable String origin) {}
}
