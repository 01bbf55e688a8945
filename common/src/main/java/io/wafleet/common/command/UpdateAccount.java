package io.wafleet.common.command;

import io.wafleet.common.metadata.Metadata;
import io.wafleet.common.problem.FieldProblem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes what an account is called, what is kept with it and how its sends are paced; what is absent stays.
 *
 * @param name as in {@link CreateAccount}
 * @param metadata takes the place of all that was there
 */
public record UpdateAccount(
        @Nullable String name,
        @Nullable Map<String, Object> metadata,
        @Nullable PacingChange pacing) implements CommandData {

    public UpdateAccount {
        metadata = metadata == null ? null : Metadata.copyOf(metadata);
    }

    @Override
    public List<FieldProblem> problems() {
        return new Form()
                .notBlank("name", name)
                .atMost(200, "name", name)
                .exactText("name", name)
                .metadata("metadata", metadata == null ? Map.of() : metadata)
                .pacing("pacing", pacing)
                .problems();
    }
}
