package io.wafleet.common.command;

/** Unlinks the account from its phone: the login is gone, the account stays. */
public record LogOutAccount() implements CommandData {}
