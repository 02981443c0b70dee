package dev.jellyscale.api.service.logs;

/**
 * One entry of the log, in the contract's form.
 *
 * @param seq number of the entry since the node started, from 1
 * @param ts seconds since 1970, UTC
 * @param level {@code ERROR}, {@code WARN}, {@code INFO} ...
 * @param logger who says it
 * @param msg one line without secrets
 */
record LogEntry(long seq, double ts, String level, String logger, String msg) {}
