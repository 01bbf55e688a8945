package io.wafleet.common.command;

/** Opens the account's page and keeps it open. */
public record ConnectAccount() implements CommandData {}
