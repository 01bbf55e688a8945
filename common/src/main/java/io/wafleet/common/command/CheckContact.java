package io.wafleet.common.command;

import io.wafleet.common.problem.FieldProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks WhatsApp whether a number is there.
 *
 * @param phone with country code
 */
public record CheckContact(@Nullable String phone) implements CommandData {

    @Override
    public List<FieldProblem> problems() {
        return new Form().phone("phone", phone).problems();
    }
}
