package dev.jellyscale.models.store;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.model.ModelId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The models whose files one node has. */
public final class InstalledModels {
  private static final String SELECT =
      """
      SELECT id, sha256, bytes, origin, scale, kind, element_type, precision, layout, value_range,
             channel_order, fixed_width, fixed_height, receptive_field, opset, parameters,
             installed_at, last_used_at
      FROM installed_model
      WHERE node = :node
      """;

  private static final String PUT =
      """
      INSERT INTO installed_model (
        node, id, sha256, bytes, origin, scale, kind, element_type, precision, layout, value_range,
        channel_order, fixed_width, fixed_height, receptive_field, opset, parameters,
        installed_at, last_used_at)
      VALUES (
        :node, :id, :sha256, :bytes, :origin, :scale, :kind, :elementType, :precision, :layout,
        :valueRange, :channelOrder, :fixedWidth, :fixedHeight, :receptiveField, :opset, :parameters,
        :installedAt, :lastUsedAt)
      ON CONFLICT (node, id) DO UPDATE SET
        sha256 = excluded.sha256, bytes = excluded.bytes, origin = excluded.origin,
        scale = excluded.scale, kind = excluded.kind, element_type = excluded.element_type,
        precision = excluded.precision, layout = excluded.layout,
        value_range = excluded.value_range, channel_order = excluded.channel_order,
        fixed_width = excluded.fixed_width, fixed_height = excluded.fixed_height,
        receptive_field = excluded.receptive_field,
        opset = excluded.opset, parameters = excluded.parameters,
        installed_at = excluded.installed_at, last_used_at = excluded.last_used_at
      """;

  private final Jdbi jdbi;
  private final NodeName node;

  InstalledModels(Jdbi jdbi, NodeName node) {
    this.jdbi = jdbi;
    this.node = node;
  }

  /** All of them, by id. */
  public List<InstalledModel> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + "ORDER BY id")
                .bind("node", node.value())
                .map(TraitColumns::model)
                .list());
  }

  /** The model of this id. */
  public Optional<InstalledModel> find(ModelId id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + "AND id = :id")
                .bind("node", node.value())
                .bind("id", id.value())
                .map(TraitColumns::model)
                .findOne());
  }

  /** Remembers a model, instead of one of the same id. */
  public void put(InstalledModel model) {
    StoreFailure.writing(
        () ->
            jdbi.useHandle(
                handle ->
                    TraitColumns.bind(handle.createUpdate(PUT), model)
                        .bind("node", node.value())
                        .execute()));
  }

  /** Forgets a model; one that is not there is no error. */
  public void remove(ModelId id) {
    StoreFailure.writing(
        () ->
            jdbi.useHandle(
                handle ->
                    handle
                        .createUpdate("DELETE FROM installed_model WHERE node = :node AND id = :id")
                        .bind("node", node.value())
                        .bind("id", id.value())
                        .execute()));
  }

  /** Remembers when a model was last used; one that is not there is no error. */
  public void used(ModelId id, Instant when) {
    StoreFailure.writing(
        () ->
            jdbi.useHandle(
                handle ->
                    handle
                        .createUpdate(
                            "UPDATE installed_model SET last_used_at = :at WHERE node = :node AND id = :id")
                        .bind("at", when.toEpochMilli())
                        .bind("node", node.value())
                        .bind("id", id.value())
                        .execute()));
  }
}
