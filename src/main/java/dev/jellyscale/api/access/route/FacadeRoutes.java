package dev.jellyscale.api.access.route;

import static dev.jellyscale.api.access.route.Route.facade;
import static dev.jellyscale.auth.Elevation.ADMIN;
import static dev.jellyscale.auth.Elevation.OWN_JOBS;
import static dev.jellyscale.auth.Elevation.USER;

import dev.jellyscale.api.access.route.Route.Rate;
import java.util.List;

/**
 * The routes below {@code /Upscaler}, which Jellyfin's players, plugin and pages call. Whatever
 * nobody needs who is no administrator is {@code ADMIN}.
 */
final class FacadeRoutes {
  static final List<Route> ROWS =
      List.of(
          // What anybody who is signed in may see.
          facade("GET", "/Upscaler/models", USER),
          facade("GET", "/Upscaler/libraries", USER),
          facade("GET", "/Upscaler/status", USER),
          facade("GET", "/Upscaler/service-health", USER),
          facade("GET", "/Upscaler/recommend-model", USER),
          facade("GET", "/Upscaler/filter-config", USER),
          // Jobs of one's own, where users have a quota.
          facade("POST", "/Upscaler/process/item/{itemId}", OWN_JOBS),
          facade("GET", "/Upscaler/jobs", OWN_JOBS),
          facade("POST", "/Upscaler/jobs/{id}/pause", OWN_JOBS),
          facade("POST", "/Upscaler/jobs/{id}/resume", OWN_JOBS),
          facade("POST", "/Upscaler/jobs/{id}/cancel", OWN_JOBS),
          // Jobs by paths of this machine, and the queue.
          facade("POST", "/Upscaler/process", ADMIN),
          facade("POST", "/Upscaler/preprocess", ADMIN),
          facade("GET", "/Upscaler/queue", ADMIN),
          facade("POST", "/Upscaler/queue/add", ADMIN),
          facade("POST", "/Upscaler/queue/{id}/cancel", ADMIN),
          facade("POST", "/Upscaler/queue/{id}/priority", ADMIN),
          facade("POST", "/Upscaler/queue/pause", ADMIN),
          facade("POST", "/Upscaler/queue/resume", ADMIN),
          facade("POST", "/Upscaler/vmaf", ADMIN),
          // Models.
          facade("GET", "/Upscaler/models/importable", ADMIN),
          facade("POST", "/Upscaler/models/import", ADMIN).at(Rate.DOWNLOAD),
          facade("POST", "/Upscaler/models/convert", ADMIN).at(Rate.DOWNLOAD),
          facade("POST", "/Upscaler/models/upload-file", ADMIN).taking(BodyCap.MODEL),
          facade("POST", "/Upscaler/models/import-async", ADMIN).at(Rate.DOWNLOAD),
          facade("GET", "/Upscaler/models/import-status/{jobId}", ADMIN),
          facade("POST", "/Upscaler/models/download-async", ADMIN).at(Rate.DOWNLOAD),
          facade("GET", "/Upscaler/models/download-status/{jobId}", ADMIN),
          facade("DELETE", "/Upscaler/models/import/{modelName}", ADMIN),
          facade("POST", "/Upscaler/models/load", ADMIN),
          facade("GET", "/Upscaler/models/disk-usage", ADMIN),
          facade("POST", "/Upscaler/models/cleanup", ADMIN),
          facade("GET", "/Upscaler/recommend", ADMIN),
          facade("POST", "/Upscaler/object-mask/load-model", ADMIN),
          facade("POST", "/Upscaler/face-restore/load", ADMIN),
          facade("POST", "/Upscaler/face-restore/unload", ADMIN),
          facade("GET", "/Upscaler/face-restore/status", ADMIN),
          // Pictures.
          facade("GET", "/Upscaler/compare/{itemId}", ADMIN),
          facade("POST", "/Upscaler/upscale-images/{itemId}", ADMIN).at(Rate.FRAME),
          facade("POST", "/Upscaler/upscale/image", ADMIN).taking(BodyCap.PICTURE).at(Rate.FRAME),
          facade("POST", "/Upscaler/upscale-frame", ADMIN).taking(BodyCap.PICTURE).at(Rate.FRAME),
          facade("POST", "/Upscaler/upscale-video-chunk", ADMIN)
              .taking(BodyCap.PICTURE)
              .at(Rate.FRAME),
          facade("POST", "/Upscaler/detect-mask", ADMIN).taking(BodyCap.PICTURE),
          facade("POST", "/Upscaler/face-restore/frame", ADMIN).taking(BodyCap.PICTURE),
          facade("POST", "/Upscaler/filter-config", ADMIN),
          facade("POST", "/Upscaler/filter-preview", ADMIN),
          facade("GET", "/Upscaler/filter-preview/frame/{itemId}", ADMIN),
          // The machine and how fast it is.
          facade("GET", "/Upscaler/info", ADMIN),
          facade("GET", "/Upscaler/hardware", ADMIN),
          facade("GET", "/Upscaler/hardware-info", ADMIN),
          facade("GET", "/Upscaler/hardware-benchmark", ADMIN),
          facade("GET", "/Upscaler/recommendations", ADMIN),
          facade("GET", "/Upscaler/gpus", ADMIN),
          facade("GET", "/Upscaler/gpu-verify", ADMIN),
          facade("GET", "/Upscaler/health/detailed", ADMIN),
          facade("GET", "/Upscaler/fallback", ADMIN),
          facade("GET", "/Upscaler/metrics", ADMIN),
          facade("GET", "/Upscaler/model-benchmark", ADMIN),
          facade("GET", "/Upscaler/benchmark-frame", ADMIN),
          facade("POST", "/Upscaler/benchmark", ADMIN),
          facade("POST", "/Upscaler/test", ADMIN),
          // Settings, tokens, and the cache that there is not.
          facade("GET", "/Upscaler/settings/export", ADMIN),
          facade("POST", "/Upscaler/settings/import", ADMIN),
          facade("POST", "/Upscaler/service-config", ADMIN),
          facade("GET", "/Upscaler/tokens", ADMIN),
          facade("POST", "/Upscaler/tokens", ADMIN),
          facade("DELETE", "/Upscaler/tokens/{id}", ADMIN),
          facade("GET", "/Upscaler/cache/stats", ADMIN),
          facade("POST", "/Upscaler/cache/clear", ADMIN),
          facade("POST", "/Upscaler/install", ADMIN));

  private FacadeRoutes() {}
}
