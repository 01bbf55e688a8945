/**
 * The accounts as Postgres keeps them: what each is called, where it stands, and whether it is to run.
 *
 * <p>{@link io.wafleet.session.account.Accounts} is the only code that writes the table. The limit on accounts is
 * enforced here, in the transaction that inserts, so that any number of workers and gateways cannot exceed it together.
 * A change of state names the epoch of the ownership it was made under; after the account has gone to another worker it
 * changes nothing and says so.
 */
@NullMarked
package io.wafleet.session.account;

import org.jspecify.annotations.NullMarked;
