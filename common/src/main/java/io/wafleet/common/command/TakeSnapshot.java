package io.wafleet.common.command;

/** Takes a picture of the account's page as it is; only while READY. */
public record TakeSnapshot() implements CommandData {}
