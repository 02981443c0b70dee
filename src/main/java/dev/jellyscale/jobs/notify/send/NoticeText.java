package dev.jellyscale.jobs.notify.send;

import dev.jellyscale.jobs.notify.Notice;
import dev.jellyscale.jobs.notify.Notice.Subject;
import java.util.ArrayList;
import java.util.List;

/** A notice for people. */
final class NoticeText {
  private static final int LONGEST_NAME = 300;
  private static final int LONGEST_REASON = 500;

  private NoticeText() {}

  /** What has happened, in ASCII. */
  static String title(Notice notice) {
    return switch (notice.occasion()) {
      case JOB_PUBLISHED -> "Jellyscale: a film is ready";
      case JOB_FAILED -> "Jellyscale: a job has failed";
      case JOB_CANCELLED -> "Jellyscale: a job was cancelled";
      case QUEUE_PAUSED -> "Jellyscale: the queue is paused";
      case TEST -> "Jellyscale: a test";
    };
  }

  /** To what, and why: lines of words from outside. */
  static List<String> lines(Notice notice) {
    var lines = new ArrayList<String>();
    var facts = notice.facts();
    facts.job().ifPresent(job -> lines.add(PlainWords.line(file(notice, job), LONGEST_NAME)));
    facts
        .job()
        .flatMap(Subject::reason)
        .or(facts::why)
        .map(reason -> PlainWords.line(reason, LONGEST_REASON))
        .filter(reason -> !reason.isEmpty())
        .ifPresent(lines::add);
    if (lines.isEmpty()) {
      lines.add("It happened at " + notice.at());
    }
    return lines;
  }

  private static String file(Notice notice, Subject job) {
    return switch (notice.occasion()) {
      case JOB_PUBLISHED -> job.output();
      default -> job.source();
    };
  }
}
