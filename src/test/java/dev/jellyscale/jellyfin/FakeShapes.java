package dev.jellyscale.jellyfin;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The JSON of a Jellyfin server: the names, cases and types of its fields. */
final class FakeShapes {
  private static final String SERVER = FakeJellyfin.hex("server");
  private static final DateTimeFormatter SEVEN_DIGITS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'").withZone(ZoneOffset.UTC);

  /** Every field that a list leaves out unless it is asked for. */
  static final Set<String> ALL = Set.of("Path", "Genres", "DateCreated", "MediaSources");

  private final boolean twelve;

  FakeShapes(FakeJellyfin.Release release) {
    twelve = release == FakeJellyfin.Release.V12_0;
  }

  static Map<String, @Nullable Object> map(@Nullable Object... namesAndValues) {
    var map = new LinkedHashMap<String, @Nullable Object>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return map;
  }

  private static String time(Instant moment) {
    return SEVEN_DIGITS.format(moment);
  }

  static Map<String, @Nullable Object> list(List<?> items) {
    return list(items, 0, items.size());
  }

  static Map<String, @Nullable Object> list(List<?> items, int start, int total) {
    return map("Items", items, "TotalRecordCount", total, "StartIndex", start);
  }

  Map<String, @Nullable Object> publicInfo(String version) {
    return map(
        "LocalAddress", "http://192.0.2.7:8096",
        "ServerName", "Fake",
        "Version", version,
        "ProductName", "Jellyfin Server",
        "OperatingSystem", "",
        "Id", SERVER,
        "StartupWizardCompleted", true);
  }

  Map<String, @Nullable Object> user(FakeUser user) {
    var policy =
        map(
            "IsAdministrator",
            user.administrator(),
            "IsHidden",
            true,
            "EnableCollectionManagement",
            false,
            "EnableSubtitleManagement",
            false,
            "EnableLyricManagement",
            false,
            "IsDisabled",
            user.disabled(),
            "BlockedTags",
            List.copyOf(user.blockedTags()),
            "AllowedTags",
            List.of(),
            "EnableUserPreferenceAccess",
            true,
            "AccessSchedules",
            List.of(),
            "BlockUnratedItems",
            List.of(),
            "EnableRemoteAccess",
            true,
            "EnableMediaPlayback",
            true,
            "EnableContentDeletion",
            false,
            "EnabledDevices",
            List.of(),
            "EnableAllDevices",
            true,
            "EnabledChannels",
            List.of(),
            "EnableAllChannels",
            true,
            "EnabledFolders",
            List.copyOf(user.libraries()),
            "EnableAllFolders",
            user.libraries().isEmpty(),
            "InvalidLoginAttemptCount",
            0,
            "LoginAttemptsBeforeLockout",
            -1,
            "MaxActiveSessions",
            0,
            "BlockedMediaFolders",
            List.of(),
            "RemoteClientBitrateLimit",
            0,
            "AuthenticationProviderId",
            "Jellyfin.Server.Implementations.Users.DefaultAuthenticationProvider",
            "PasswordResetProviderId",
            "Jellyfin.Server.Implementations.Users.DefaultPasswordResetProvider",
            "SyncPlayAccess",
            "CreateAndJoinGroups");
    if (user.highestRating() < Integer.MAX_VALUE) {
      policy.put("MaxParentalRating", user.highestRating());
    }
    return map(
        "Name",
        user.name(),
        "ServerId",
        SERVER,
        "Id",
        user.id(),
        "HasPassword",
        true,
        "HasConfiguredPassword",
        true,
        "HasConfiguredEasyPassword",
        false,
        "EnableAutoLogin",
        false,
        "LastLoginDate",
        time(Instant.EPOCH),
        "LastActivityDate",
        time(Instant.EPOCH),
        "Configuration",
        map(
            "PlayDefaultAudioTrack",
            true,
            "SubtitleLanguagePreference",
            "",
            "DisplayMissingEpisodes",
            false,
            "GroupedFolders",
            List.of(),
            "SubtitleMode",
            "Default",
            "OrderedViews",
            List.of(),
            "LatestItemsExcludes",
            List.of(),
            "MyMediaExcludes",
            List.of(),
            "HidePlayedInLatest",
            true),
        "Policy",
        policy);
  }

