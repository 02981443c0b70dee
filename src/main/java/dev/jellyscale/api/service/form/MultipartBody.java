package dev.jellyscale.api.service.form;

import dev.jellyscale.api.service.ServiceFailure;
import dev.jellyscale.api.service.spool.SpoolFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.fileupload.FileUploadBase.FileUploadIOException;
import org.apache.commons.fileupload.MultipartStream;
import org.apache.commons.fileupload.ParameterParser;

/**
 * One multipart body on its way in: text parts go to memory, file parts to the disk as they come.
 * Boundaries and names may be quoted or not. File names are not looked at.
 */
final class MultipartBody {
  private static final int BUFFER_BYTES = 32 << 10;
  private static final int HEADER_BYTES = 8 << 10;
  private static final int BOUNDARY_BYTES = 200;

  private final String contentType;
  private final UploadedFiles uploads;
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, SpoolFile> files = new HashMap<>();

  MultipartBody(String contentType, UploadedFiles uploads) {
    this.contentType = contentType;
    this.uploads = uploads;
  }

  /** Reads to the end; nothing is left of a body that cannot be read. */
  Form read(InputStream body) {
    boolean done = false;
    try {
      readParts(stream(body));
      done = true;
      return new Form(texts, files, uploads::removeAll);
    } catch (FileUploadIOException _) {
      throw ServiceFailure.of(413, "A part of the multipart body has headers that are too long");
    } catch (IOException _) {
      throw ServiceFailure.of(400, "The multipart body breaks off or is malformed");
    } finally {
      if (!done) {
        uploads.removeAll();
      }
    }
  }

  private MultipartStream stream(InputStream body) {
    var boundary = parameters(contentType).get("boundary");
    if (boundary == null || boundary.isEmpty() || boundary.length() > BOUNDARY_BYTES) {
      throw ServiceFailure.of(400, "The content type names no boundary");
    }
    var bytes = boundary.getBytes(StandardCharsets.ISO_8859_1);
    var stream = new MultipartStream(new OnceBroken(body), bytes, BUFFER_BYTES, null);
    stream.setPartHeaderSizeMax(HEADER_BYTES);
    stream.setHeaderEncoding(StandardCharsets.UTF_8.name());
    return stream;
  }

  private void readParts(MultipartStream stream) throws IOException {
    int parts = 0;
    for (boolean more = stream.skipPreamble(); more; more = stream.readBoundary()) {
      if (++parts > FormReader.FIELDS) {
        throw ServiceFailure.of(413, "A form has at most " + FormReader.FIELDS + " fields");
      }
      readPart(stream, disposition(stream.readHeaders()));
    }
    if (parts == 0) {
      throw ServiceFailure.of(400, "The multipart body has no part");
    }
  }

  private void readPart(MultipartStream stream, Map<String, String> disposition)
      throws IOException {
    var name = disposition.get("name");
    if (name == null || name.isEmpty()) {
      throw ServiceFailure.of(400, "A part of the multipart body has no name");
    }
    if (disposition.containsKey("filename") || disposition.containsKey("filename*")) {
      files.put(name, uploads.receive(stream::readBodyData));
    } else {
      var text = new BoundedText(name);
      stream.readBodyData(text);
      texts.put(name, text.toString(StandardCharsets.UTF_8));
    }
  }

  private static Map<String, String> disposition(String headers) {
    return headers
        .lines()
        .filter(line -> line.regionMatches(true, 0, "Content-Disposition:", 0, 20))
        .findFirst()
        .map(line -> parameters(line.substring(20)))
        .orElse(Map.of());
  }

  private static Map<String, String> parameters(String header) {
    var parser = new ParameterParser();
    parser.setLowerCaseNames(true);
    return parser.parse(header, ';');
  }
}
