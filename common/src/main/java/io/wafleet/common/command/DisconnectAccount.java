package io.wafleet.common.command;

/** Closes the account's page; its login stays. */
public record DisconnectAccount() implements CommandData {}