  Map<String, @Nullable Object> key(String token, int number) {
    return map(
        "Id",
        number,
        "AccessToken",
        token,
        "DeviceId",
        "",
        "AppName",
        "Jellyscale",
        "AppVersion",
        "",
        "DeviceName",
        "",
        "UserId",
        "0".repeat(32),
        "IsActive",
        true,
        "DateCreated",
        time(Instant.EPOCH),
        "DateLastActivity",
        time(Instant.EPOCH));
  }

  Map<String, @Nullable Object> folder(FakeLibrary library) {
    return map(
        "Name", library.name(),
        "Locations", List.of("/media/" + library.name()),
        "CollectionType", library.kind(),
        "LibraryOptions", map("Enabled", true, "PathInfos", List.of()),
        "ItemId", library.id(),
        "PrimaryImageItemId", library.id(),
        "RefreshStatus", "Idle");
  }

  Map<String, @Nullable Object> library(FakeLibrary library) {
    return map(
        "Name", library.name(),
        "ServerId", SERVER,
        "Id", library.id(),
        "Etag", FakeJellyfin.hex("etag " + library.name()),
        "DateCreated", time(Instant.EPOCH),
        "CanDelete", false,
        "CanDownload", false,
        "SortName", library.name().toLowerCase(Locale.ROOT),
        "ExternalUrls", List.of(),
        "Path", "/config/data/root/default/" + library.name(),
        "EnableMediaSourceDisplay", true,
        "ChannelId", null,
        "Taglines", List.of(),
        "Genres", List.of(),
        "IsFolder", true,
        "ParentId", FakeJellyfin.hex("root"),
        "Type", "CollectionFolder",
        "CollectionType", library.kind(),
        "ImageTags", map(),
        "BackdropImageTags", List.of(),
        "LocationType", "FileSystem",
        "MediaType", "Unknown");
  }

  /** An item with its versions; {@code fields} of a list that were not asked for are left out. */
  Map<String, @Nullable Object> item(
      FakeItem item, List<FakeItem> versions, Set<String> fields, @Nullable Boolean played) {
    var shape =
        map(
            "Name", item.name(),
            "ServerId", SERVER,
            "Id", item.id(),
            "HasSubtitles", false,
            "Container", container(item),
            "ChannelId", null,
            "RunTimeTicks", ticks(item.length()),
            "ProductionYear", 2010,
            "IsFolder", false,
            "Type", item.type(),
            "VideoType", "VideoFile",
            "ImageTags", map("Primary", FakeJellyfin.hex("tag " + item.path())),
            "BackdropImageTags", List.of(),
            "ImageBlurHashes", map(),
            "LocationType", "FileSystem",
            "MediaType", "Video",
            "Width", item.width(),
            "Height", item.height());
    item.place()
        .ifPresent(
            place -> {
              shape.put("SeriesName", place.series());
              shape.put("SeriesId", FakeJellyfin.hex("series " + place.series()));
              shape.put("ParentIndexNumber", place.season());
              shape.put("IndexNumber", place.episode());
            });
    if (played != null) {
      shape.put(
          "UserData",
          map(
              "PlaybackPositionTicks",
              0,
              "PlayCount",
              played ? 1 : 0,
              "IsFavorite",
              false,
              "Played",
              played,
              "Key",
              item.id(),
              "ItemId",
              item.id()));
    }
    put(shape, fields, "Path", item.path());
    put(shape, fields, "Genres", item.genres());
    put(shape, fields, "DateCreated", time(item.added()));
    put(shape, fields, "MediaSources", versions.stream().map(this::source).toList());
    if (twelve) {
      shape.put("OriginalLanguage", "en");
    }
    return shape;
  }

  private static void put(
      Map<String, @Nullable Object> shape, Set<String> fields, String name, Object value) {
    if (fields.contains(name)) {
      shape.put(name, value);
    }
  }

  private static String container(FakeItem item) {
    return item.path().substring(item.path().lastIndexOf('.') + 1);
  }

  private static long ticks(Duration length) {
    return length.toNanos() / 100;
  }

