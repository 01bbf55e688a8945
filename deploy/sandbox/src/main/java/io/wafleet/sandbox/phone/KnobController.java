package io.wafleet.sandbox.phone;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.knob.Knobs;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** The knobs, for everybody and for one account; what is not named stays as it is, and null takes a change back. */
@RestController
class KnobController {

    private static final String OF_ACCOUNT = "/phone/accounts/{number}/knobs";

    private final TurnKnobs turnKnobs;

    KnobController(TurnKnobs turnKnobs) {
        this.turnKnobs = turnKnobs;
    }

    @GetMapping("/phone/knobs")
    Knobs ofEverybody() {
        return turnKnobs.ofEverybody();
    }

    @PutMapping(path = "/phone/knobs", consumes = MediaType.APPLICATION_JSON_VALUE)
    Knobs changeForEverybody(@RequestBody ObjectNode changes) {
        turnKnobs.forEverybody(changes);
        return turnKnobs.ofEverybody();
    }

    @GetMapping(OF_ACCOUNT)
    Knobs ofAccount(@PathVariable String number) {
        return turnKnobs.of(Wanted.number(number, "number"));
    }

    /** The account need not be linked yet. */
    @PutMapping(path = OF_ACCOUNT, consumes = MediaType.APPLICATION_JSON_VALUE)
    Knobs changeForAccount(@PathVariable String number, @RequestBody ObjectNode changes) {
        PhoneNumber account = Wanted.number(number, "number");
        turnKnobs.forAccount(account, changes);
        return turnKnobs.of(account);
    }
}
