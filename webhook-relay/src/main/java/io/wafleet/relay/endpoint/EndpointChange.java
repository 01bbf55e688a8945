package io.wafleet.relay.endpoint;

import io.wafleet.common.command.Form;
import io.wafleet.common.egress.AddressPolicy;
import io.wafleet.common.problem.CommandError;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.common.problem.FieldProblem;
import io.wafleet.common.relay.ConfigureWebhook;
import io.wafleet.relay.signature.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A wish to make or change an endpoint.
 *
 * @param commandId who wishes it
 * @param accountId whose endpoint; null for the global one
 */
public record EndpointChange(String commandId, @Nullable String accountId, ConfigureWebhook wish, Instant at) {

    public String endpointId() {
        return Objects.requireNonNullElse(wish.endpointId(), Endpoint.DEFAULT_ID);
    }

    /** Why it cannot be granted, if it cannot. */
    public Optional<CommandError> refusal(@Nullable Endpoint current, AddressPolicy policy) {
        List<FieldProblem> problems = problems(current);
        if (!problems.isEmpty()) {
            return Optional.of(CommandError.invalid(problems));
        }
        String url = wish.url();
        if (url != null && WebhookUrl.isRefused(url, policy)) {
            return Optional.of(CommandError.of(
                    ErrorCode.WEBHOOK_URL_REJECTED,
                    "The address of the endpoint is private or special and not on the allow-list"));
        }
        return Optional.empty();
    }

    private List<FieldProblem> problems(@Nullable Endpoint current) {
        Form form = new Form();
        String url = wish.url();
        form.check(
                endpointId().matches("[A-Za-z0-9][A-Za-z0-9_-]{0,63}"),
                "endpoint_id",
                "'endpoint_id' is 1 to 64 letters, digits, '-' or '_', and starts with a letter or digit");
        if (url == null) {
            form.check(current != null, "url", "'url' is required for a new endpoint");
        } else {
            String problem = WebhookUrl.problem(url);
            form.check(problem == null, "url", String.valueOf(problem));
        }
        List<String> events = Objects.requireNonNullElse(wish.events(), List.of());
        for (int i = 0; i < events.size(); i++) {
            String name = events.get(i);
            form.check(
                    name != null && EventFilter.isValid(name),
                    "events/" + i,
                    "There is no such event; names are those of the documentation, '*' or a family like 'message.*'");
        }
        form.check(wish.secret() == null || isSecret(wish.secret()), "secret", SECRET_FORM);
        List<FieldProblem> problems = new ArrayList<>(wish.problems());
        for (FieldProblem problem : form.problems()) {
            if (problems.stream().noneMatch(known -> known.pointer().equals(problem.pointer()))) {
                problems.add(problem);
            }
        }
        problems.addAll(CustomHeaders.problems(Objects.requireNonNullElse(wish.headers(), Map.of())));
        return problems;
    }

    private static final String SECRET_FORM = "'secret' is whsec_ followed by the base64 of 24 to 64 bytes";

    private static boolean isSecret(String text) {
        try {
            return new Secret(text).reveal().equals(text);
        } catch (IllegalArgumentException invalid) {
            return false;
        }
    }

    /** The endpoint as it is to be; only for a wish without a refusal. */
    Endpoint applied(@Nullable Endpoint current) {
        String url = wish.url() != null
                ? wish.url()
                : Objects.requireNonNull(current, "a new endpoint has a url").url();
        boolean newSecret = wish.secret() != null || current == null;
        Secret secret = wish.secret() != null
                ? new Secret(wish.secret())
                : current == null ? Secret.random() : current.secret();
        return new Endpoint(
                current == null ? 0 : current.key(),
                accountId,
                endpointId(),
                url,
                wish.events() != null
                        ? new EventFilter(wish.events())
                        : current == null ? new EventFilter(List.of()) : current.events(),
                secret,
                newSecret || current == null ? commandId : current.secretSetBy(),
                wish.headers() != null ? Map.copyOf(wish.headers()) : current == null ? Map.of() : current.headers(),
                keep(wish.format(), current == null ? "default" : current.format()),
                manner(current == null ? Endpoint.Manner.DEFAULT : current.manner()),
                disabledReason(current, url),
                current == null ? at : current.createdAt(),
                at);
    }

    private Endpoint.Manner manner(Endpoint.Manner before) {
        return new Endpoint.Manner(
                keep(wish.retry(), before.retry()),
                keep(wish.timeoutMs(), before.timeoutMs()),
                wish.maxRetries() != null ? wish.maxRetries() : before.maxRetries(),
                wish.retryDelayMs() != null ? wish.retryDelayMs() : before.retryDelayMs());
    }

    /** An endpoint that was gone comes back with a new address, or when it is enabled by name. */
    private @Nullable String disabledReason(@Nullable Endpoint current, String url) {
        if (wish.enabled() != null) {
            return wish.enabled() ? null : "REQUESTED";
        }
        if (current == null || (Endpoints.GONE.equals(current.disabledReason()) && !url.equals(current.url()))) {
            return null;
        }
        return current.disabledReason();
    }

    private static <T> T keep(@Nullable T wished, T before) {
        return wished == null ? before : wished;
    }
}
