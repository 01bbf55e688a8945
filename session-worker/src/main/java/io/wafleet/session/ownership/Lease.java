package io.wafleet.session.ownership;

import io.wafleet.common.account.AccountId;

/** The right to an account's page, until it is lost or released. Each taking of it has a higher epoch. */
public record Lease(AccountId account, long epoch) {}
