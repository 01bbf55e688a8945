package io.wafleet.common.command;

import io.wafleet.common.metadata.Metadata;
import io.wafleet.common.problem.FieldProblem;
import java.util.List;
import java.util.Map;

/**
 * Answers the passkey prompt that WhatsApp shows when it links some accounts.
 *
 * @param assertion the credential as {@code PublicKeyCredential.toJSON()} of WebAuthn gives it, at most 16 KB
 */
public record AnswerPasskey(Map<String, Object> assertion) implements CommandData {

    public AnswerPasskey {
        assertion = Metadata.copyOf(assertion);
    }

    @Override
    public List<FieldProblem> problems() {
        return new Form()
                .check(
                        assertion.get("id") instanceof String && assertion.get("response") instanceof Map,
                        "assertion",
                        "'assertion' is a WebAuthn credential with 'id' and 'response'")
                .metadata("assertion", assertion)
                .problems();
    }
}
