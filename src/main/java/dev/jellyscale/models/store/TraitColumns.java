package dev.jellyscale.models.store;

import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelTraits;
import dev.jellyscale.model.ModelTraits.ChannelOrder;
import dev.jellyscale.model.ModelTraits.ElementType;
import dev.jellyscale.model.ModelTraits.Kind;
import dev.jellyscale.model.ModelTraits.Layout;
import dev.jellyscale.model.ModelTraits.Precision;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.model.ModelTraits.ValueRange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** An installed model as columns. */
final class TraitColumns {

  private TraitColumns() {}

  static InstalledModel model(ResultSet row, StatementContext context) throws SQLException {
    return new InstalledModel(
        new ModelId(row.getString("id")),
        row.getString("sha256"),
        row.getLong("bytes"),
        Origin.valueOf(row.getString("origin")),
        traits(row),
        Instant.ofEpochMilli(row.getLong("installed_at")),
        Optional.ofNullable(number(row, "last_used_at")).map(Instant::ofEpochMilli));
  }

  private static ModelTraits traits(ResultSet row) throws SQLException {
    return new ModelTraits(
        row.getInt("scale"),
        Kind.valueOf(row.getString("kind")),
        ElementType.valueOf(row.getString("element_type")),
        Precision.valueOf(row.getString("precision")),
        Layout.valueOf(row.getString("layout")),
        ValueRange.valueOf(row.getString("value_range")),
        ChannelOrder.valueOf(row.getString("channel_order")),
        fixedSize(row),
        receptiveField(row),
        row.getInt("opset"),
        row.getLong("parameters"));
  }

  private static Optional<Size> fixedSize(ResultSet row) throws SQLException {
    var width = number(row, "fixed_width");
    var height = number(row, "fixed_height");
    return width == null || height == null
        ? Optional.empty()
        : Optional.of(new Size(Math.toIntExact(width), Math.toIntExact(height)));
  }

  private static OptionalInt receptiveField(ResultSet row) throws SQLException {
    var field = number(row, "receptive_field");
    return field == null ? OptionalInt.empty() : OptionalInt.of(Math.toIntExact(field));
  }

  private static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  static Update bind(Update statement, InstalledModel model) {
    var traits = model.traits();
    return statement
        .bind("id", model.id().value())
        .bind("sha256", model.sha256())
        .bind("bytes", model.bytes())
        .bind("origin", model.origin().name())
        .bind("scale", traits.scale())
        .bind("kind", traits.kind().name())
        .bind("elementType", traits.elementType().name())
        .bind("precision", traits.precision().name())
        .bind("layout", traits.layout().name())
        .bind("valueRange", traits.range().name())
        .bind("channelOrder", traits.order().name())
        .bind("fixedWidth", traits.fixedSize().map(Size::width).orElse(null))
        .bind("fixedHeight", traits.fixedSize().map(Size::height).orElse(null))
        .bind(
            "receptiveField",
            traits.receptiveField().isPresent() ? traits.receptiveField().getAsInt() : null)
        .bind("opset", traits.opset())
        .bind("parameters", traits.parameters())
        .bind("installedAt", model.installedAt().toEpochMilli())
        .bind("lastUsedAt", model.lastUsed().map(Instant::toEpochMilli).orElse(null));
  }
}
