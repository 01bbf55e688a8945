package io.wafleet.sandbox.passkey;

import io.wafleet.sandbox.identity.PhoneBook;
import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.knob.KnobStore;
import io.wafleet.sandbox.link.Links;
import io.wafleet.sandbox.message.SyncPage;
import io.wafleet.sandbox.page.Page;
import io.wafleet.sandbox.wire.WireAssertion;
import org.springframework.stereotype.Component;

/** Makes a page one of a phone's linked devices, with the phone's passkey first if its knob wants one. */
@Component
public class LinkPage {

    private final KnobStore knobs;
    private final Prompts prompts;
    private final PhoneBook phones;
    private final Links links;
    private final SyncPage syncPage;

    LinkPage(KnobStore knobs, Prompts prompts, PhoneBook phones, Links links, SyncPage syncPage) {
        this.knobs = knobs;
        this.prompts = prompts;
        this.phones = phones;
        this.links = links;
        this.syncPage = syncPage;
    }

    public void link(Page page, PhoneNumber phone, String name) {
        if (knobs.of(phone).passkey()) {
            prompts.ask(page, phone, name);
        } else {
            linkNow(page, phone, name);
        }
    }

    /** The page brings the passkey that it was asked for. */
    public void answer(Page page, WireAssertion assertion) throws NotLinked {
        Prompt prompt = prompts.answered(page, assertion);
        if (links.of(prompt.phone()).size() >= Links.MOST_DEVICES) {
            throw new NotLinked("meanwhile the phone has linked " + Links.MOST_DEVICES + " other devices");
        }
        linkNow(page, prompt.phone(), prompt.name());
    }

    private void linkNow(Page page, PhoneNumber phone, String name) {
        phones.remember(phone, name);
        syncPage.pair(page, links.add(phone, name));
    }
}
