package dev.jellyscale.jobs.notify.send;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jellyscale.jobs.notify.Notice;
import dev.jellyscale.jobs.notify.Notice.Facts;
import dev.jellyscale.jobs.notify.Notice.Subject;
import dev.jellyscale.jobs.notify.Occasion;
import dev.jellyscale.jobs.notify.TargetKind;
import dev.jellyscale.jobs.secret.HiddenText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PackingTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_795_000_000);
  private static final String NAME = "media:a/@everyone <@1> [x](https://evil.test) **b**.mkv";

  private static Notice failed(String source, String reason) {
    var subject =
        new Subject(
            "an-id", source, "out:b.mkv", "bicubic-x2", Optional.of("f"), Optional.of(reason));
    return new Notice(
        "d-1", Occasion.JOB_FAILED, NOW, new Facts(Optional.of(subject), Optional.empty()));
  }

  private static Parcel parcel(TargetKind kind, Notice notice, String... keys) {
    return Packing.parcel(kind, notice, List.of(keys).stream().map(HiddenText::new).toList(), NOW);
  }

  private static JsonNode json(Parcel parcel) throws IOException {
    return new ObjectMapper().readTree(parcel.body());
  }

  private static String text(Parcel parcel) {
    return new String(parcel.body(), StandardCharsets.UTF_8);
  }

  @Test
  void discordMentionsNobodyAndShowsNamesAsTheyAre() throws IOException {
    var body = json(parcel(TargetKind.DISCORD, failed(NAME, "It broke")));

    assertThat(body.at("/allowed_mentions/parse").isArray()).isTrue();
    assertThat(body.at("/allowed_mentions/parse")).isEmpty();
    assertThat(body.at("/content").asText())
        .startsWith("**Jellyscale: a job has failed**\n")
        .endsWith("\nIt broke")
        .contains("\\@everyone \\<\\@1\\> \\[x\\]\\(https\\:")
        .contains("\\*\\*b\\*\\*\\.mkv");
  }

  @Test
  void aMessageOfDiscordNeverExceedsItsTwoThousandCharacters() throws IOException {
    var body =
        json(parcel(TargetKind.DISCORD, failed("media:" + "*".repeat(2000), "_".repeat(9000))));

    assertThat(body.at("/content").asText()).hasSizeLessThan(2000);
  }

  @Test
  void ntfyGetsPlainTextWithTitlePriorityAndToken() {
    var parcel = parcel(TargetKind.NTFY, failed("media:Am\u00e9lie.mkv", "It broke"), "tk_1");

    assertThat(parcel.headers())
        .containsEntry("Title", "Jellyscale: a job has failed")
        .containsEntry("Priority", "high")
        .containsEntry("Authorization", "Bearer tk_1");
    assertThat(text(parcel)).isEqualTo("media:Am\u00e9lie.mkv\nIt broke");
    assertThat(parcel.type()).hasToString("text/plain; charset=UTF-8");
    assertThat(parcel.toString()).doesNotContain("tk_1");
  }

  @Test
  void noMessageHoldsAnAbsolutePathOrCharactersThatTurnTheText() throws IOException {
    var notice =
        failed("media:a\u202egpj.mkv", "Cannot read /srv/films/a.mkv\nInjected: yes\u0000");

    assertThat(text(parcel(TargetKind.NTFY, notice)))
        .isEqualTo("media:a gpj.mkv\nCannot read (a path) Injected: yes");
    assertThat(json(parcel(TargetKind.WEBHOOK, notice, "k")).at("/job/reason").asText())
        .isEqualTo("Cannot read (a path) Injected: yes");
    assertThat(text(parcel(TargetKind.DISCORD, notice))).doesNotContain("/srv");
  }

  @Test
  void theSignatureIsThatOfTheDocumentsExample() {
    var signature =
        WebhookSignature.of(
            1_795_000_000,
            "{\"event\":\"test\"}".getBytes(StandardCharsets.UTF_8),
            List.of(new HiddenText("0123456789abcdef")));

    // By another implementation: hmac of Python.
    assertThat(signature)
        .isEqualTo(
            "t=1795000000,v1=af36cd12ecc68aae1ac331c1cb4bbc8087c1ae96e7d6feca69ac2c657026a04d");
  }
}
