package dev.jellyscale.cli;

import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.BadModel;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.DiskFull;
import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.error.JellyscaleException.NotVideo;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.error.JellyscaleException.VerificationFailed;

/** What the program's exit status means: one number for each kind of failure. */
public enum ExitCode {
  OK(0, "done"),
  UNEXPECTED(1, "a fault of Jellyscale itself; --verbose shows where"),
  USAGE(2, "the command line is wrong"),
  NOT_FOUND(10, "a file or a model does not exist"),
  INVALID(11, "the request contradicts itself or asks for what cannot be"),
  CONFLICT(12, "something is in the way: an existing file, another run, a source that changes"),
  DENIED(13, "no permission to read or write"),
  NOT_VIDEO(14, "the source is no video: empty, text, audio alone, a playlist"),
  DAMAGED(15, "bytes of the source are missing or broken"),
  UNSUPPORTED(16, "the source or the destination holds something that is not handled"),
  LIMIT_EXCEEDED(17, "the source is larger than a limit that protects this machine"),
  BAD_MODEL(18, "the file is no model that can upscale pictures"),
  DISK_FULL(19, "the device that holds the output has no room left"),
  ENGINE_FAILURE(20, "a codec, a device or the inference engine failed"),
  VERIFICATION_FAILED(21, "the finished file did not pass its own verification"),
  SOME_FAILED(22, "files of a folder failed, the others are done"),
  UNAVAILABLE(23, "another machine, or the running node, does not deliver; later it may"),
  CANCELLED(24, "the job that was waited for was cancelled"),
  INTERRUPTED(130, "interrupted (SIGINT; 143 after SIGTERM); the same command resumes");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** The process's exit status. */
  public int code() {
    return code;
  }

  /** A few words for help and documentation. */
  public String meaning() {
    return meaning;
  }

  /** The one place that knows which failure is which status. */
  public static ExitCode of(JellyscaleException failure) {
    return switch (failure) {
      case NotFound _ -> NOT_FOUND;
      case Invalid _ -> INVALID;
      case Conflict _ -> CONFLICT;
      case Denied _ -> DENIED;
      case NotVideo _ -> NOT_VIDEO;
      case Damaged _ -> DAMAGED;
      case Unsupported _ -> UNSUPPORTED;
      case LimitExceeded _ -> LIMIT_EXCEEDED;
      case BadModel _ -> BAD_MODEL;
      case DiskFull _ -> DISK_FULL;
      case Unavailable _ -> UNAVAILABLE;
      case EngineFailure _ -> ENGINE_FAILURE;
      case VerificationFailed _ -> VERIFICATION_FAILED;
    };
  }
}
