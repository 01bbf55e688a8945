package io.wafleet.common.command;

import java.util.Arrays;
import java.util.Optional;

/** The commands by their names on the wire. */
public enum CommandType {
    CREATE("create", CreateAccount.class),
    UPDATE("update", UpdateAccount.class),
    CONNECT("connect", ConnectAccount.class),
    DISCONNECT("disconnect", DisconnectAccount.class),
    RESTART("restart", RestartAccount.class),
    LOGOUT("logout", LogOutAccount.class),
    DELETE("delete", DeleteAccount.class),
    SEND("send", SendMessage.class),
    REACT("react", ReactToMessage.class),
    EDIT("edit", EditMessage.class),
    REVOKE("revoke", RevokeMessage.class),
    FORWARD("forward", ForwardMessage.class),
    MARK_SEEN("mark-seen", MarkChatSeen.class),
    SET_TYPING("set-typing", SetTyping.class),
    CHECK_CONTACT("check-contact", CheckContact.class),
    SYNC_CHATS("sync-chats", SyncChats.class),
    SYNC_MESSAGES("sync-messages", SyncMessages.class),
    REQUEST_PAIRING_CODE("request-pairing-code", RequestPairingCode.class),
    ANSWER_PASSKEY("answer-passkey", AnswerPasskey.class),
    SNAPSHOT("snapshot", TakeSnapshot.class);

    private final String wireName;
    private final Class<? extends CommandData> data;

    CommandType(String wireName, Class<? extends CommandData> data) {
        this.wireName = wireName;
        this.data = data;
    }

    public String wireName() {
        return wireName;
    }

    public Class<? extends CommandData> data() {
        return data;
    }

    public static Optional<CommandType> named(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equals(wireName))
                .findFirst();
    }

    public static CommandType of(CommandData data) {
        return Arrays.stream(values())
                .filter(type -> type.data.isInstance(data))
                .findFirst()
                .orElseThrow();
    }
}
