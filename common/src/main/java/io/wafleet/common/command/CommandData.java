package io.wafleet.common.command;

import io.wafleet.common.problem.FieldProblem;
import java.util.List;

/** What is asked of an account. The name on the wire is in {@link CommandType}. */
public sealed interface CommandData
        permits CreateAccount,
                UpdateAccount,
                ConnectAccount,
                DisconnectAccount,
                RestartAccount,
                LogOutAccount,
                DeleteAccount,
                SendMessage,
                ReactToMessage,
                EditMessage,
                RevokeMessage,
                ForwardMessage,
                MarkChatSeen,
                SetTyping,
                CheckContact,
                SyncChats,
                SyncMessages,
                RequestPairingCode,
                AnswerPasskey,
                TakeSnapshot {

    /** What is wrong with the fields, judged by form alone; empty if nothing is. */
    default List<FieldProblem> problems() {
        return List.of();
    }
}
