package io.wafleet.e2e.fault;

import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands every fault test the same fleet and the same report, which are closed when all tests have run. */
final class FaultSuite implements ParameterResolver {

    private static final Map<Class<?>, Supplier<?>> SHARED =
            Map.of(Report.class, Report::new, FaultFleet.class, () -> new FaultFleet("faults"));

    /** How often a fault is tried: a few times with every build, often by {@code deploy/faults}. */
    static int times(int quick, int thorough) {
        return Integer.getInteger("wafleet.faults.times", isThorough() ? thorough : quick);
    }

    static boolean isThorough() {
        return Boolean.getBoolean("wafleet.faults.thorough");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return SHARED.containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(FaultSuite.class))
                .computeIfAbsent(
                        parameter.getParameter().getType(),
                        type -> SHARED.get(type).get(),
                        Object.class);
    }
}
