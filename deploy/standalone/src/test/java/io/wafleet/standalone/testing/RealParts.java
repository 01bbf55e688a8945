package io.wafleet.standalone.testing;

import java.net.URI;
import java.util.Map;

/** The real broker, database server and sandbox that the tests of one JVM share. */
public final class RealParts {
    private RealParts() {}

    /** Bootstrap servers of the shared broker, which is started by the first call. It makes no topics by itself. */
    public static String kafka() {
        return Shared.PARTS.kafka();
    }

    /** JDBC URL (with its user) of a new, empty database in the shared server, which is started by the first call. */
    public static String postgres() {
        return Shared.PARTS.newDatabase();
    }

    /** Base address of the shared sandbox. A test that kills the sandbox takes its own {@link SandboxProcess}. */
    public static URI sandbox() {
        return SharedSandbox.PROCESS.uri();
    }

    /** The settings by which a service finds the shared broker and a new database; also usable as Spring properties. */
    public static Map<String, String> settings() {
        return Map.of("WAFLEET_KAFKA", kafka(), "WAFLEET_DATABASE_URL", postgres());
    }

    private static final class Shared {
        static final Parts PARTS = Parts.choose(System.getProperty("wafleet.test.parts", "auto"));
    }

    private static final class SharedSandbox {
        static final SandboxProcess PROCESS = SandboxProcess.start();
    }
}
