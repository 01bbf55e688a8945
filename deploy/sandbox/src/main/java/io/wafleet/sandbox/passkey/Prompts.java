package io.wafleet.sandbox.passkey;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.page.Page;
import io.wafleet.sandbox.wire.ToPage;
import io.wafleet.sandbox.wire.WireAssertion;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The pages that wait for the passkey of a phone. */
@Component
public class Prompts {

    private final Passkeys passkeys;
    private final Map<Page, Prompt> prompts = new HashMap<>();

    Prompts(Passkeys passkeys) {
        this.passkeys = passkeys;
    }

    synchronized void ask(Page page, PhoneNumber phone, String name) {
        Prompt prompt = Prompt.to(phone, name, page.origin());
        prompts.put(page, prompt);
        page.send(new ToPage.PasskeyAsked(prompt.request(passkeys.of(phone))));
    }

    /** What the page was asked for, if this is a right answer; right or wrong, the prompt is then used up. */
    synchronized Prompt answered(Page page, WireAssertion assertion) throws NotLinked {
        Prompt prompt = prompts.remove(page);
        if (prompt == null) {
            throw new NotLinked("no passkey is asked for (any more)");
        }
        Optional<String> objection = CheckAssertion.objection(assertion, prompt, passkeys.of(prompt.phone()));
        if (objection.isPresent()) {
            throw new NotLinked(objection.get());
        }
        return prompt;
    }

    public synchronized void leave(Page page) {
        prompts.remove(page);
    }

    /** The origin of the page that waits for this challenge to be signed. */
    public synchronized Optional<String> originOf(String challenge) {
        return prompts.values().stream()
                .filter(prompt -> prompt.challenge().equals(challenge))
                .map(Prompt::origin)
                .findFirst();
    }
}
