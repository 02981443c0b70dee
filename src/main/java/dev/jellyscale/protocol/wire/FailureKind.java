package dev.jellyscale.protocol.wire;

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
import dev.jellyscale.error.JellyscaleException.OutOfDeviceMemory;
import dev.jellyscale.error.JellyscaleException.OwnFileDenied;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.error.JellyscaleException.VerificationFailed;

/** A failure's type on its way between processes. */
public enum FailureKind {
  NOT_FOUND,
  INVALID,
  CONFLICT,
  DENIED,
  OWN_FILE_DENIED,
  NOT_VIDEO,
  DAMAGED,
  UNSUPPORTED,
  LIMIT_EXCEEDED,
  BAD_MODEL,
  DISK_FULL,
  UNAVAILABLE,
  ENGINE_FAILURE,
  OUT_OF_DEVICE_MEMORY,
  VERIFICATION_FAILED;

  /** The kind of a failure. */
  public static FailureKind of(JellyscaleException failure) {
    return switch (failure) {
      case NotFound _ -> NOT_FOUND;
      case Invalid _ -> INVALID;
      case Conflict _ -> CONFLICT;
      case OwnFileDenied _ -> OWN_FILE_DENIED;
      case Denied _ -> DENIED;
      case NotVideo _ -> NOT_VIDEO;
      case Damaged _ -> DAMAGED;
      case Unsupported _ -> UNSUPPORTED;
      case LimitExceeded _ -> LIMIT_EXCEEDED;
      case BadModel _ -> BAD_MODEL;
      case DiskFull _ -> DISK_FULL;
      case Unavailable _ -> UNAVAILABLE;
      case OutOfDeviceMemory _ -> OUT_OF_DEVICE_MEMORY;
      case EngineFailure _ -> ENGINE_FAILURE;
      case VerificationFailed _ -> VERIFICATION_FAILED;
    };
  }

  /** The failure that this is the kind of. */
  public JellyscaleException failure(String message) {
    return switch (this) {
      case NOT_FOUND -> new NotFound(message);
      case INVALID -> new Invalid(message);
      case CONFLICT -> new Conflict(message);
      case DENIED -> new Denied(message);
      case OWN_FILE_DENIED -> new OwnFileDenied(message, null);
      case NOT_VIDEO -> new NotVideo(message);
      case DAMAGED -> new Damaged(message);
      case UNSUPPORTED -> new Unsupported(message);
      case LIMIT_EXCEEDED -> new LimitExceeded(message);
      case BAD_MODEL -> new BadModel(message);
      case DISK_FULL -> new DiskFull(message, null);
      case UNAVAILABLE -> new Unavailable(message, null);
      case ENGINE_FAILURE -> new EngineFailure(message, null);
      case OUT_OF_DEVICE_MEMORY -> new OutOfDeviceMemory(message, null);
      case VERIFICATION_FAILED -> new VerificationFailed(message);
    };
  }
}
