package io.wafleet.sandbox.phone;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.knob.KnobStore;
import io.wafleet.sandbox.knob.Knobs;
import io.wafleet.sandbox.link.Link;
import io.wafleet.sandbox.link.Links;
import io.wafleet.sandbox.page.Pages;
import io.wafleet.sandbox.page.WaitingPages;
import io.wafleet.sandbox.wire.ToPage;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Changes knobs, and sees to it that the pages that are open follow: some must load themselves anew, some fall silent. */
@Component
class TurnKnobs {

    private final KnobStore knobs;
    private final Links links;
    private final Pages pages;
    private final WaitingPages waitingPages;

    TurnKnobs(KnobStore knobs, Links links, Pages pages, WaitingPages waitingPages) {
        this.knobs = knobs;
        this.links = links;
        this.pages = pages;
        this.waitingPages = waitingPages;
    }

    Knobs ofEverybody() {
        return knobs.everybody();
    }

    Knobs of(PhoneNumber account) {
        return knobs.of(account);
    }

    void forEverybody(ObjectNode changes) {
        Knobs before = knobs.everybody();
        List<PhoneNumber> linked =
                links.all().stream().map(Link::number).distinct().toList();
        Map<PhoneNumber, Knobs> former = linked.stream().collect(Collectors.toMap(Function.identity(), knobs::of));
        knobs.changeForEverybody(changes);
        former.forEach(this::follow);
        if (knobs.everybody().changesPage(before)) {
            waitingPages.all().forEach(page -> page.send(new ToPage.Reload()));
        }
    }

    void forAccount(PhoneNumber account, ObjectNode changes) {
        Knobs before = knobs.of(account);
        knobs.change(account, changes);
        follow(account, before);
    }

    private void follow(PhoneNumber account, Knobs before) {
        Knobs now = knobs.of(account);
        pages.of(account).forEach(page -> {
            page.deaf(now.deaf());
            if (now.changesPage(before)) {
                page.send(new ToPage.Reload());
            }
        });
    }
}
