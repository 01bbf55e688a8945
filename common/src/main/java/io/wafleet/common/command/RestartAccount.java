package io.wafleet.common.command;

/** Closes the account's page and opens it again. */
public record RestartAccount() implements CommandData {}
