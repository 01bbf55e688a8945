package io.wafleet.common.command;

import io.wafleet.common.problem.FieldProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a code that a person types into their phone, instead of scanning a QR code.
 *
 * @param phone the number of that phone, with country code
 */
public record RequestPairingCode(@Nullable String phone) implements CommandData {

    @Override
    public List<FieldProblem> problems() {
        return new Form().phone("phone", phone).problems();
    }
}
