package dev.jellyscale.jobs.notify.send;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jellyscale.jobs.notify.Notice;
import dev.jellyscale.jobs.notify.Occasion;
import dev.jellyscale.jobs.notify.TargetKind;
import dev.jellyscale.jobs.secret.HiddenText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hc.core5.http.ContentType;

/** Writes notices in the form that each kind of target reads. */
final class Packing {
  static final String EVENT = "Jellyscale-Event";
  static final String DELIVERY = "Jellyscale-Delivery";

  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final int LONGEST_REASON = 2000;
  private static final int NO_PREVIEWS = 4;

  private Packing() {}

  /**
   * What is sent.
   *
   * @param keys of the target that are valid, the newest first
   * @param now when it is sent
   */
  static Parcel parcel(TargetKind kind, Notice notice, List<HiddenText> keys, Instant now) {
    return switch (kind) {
      case WEBHOOK -> webhook(notice, keys, now);
      case DISCORD -> discord(notice);
      case NTFY -> ntfy(notice, keys);
    };
  }

  private static Parcel webhook(Notice notice, List<HiddenText> keys, Instant now) {
    var body = json(facts(notice));
    return new Parcel(
        ContentType.APPLICATION_JSON,
        Map.of(
            EVENT,
            notice.occasion().word(),
            DELIVERY,
            notice.id(),
            WebhookSignature.HEADER,
            WebhookSignature.of(now.getEpochSecond(), body, keys)),
        body);
  }

  private static Map<String, Object> facts(Notice notice) {
    var body = new LinkedHashMap<String, Object>();
    body.put("id", notice.id());
    body.put("event", notice.occasion().word());
    body.put("at", notice.at().toString());
    notice.facts().job().ifPresent(job -> body.put("job", subject(job)));
    notice.facts().why().ifPresent(why -> body.put("why", PlainWords.line(why, LONGEST_REASON)));
    return body;
  }

  private static Map<String, Object> subject(Notice.Subject job) {
    var told = new LinkedHashMap<String, Object>();
    told.put("id", job.id());
    told.put("source", job.source());
    told.put("output", job.output());
    told.put("model", job.model());
    job.fault().ifPresent(code -> told.put("fault", code));
    job.reason().ifPresent(why -> told.put("reason", PlainWords.line(why, LONGEST_REASON)));
    return told;
  }

  private static Parcel discord(Notice notice) {
    var lines =
        NoticeText.lines(notice).stream()
            .map(PlainWords::escaped)
            .collect(Collectors.joining("\n"));
    var body = new LinkedHashMap<String, Object>();
    body.put("username", "Jellyscale");
    body.put("content", "**" + NoticeText.title(notice) + "**\n" + lines);
    body.put("allowed_mentions", Map.of("parse", List.of()));
    body.put("flags", NO_PREVIEWS);
    return new Parcel(ContentType.APPLICATION_JSON, Map.of(), json(body));
  }

  private static Parcel ntfy(Notice notice, List<HiddenText> keys) {
    var headers = new HashMap<String, String>();
    headers.put("Title", NoticeText.title(notice));
    headers.put("Priority", priority(notice.occasion()));
    keys.stream()
        .findFirst()
        .ifPresent(token -> headers.put("Authorization", "Bearer " + token.reveal()));
    var text = String.join("\n", NoticeText.lines(notice));
    return new Parcel(
        ContentType.TEXT_PLAIN.withCharset(StandardCharsets.UTF_8),
        headers,
        text.getBytes(StandardCharsets.UTF_8));
  }

  private static String priority(Occasion occasion) {
    return switch (occasion) {
      case JOB_FAILED, QUEUE_PAUSED -> "high";
      case JOB_PUBLISHED, TEST -> "default";
      case JOB_CANCELLED -> "low";
    };
  }

  private static byte[] json(Map<String, Object> body) {
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("No JSON for a notice", e);
    }
  }
}
