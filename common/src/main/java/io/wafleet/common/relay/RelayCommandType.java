package io.wafleet.common.relay;

import java.util.Arrays;
import java.util.Optional;

/** The relay's commands by their names on the wire. */
public enum RelayCommandType {
    CONFIGURE_WEBHOOK("configure-webhook", ConfigureWebhook.class),
    ROTATE_SECRET("rotate-secret", RotateSecret.class),
    DELETE_WEBHOOK("delete-webhook", DeleteWebhook.class),
    TEST_WEBHOOK("test-webhook", TestWebhook.class),
    REPLAY_DELIVERY("replay-delivery", ReplayDelivery.class),
    REPLAY_DELIVERIES("replay-deliveries", ReplayDeliveries.class);

    private final String wireName;
    private final Class<? extends RelayCommandData> data;

    RelayCommandType(String wireName, Class<? extends RelayCommandData> data) {
        this.wireName = wireName;
        this.data = data;
    }

    public String wireName() {
        return wireName;
    }

    public Class<? extends RelayCommandData> data() {
        return data;
    }

    public static Optional<RelayCommandType> named(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equals(wireName))
                .findFirst();
    }

    public static RelayCommandType of(RelayCommandData data) {
        return Arrays.stream(values())
                .filter(type -> type.data.isInstance(data))
                .findFirst()
                .orElseThrow();
    }
}
