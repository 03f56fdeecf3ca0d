package org.almagest.userdb;

/** What a commit does if there is a table of that name. */
public enum ExistingTable {
  /** Fail. */
  FAIL,
  /** Take its place; queries that run already go on with the old files. */
  REPLACE
}