  private Map<String, @Nullable Object> source(FakeItem item) {
    var stream =
        map(
            "Codec",
            "h264",
            "ColorSpace",
            "bt709",
            "TimeBase",
            "1/1000",
            "VideoRange",
            "SDR",
            "VideoRangeType",
            "SDR",
            "DisplayTitle",
            "1080p H264 SDR",
            "IsInterlaced",
            false,
            "IsAVC",
            false,
            "BitRate",
            8_000_000,
            "BitDepth",
            8,
            "RefFrames",
            1,
            "IsDefault",
            true,
            "IsForced",
            false,
            "Height",
            item.height(),
            "Width",
            item.width(),
            "AverageFrameRate",
            23.976025,
            "RealFrameRate",
            23.976025,
            "Profile",
            "High",
            "Type",
            "Video",
            "AspectRatio",
            "16:9",
            "Index",
            0,
            "IsExternal",
            false,
            "PixelFormat",
            "yuv420p",
            "Level",
            41);
    var sound = map("Codec", "aac", "Channels", 2, "Type", "Audio", "Index", 1);
    return map(
        "Protocol",
        "File",
        "Id",
        item.id(),
        "Path",
        item.path(),
        "Type",
        "Default",
        "Container",
        container(item),
        "Size",
        item.bytes(),
        "Name",
        item.name(),
        "IsRemote",
        false,
        "ETag",
        FakeJellyfin.hex("etag " + item.path()),
        "RunTimeTicks",
        ticks(item.length()),
        "ReadAtNativeFramerate",
        false,
        "SupportsTranscoding",
        true,
        "SupportsDirectStream",
        true,
        "SupportsDirectPlay",
        true,
        "IsInfiniteStream",
        false,
        "VideoType",
        "VideoFile",
        "MediaStreams",
        List.of(stream, sound),
        "MediaAttachments",
        List.of(),
        "Formats",
        List.of(),
        "Bitrate",
        8_192_000,
        "RequiredHttpHeaders",
        map(),
        "HasSegments",
        false);
  }

  Map<String, @Nullable Object> session(FakeSession session, Instant now) {
    var shape =
        map(
            "PlayState",
            map(
                "PositionTicks",
                session.playing().isPresent() ? 60_000_000L : null,
                "CanSeek",
                session.playing().isPresent(),
                "IsPaused",
                session.pausedSince().isPresent(),
                "IsMuted",
                false,
                "PlayMethod",
                session.transcode().isPresent() ? "Transcode" : "DirectPlay",
                "RepeatMode",
                "RepeatNone",
                "PlaybackOrder",
                "Default"),
            "AdditionalUsers",
            List.of(),
            "Capabilities",
            map("PlayableMediaTypes", List.of("Audio", "Video")),
            "RemoteEndPoint",
            "192.0.2.44",
            "PlayableMediaTypes",
            List.of("Audio", "Video"),
            "Id",
            session.id(),
            "UserId",
            session.user().id(),
            "UserName",
            session.user().name(),
            "Client",
            "Jellyfin Web",
            "LastActivityDate",
            time(now),
            "LastPlaybackCheckIn",
            session.playing().isPresent() ? time(now) : "0001-01-01T00:00:00.0000000Z",
            "DeviceName",
            "Firefox",
            "DeviceId",
            "device-of-" + session.user().name(),
            "ApplicationVersion",
            twelve ? "12.0.0" : "10.11.4",
            "IsActive",
            true,
            "SupportsMediaControl",
            true,
            "SupportsRemoteControl",
            true,
            "NowPlayingQueue",
            List.of(),
            "HasCustomDeviceName",
            false,
            "ServerId",
            SERVER,
            "SupportedCommands",
            List.of());
    session.pausedSince().ifPresent(since -> shape.put("LastPausedDate", time(since)));
    session
        .playing()
        .ifPresent(item -> shape.put("NowPlayingItem", item(item, List.of(item), Set.of(), null)));
    session
        .transcode()
        .ifPresent(transcode -> shape.put("TranscodingInfo", transcoding(transcode)));
    if (!twelve) {
      shape.put("NowPlayingQueueFullItems", new ArrayList<>());
    }
    return shape;
  }

  private static Map<String, @Nullable Object> transcoding(FakeSession.Transcode transcode) {
    return map(
        "AudioCodec",
        "aac",
        "VideoCodec",
        "h264",
        "Container",
        "ts",
        "IsVideoDirect",
        transcode.videoDirect(),
        "IsAudioDirect",
        false,
        "Bitrate",
        4_000_000,
        "Framerate",
        61.5,
        "CompletionPercentage",
        12.5,
        "Width",
        1280,
        "Height",
        720,
        "AudioChannels",
        2,
        "HardwareAccelerationType",
        transcode.hardware(),
        "TranscodeReasons",
        List.of("VideoCodecNotSupported"));
  }
}
