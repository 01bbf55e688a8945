package io.wafleet.common.command;

/** Logs out if possible, and removes the account with its stored profile. */
public record DeleteAccount() implements CommandData {}
