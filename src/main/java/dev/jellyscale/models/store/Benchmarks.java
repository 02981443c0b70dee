package dev.jellyscale.models.store;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.protocol.MemoryUse;
import dev.jellyscale.protocol.MemoryUse.Pool;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Speeds that were measured on one node. */
public final class Benchmarks {
  private static final String SELECT =
      """
      SELECT device, sha256, width, height, frames_per_second, memory_bytes, device_bytes,
        provider, measured_at
      FROM benchmark
      WHERE node = :node
      """;

  private static final String PUT =
      """
      INSERT INTO benchmark (
        node, device, sha256, width, height, frames_per_second, memory_bytes, device_bytes,
        provider, measured_at)
      VALUES (
        :node, :device, :sha256, :width, :height, :framesPerSecond, :memoryBytes, :deviceBytes,
        :provider, :measuredAt)
      ON CONFLICT (node, device, sha256, width, height) DO UPDATE SET
        frames_per_second = excluded.frames_per_second, memory_bytes = excluded.memory_bytes,
        device_bytes = excluded.device_bytes, provider = excluded.provider, measured_at = excluded.measured_at
      """;

  private static final long UNKNOWN = 0;

  private final Jdbi jdbi;
  private final NodeName node;

  Benchmarks(Jdbi jdbi, NodeName node) {
    this.jdbi = jdbi;
    this.node = node;
  }

  /** All of one model's file on all devices, the smallest pictures first. */
  public List<StoredBenchmark> of(String sha256) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + "AND sha256 = :sha256 ORDER BY width, height, device")
                .bind("node", node.value())
                .bind("sha256", sha256)
                .map(Benchmarks::benchmark)
                .list());
  }

  /** Remembers all or none of them, instead of those of the same device, file and size. */
  public void put(List<StoredBenchmark> measured) {
    StoreFailure.writing(
        () -> jdbi.useTransaction(handle -> measured.forEach(one -> put(handle, one))));
  }

  private void put(Handle handle, StoredBenchmark one) {
    handle
        .createUpdate(PUT)
        .bind("node", node.value())
        .bind("device", one.device())
        .bind("sha256", one.sha256())
        .bind("width", one.input().width())
        .bind("height", one.input().height())
        .bind("framesPerSecond", one.framesPerSecond())
        .bind("memoryBytes", one.memory().measured() ? one.memory().bytes() : UNKNOWN)
        .bind("deviceBytes", one.memory().deviceBytes().orElse(UNKNOWN))
        .bind("provider", one.provider().name())
        .bind("measuredAt", one.measuredAt().toEpochMilli())
        .execute();
  }

  private static MemoryUse memory(ResultSet row) throws SQLException {
    boolean cpu = ExecutionProvider.valueOf(row.getString("provider")) == ExecutionProvider.CPU;
    long bytes = row.getLong("memory_bytes");
    long device = row.getLong("device_bytes");
    return new MemoryUse(
        cpu ? Pool.HOST : Pool.DEVICE,
        bytes,
        bytes != UNKNOWN,
        device == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(device));
  }

  private static StoredBenchmark benchmark(ResultSet row, StatementContext context)
      throws SQLException {
    return new StoredBenchmark(
        row.getString("device"),
        row.getString("sha256"),
        new Size(row.getInt("width"), row.getInt("height")),
        row.getDouble("frames_per_second"),
        memory(row),
        ExecutionProvider.valueOf(row.getString("provider")),
        Instant.ofEpochMilli(row.getLong("measured_at")));
  }
}
