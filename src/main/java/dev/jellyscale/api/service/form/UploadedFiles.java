package dev.jellyscale.api.service.form;

import dev.jellyscale.api.service.spool.Spool;
import dev.jellyscale.api.service.spool.SpoolFile;
import dev.jellyscale.api.service.spool.SpoolSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The files of one request. */
final class UploadedFiles {
  private final Supplier<Spool> spool;
  private final long maxBytes;
  private final List<SpoolFile> received = new ArrayList<>();

  UploadedFiles(Supplier<Spool> spool, long maxBytes) {
    this.spool = spool;
    this.maxBytes = maxBytes;
  }

  /** Something that writes the bytes of a part. */
  interface Part {
    int writeTo(SpoolSink sink) throws IOException;
  }

  SpoolFile receive(Part part) throws IOException {
    var file = spool.get().file();
    received.add(file);
    try (var sink = file.sink(maxBytes)) {
      part.writeTo(sink);
    }
    return file;
  }

  void removeAll() {
    received.forEach(SpoolFile::close);
    received.clear();
  }
}
