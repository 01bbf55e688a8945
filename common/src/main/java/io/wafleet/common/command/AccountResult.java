package io.wafleet.common.command;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.account.AccountState;

/** What a command about an account's life answers: the state it left the account in. */
public record AccountResult(AccountId id, AccountState status, long statusSeq) {}
