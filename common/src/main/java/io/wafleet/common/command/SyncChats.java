package io.wafleet.common.command;

/** Tells the chats, contacts and groups of the account anew. */
public record SyncChats() implements CommandData {}
