package io.wafleet.sandbox.inbox;

import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The inboxes over HTTP; the 50 used last are kept. */
@RestController
@RequestMapping("/inbox/{name}")
class InboxController {

    private static final int KEPT = 50;

    private final Map<String, Inbox> inboxes = Collections.synchronizedMap(new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Inbox> eldest) {
            return size() > KEPT;
        }
    });

    @PostMapping
    ResponseEntity<Void> receive(
            @PathVariable String name,
            @RequestHeader(name = "webhook-id", defaultValue = "") String webhookId,
            @RequestHeader(name = "webhook-signature", defaultValue = "") String signature,
            @RequestBody Object body) {
        return ResponseEntity.status(HttpStatusCode.valueOf(inbox(name).receive(webhookId, signature, body)))
                .build();
    }

    @GetMapping
    List<Inbox.Delivery> list(@PathVariable String name) {
        return inbox(name).deliveries();
    }

    @PutMapping("/answer")
    ResponseEntity<Void> answer(@PathVariable String name, @RequestBody AnswerRequest answer) {
        if (answer.status() < 200 || answer.status() > 599 || answer.seconds() < 0 || answer.seconds() > 86_400) {
            return ResponseEntity.badRequest().build();
        }
        inbox(name).answerWith(answer.status(), Duration.ofSeconds(answer.seconds()));
        return ResponseEntity.noContent().build();
    }

    @DeleteMapping
    ResponseEntity<Void> clear(@PathVariable String name) {
        inboxes.remove(name);
        return ResponseEntity.noContent().build();
    }

    private Inbox inbox(String name) {
        return inboxes.computeIfAbsent(name, anyName -> new Inbox(Clock.systemUTC()));
    }

    /** Answer with this status, 200 to 599, for that many seconds, at most a day. */
    record AnswerRequest(int status, long seconds) {}
}
