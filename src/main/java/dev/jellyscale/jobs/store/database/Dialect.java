package dev.jellyscale.jobs.store.database;

/** Where the two databases differ. */
enum Dialect {
  SQLITE(
      "classpath:db/jobs/sqlite",
      "SELECT CAST(round(unixepoch('subsec') * 1000) AS INTEGER)",
      "",
      "SELECT 1",
      "SELECT 1"),

  POSTGRESQL(
      "classpath:db/jobs/postgresql",
      "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)",
      " FOR UPDATE",
      "SELECT 1 FROM (SELECT pg_advisory_xact_lock(" + 456968137849L + ")) AS held",
      "SELECT 1 FROM (SELECT pg_advisory_xact_lock(" + 456968137850L + ")) AS held");

  /** Folder of its migrations. */
  final String migrations;

  /** Tells its time in milliseconds since 1970. */
  final String time;

  /** Behind a query: nobody else changes what it found until the transaction ends. */
  final String locking;

  /**
   * Nobody else adds to the history until the transaction ends, so that entries become visible in
   * the order of their numbers. In SQLite one transaction writes at a time anyway.
   */
  final String lockHistory;

  /** Nobody else who counts jobs before making one goes on until the transaction ends. */
  final String lockCounting;

  Dialect(String migrations, String time, String locking, String lockHistory, String lockCounting) {
    this.migrations = migrations;
    this.time = time;
    this.locking = locking;
    this.lockHistory = lockHistory;
    this.lockCounting = lockCounting;
  }
}
