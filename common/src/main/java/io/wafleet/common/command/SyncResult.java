package io.wafleet.common.command;

/** How many of each a synchronisation told. */
public record SyncResult(int chats, int contacts, int groups, int messages) {}
