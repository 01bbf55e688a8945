package io.wafleet.gateway.key;

import io.wafleet.common.problem.FieldProblem;
import io.wafleet.gateway.answer.Answer;
import io.wafleet.gateway.problem.ApiException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Signs the dashboard in and out: a browser's event stream can send a cookie but no header. */
@RestController
@RequestMapping(Sessions.PATH)
class SessionController {

    private final Authentication authentication;
    private final Sessions sessions;

    SessionController(Authentication authentication, Sessions sessions) {
        this.authentication = authentication;
        this.sessions = sessions;
    }

    record SignIn(@Nullable String apiKey) {}

    @PostMapping
    ResponseEntity<Answer> signIn(@RequestBody SignIn body, ServerHttpRequest request) {
        if (body.apiKey() == null || body.apiKey().isBlank()) {
            throw ApiException.invalid(new FieldProblem("/api_key", "'api_key' is required"));
        }
        Caller caller = authentication.byKey(body.apiKey().trim(), request.getRemoteAddress());
        return answer("Signed in", caller, cookie(request, sessions.open(caller), Sessions.LIFE));
    }

    @GetMapping
    Answer whoAmI(Caller caller) {
        return Answer.of("Signed in", Map.of("key_id", caller.keyId(), "scopes", caller.scopes()));
    }

    @DeleteMapping
    ResponseEntity<Answer> signOut(Caller caller, ServerHttpRequest request) {
        return answer("Signed out", caller, cookie(request, "", Duration.ZERO));
    }

    private static ResponseEntity<Answer> answer(String message, Caller caller, ResponseCookie cookie) {
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, cookie.toString())
                .body(Answer.of(message, Map.of("key_id", caller.keyId(), "scopes", caller.scopes())));
    }

    private static ResponseCookie cookie(ServerHttpRequest request, String value, Duration life) {
        return ResponseCookie.from(Sessions.COOKIE, value)
                .httpOnly(true)
                .sameSite("Strict")
                .secure("https".equals(request.getURI().getScheme()))
                .path("/api")
                .maxAge(life)
                .build();
    }
}
